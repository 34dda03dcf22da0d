/** In which order the cells of the output are filled from the input: a thin path through each block, or through all. */

/** @import {Pair} from "../../base/types.js" */
/** @import {Flight} from "../model/flight.js" */
/** @import {Model, Point} from "../model/model.js" */
/** @import {View} from "../paint/frame.js" */
import { shape } from "../../base/dom.js";
import { opened } from "../model/motion.js";

const MOST = 4096; // cells with a path; where there are more, only the block that is pointed at has one
const LONGEST = 65_536; // cells of one path
const BESIDE = { x: 0.07, y: 0.88 }; // of a cell: where the path passes, beside its number and below
const BETWEEN = 3; // pixels of the scene from a cell to the middle of the gap beside it

/**
 * @param {Model} model
 * @param {View} view
 * @param {Point | null} point
 * @returns {Element[]}
 */
export function fillPaths(model, view, point) {
  if (view.figures && !view.figures.includes(model.output)) return [];
  // Cells that a line of a program moves are filled in the order of the tensor that they come from, each on its own.
  const flights = model.flights.filter((flight, number) => flight.blocks && (flight.told.pairs ? flight.figure !== model.output : number === 0));
  const paths = flights.map((flight) => pathsOf(model, flight, view, point?.flight === flight.index ? point : null));
  const d = paths.flat().map((points) => `M${points.map((each) => each.join(" ")).join("L")}`);
  const starts = paths.flat().map(([[left, top]]) => `M${left - 3} ${top}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0`);
  return d.length ? [shape("path", { class: "fill-path", d: d.join("") }), shape("path", { class: "fill-start", d: starts.join("") })] : [];
}

/**
 * The paths of the blocks of one input, as points on the screen.
 *
 * @param {Model} model
 * @param {Flight} flight
 * @param {View} view
 * @param {Point | null} point
 * @returns {[Pair, ...Pair[]][]}
 */
function pathsOf(model, flight, view, point) {
  const paired = flight.told.pairs !== null;
  const side = flight.sides[1];
  const outer = model.figures[model.output]?.told.blocks ?? [];
  const all = flight.blocks <= MOST;
  const chosen = blockOf(flight, point?.block ?? 0, outer);
  /** @type {Map<string, number[]>} */
  const paths = new Map();
  for (let block = 0, seen = 0; block < flight.blocks && seen < LONGEST; block++) {
    if (!paired && (flight.numbers[block] ?? -1) < 0) continue;
    const key = blockOf(flight, block, outer);
    if (!all && key !== chosen) continue;
    const known = paths.get(key);
    if (known) known.push(block);
    else paths.set(key, [block]);
    seen++;
  }
  const { x, y } = side.places(opened(view.time));
  const { cell: wide } = model.scene;
  const at = (/** @type {number} */ block) => {
    const cell = side.cell(block);
    return /** @type {Pair} */ ([(x[cell] ?? 0) + BESIDE.x * wide, (y[cell] ?? 0) + BESIDE.y * wide]);
  };
  const seen = (/** @type {Pair} */ point) => /** @type {Pair} */ ([round(view.x + point[0] * view.scale), round(view.y + point[1] * view.scale)]);
  const turn = (/** @type {number} */ block) => (paired ? flight.sides[0].cell(block) : (flight.numbers[block] ?? 0));
  return [...paths.values()].map((blocks) => {
    const [first = /** @type {Pair} */ ([0, 0]), ...rest] = blocks.sort((one, other) => turn(one) - turn(other)).map(at);
    return [seen(first), ...rest.flatMap((point, place) => along(place ? (rest[place - 1] ?? first) : first, point, wide)).map(seen)];
  });
}

/**
 * The way from one point to the next: straight along a row or a column, else through the gaps between cells.
 *
 * @param {Pair} from
 * @param {Pair} to
 * @param {number} wide  side of a cell
 * @returns {Pair[]}
 */
function along(from, to, wide) {
  const [right, down] = [to[0] - from[0], to[1] - from[1]];
  if (Math.abs(right) < 1 || Math.abs(down) < 1) return [to];
  const below = from[1] + (1 - BESIDE.y) * wide + BETWEEN;
  const before = to[0] - BESIDE.x * wide - BETWEEN;
  return down > 0 ? [[from[0], below], [to[0], below], to] : [[before, from[1]], [before, to[1]], to];
}

/**
 * Which block of the output a block stands in.
 *
 * @param {Flight} flight
 * @param {number} block
 * @param {number[]} outer  the axes along which blocks repeat
 */
function blockOf(flight, block, outer) {
  const side = flight.sides[1];
  const digits = side.digits.of(side.cell(block));
  return outer.map((axis) => digits[axis]).join(" ");
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10;
}
