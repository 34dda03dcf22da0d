/** Threads that join the places of a block: from edge to edge, with gaps where something is written. */

/** @import {Model, Point} from "../model/model.js" */
/** @import {Place} from "../model/side.js" */
/** @import {View} from "../paint/frame.js" */
/** @import {Curve, Label} from "./gaps.js" */
/** @import {Highlighted} from "./highlights.js" */
import { shape } from "../../base/dom.js";
import { lettering } from "../pixels/lettering.js";
import { around, at } from "./gaps.js";

const MOST = 48; // threads; more are a tangle
const WIDEST = 160; // how far a thread bows out, in screen pixels
const EDGE = 6; // how near it comes to the upper edge of the stage
const PACE = 0.4; // of a cell: how far apart a thread is asked which block it passes over
const [NUMBER, LINES] = [{ width: 0.62, height: 0.46 }, { width: 0.86, height: 0.8 }]; // of a block, around its middle

/** @typedef {{x: number, y: number, width: number, height: number}} Stop  the middle of a block, and its size */
/** @typedef {(model: Model, time: number, x: number, y: number, figures: number[] | null) => Point | null} BlockAt  of a point of the scene */

/**
 * From every block's place in its input to its place in the output; among stills from each to the next.
 *
 * @param {Model} model
 * @param {View[]} views
 * @param {Highlighted[]} highlighted
 * @param {Label[]} labels
 * @param {BlockAt} blockAt
 */
export function threads(model, views, highlighted, labels, blockAt) {
  const joined = highlighted.slice(0, MOST).flatMap(({ flight: number, block }) => {
    const flight = model.flights[number];
    const [first] = views;
    if (!flight || !first) return [];
    const end = (/** @type {View} */ view) => (view.figures?.includes(model.output) ? 1 : 0);
    const stops = views.length === 1
      ? /** @type {const} */ ([0, 1]).map((side) => stopOf(model, first, flight.home(side, block, first.time), flight.part(side)))
      : views.map((view) => stopOf(model, view, flight.home(end(view), block, view.time), flight.part(end(view))));
    return stops.slice(1).map((to, index) => {
      const curve = thread(/** @type {Stop} */ (stops[index]), to, views.length === 1 && model.placement === "below");
      return around(curve, [...labels, ...views.flatMap((view) => numbers(model, view, curve, blockAt))]).map(written).join("");
    });
  });
  return [...new Set(joined)].map((d) => shape("path", { class: "thread", d }));
}

/**
 * From the edge of one block to that of the other: numbers stay free.
 *
 * @param {Stop} from
 * @param {Stop} to
 * @param {boolean} aside
 * @returns {Curve}
 */
function thread(from, to, aside) {
  const { x: x1, y: y1 } = from;
  const { x: x2, y: y2 } = to;
  const bow = Math.min(WIDEST, Math.hypot(x2 - x1, y2 - y1) * 0.3);
  const high = Math.min(y1, y2);
  // The curve goes half as far as the point that bends it, and stays on the stage where its ends do.
  const above = Math.max(high - bow, Math.min(high, 2 * EDGE - high));
  const [x, y] = aside ? [Math.max(x1, x2) + bow, (y1 + y2) / 2] : [(x1 + x2) / 2, above];
  return [edge(from, x, y), [x, y], edge(to, x, y)];
}

/**
 * What is written on the blocks at rest that a curve passes over.
 *
 * @param {Model} model
 * @param {View} view
 * @param {Curve} curve
 * @param {BlockAt} blockAt
 * @returns {Label[]}
 */
function numbers(model, view, curve, blockAt) {
  if ((view.time > 1 && view.time < 2) || !lettering(model, view.scale)) return [];
  const [start, bend, end] = curve;
  const long = Math.hypot(bend[0] - start[0], bend[1] - start[1]) + Math.hypot(end[0] - bend[0], end[1] - bend[1]);
  const count = Math.ceil(long / (PACE * model.scene.cell * view.scale));
  /** @type {Map<string, Label>} */
  const found = new Map();
  for (let step = 1; step < count; step++) {
    const [x, y] = at(curve, step / count);
    const point = blockAt(model, view.time, (x - view.x) / view.scale, (y - view.y) / view.scale, view.figures);
    const flight = point && model.flights[point.flight];
    if (!flight) continue;
    const side = model.end(point.figure);
    const block = stopOf(model, view, flight.home(side, point.block, view.time), flight.part(side));
    const { width, height } = model.merged(point) ? LINES : NUMBER;
    const [wide, high] = [(block.width * width) / 2, (block.height * height) / 2];
    found.set(`${block.x} ${block.y}`, { left: block.x - wide, top: block.y - high, right: block.x + wide, bottom: block.y + high });
  }
  return [...found.values()];
}

/** @param {Curve} curve */
function written(curve) {
  const [start, bend, end] = curve.map((point) => point.map(round).join(" "));
  return `M${start}Q${bend} ${end}`;
}

/**
 * Where the way from the middle of a block to a point leaves the block.
 *
 * @param {Stop} stop
 * @param {number} x
 * @param {number} y
 * @returns {[number, number]}
 */
function edge(stop, x, y) {
  const [dx, dy] = [x - stop.x, y - stop.y];
  const share = Math.min(1, stop.width / 2 / Math.abs(dx), stop.height / 2 / Math.abs(dy)); // nothing divided by 0 is the least
  return [stop.x + share * dx, stop.y + share * dy];
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10;
}

/**
 * The middle of a block on the screen, and its size there.
 *
 * @param {Model} model
 * @param {View} view
 * @param {Place} place
 * @param {readonly number[]} inset
 * @returns {Stop}
 */
function stopOf({ scene }, { x, y, scale }, place, inset) {
  const [width, height] = [scene.cell * (inset[2] ?? 1) * scale, scene.cell * (inset[3] ?? 1) * scale];
  return { x: x + place.x * scale + width / 2, y: y + place.y * scale + height / 2, width, height };
}
