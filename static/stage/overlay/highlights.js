/** Rings around every place that is highlighted, and the threads that join them. */

/** @import {Model} from "../model/model.js" */
/** @import {Place} from "../model/side.js" */
/** @import {View} from "../paint/frame.js" */
/** @import {Curve, Label} from "./gaps.js" */
import { shape } from "../../base/dom.js";
import { placesOf } from "../model/highlighted.js";
import { around } from "./gaps.js";

const MOST = 48; // threads; more are a tangle
const WIDEST = 160; // how far a thread bows out, in screen pixels
const EDGE = 6; // how near it comes to the upper edge of the stage

/**
 * @typedef {{flight: number, block: number}} Highlighted
 * @typedef {{x: number, y: number, width: number, height: number}} Stop
 */

/**
 * @param {Model} model
 * @param {View[]} views
 * @param {Highlighted[]} highlighted
 * @param {Label[]} labels  that threads leave free
 * @returns {Element[]}
 */
export function highlights(model, views, highlighted, labels) {
  return [...views.flatMap((view) => rings(model, view, highlighted)), ...threads(model, views, highlighted, labels)];
}

/**
 * One path for each figure, a rectangle for each place; another for blocks in flight.
 *
 * @param {Model} model
 * @param {View} view
 * @param {Highlighted[]} highlighted
 */
function rings(model, view, highlighted) {
  const drawn = [...placesOf(model, highlighted, view.time)]
    .filter(([figure]) => !view.figures || view.figures.includes(figure))
    .map(([figure, places]) => shape("path", { class: "ring", "data-figure": figure, d: places.map((each) => ring(view, each)).join("") }));
  if (view.time <= 1 || view.time >= 2) return drawn;
  const { cell } = model.scene;
  const flying = highlighted.map(({ flight, block }) => ({ place: at(model, flight, block, view.time), width: cell, height: cell }));
  return [...drawn, shape("path", { class: "ring", "data-figure": "flight", d: flying.map((each) => ring(view, each)).join("") })];
}

/**
 * @param {View} view
 * @param {{place: Place, width: number, height: number}} around
 */
export function ring({ x, y, scale }, { place, width, height }) {
  const [left, top] = [x + place.x * scale - 1, y + place.y * scale - 1];
  const [wide, high] = [Math.max(3, width * scale + 2), Math.max(3, height * scale + 2)];
  const radius = Math.min(width, height) * 0.15 * scale;
  const arc = (/** @type {number} */ dx, /** @type {number} */ dy) => `a${radius} ${radius} 0 0 1 ${dx} ${dy}`;
  return (
    `M${left + radius} ${top}h${wide - 2 * radius}${arc(radius, radius)}v${high - 2 * radius}${arc(-radius, radius)}` +
    `h${2 * radius - wide}${arc(-radius, -radius)}v${2 * radius - high}${arc(radius, -radius)}z`
  );
}

/**
 * From every block's place in its input to its place in the output; among stills from each to the next.
 *
 * @param {Model} model
 * @param {View[]} views
 * @param {Highlighted[]} highlighted
 * @param {Label[]} labels
 */
function threads(model, views, highlighted, labels) {
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
      return around(curve, labels).map(written).join("");
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

/**
 * @param {Model} model
 * @param {number} flight
 * @param {number} block
 * @param {number} time
 * @returns {Place}
 */
function at(model, flight, block, time) {
  return model.flights[flight]?.at(block, time) ?? { x: 0, y: 0, z: 0 };
}
