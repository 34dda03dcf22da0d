/** In which order the cells of the output are filled from the input: a thin path through each block, or through all. */

/** @import {Pair} from "../../base/types.js" */
/** @import {Flight} from "../model/flight.js" */
/** @import {Model, Point} from "../model/model.js" */
/** @import {View} from "../paint/frame.js" */
import { shape } from "../../base/dom.js";
import { opened } from "../model/motion.js";

const MOST = 4096; // cells with a path; where there are more, only the block that is pointed at has one
const LONGEST = 65_536; // cells of one path

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
  const half = model.scene.cell / 2;
  const middle = (/** @type {number} */ block) => {
    const cell = side.cell(block);
    return /** @type {Pair} */ ([round(view.x + ((x[cell] ?? 0) + half) * view.scale), round(view.y + ((y[cell] ?? 0) + half) * view.scale)]);
  };
  const turn = (/** @type {number} */ block) => (paired ? flight.sides[0].cell(block) : (flight.numbers[block] ?? 0));
  return [...paths.values()].map((blocks) => {
    const [first = 0, ...rest] = blocks.sort((one, other) => turn(one) - turn(other));
    return [middle(first), ...rest.map(middle)];
  });
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
