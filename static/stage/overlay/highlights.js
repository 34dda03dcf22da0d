/** Rings around every place that is highlighted, and the threads that join them. */

/** @import {Model} from "../model/model.js" */
/** @import {Place} from "../model/side.js" */
/** @import {View} from "../paint/frame.js" */
/** @import {Label} from "./gaps.js" */
/** @import {BlockAt} from "./threads.js" */
import { shape } from "../../base/dom.js";
import { placesOf } from "../model/highlighted.js";
import { threads } from "./threads.js";

/** @typedef {{flight: number, block: number}} Highlighted */

/**
 * @param {Model} model
 * @param {View[]} views
 * @param {Highlighted[]} highlighted
 * @param {Label[]} labels  that threads leave free
 * @param {BlockAt} blockAt
 * @returns {Element[]}
 */
export function highlights(model, views, highlighted, labels, blockAt) {
  return [...views.flatMap((view) => rings(model, view, highlighted)), ...threads(model, views, highlighted, labels, blockAt)];
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
 * @param {Model} model
 * @param {number} flight
 * @param {number} block
 * @param {number} time
 * @returns {Place}
 */
function at(model, flight, block, time) {
  return model.flights[flight]?.at(block, time) ?? { x: 0, y: 0, z: 0 };
}
