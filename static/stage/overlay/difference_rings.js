/** Rings around whole cells of the output, whoever points at them; a slice in front hides them as it hides the cells. */

/** @import {Figure} from "../model/figure.js" */
/** @import {Model, Point} from "../model/model.js" */
/** @import {Place} from "../model/side.js" */
/** @import {View} from "../paint/frame.js" */
import { shape } from "../../base/dom.js";
import { ARRIVED, opened } from "../model/motion.js";
import { ring } from "./highlights.js";

const FAR = 100_000; // screen pixels: further than any stage
const BEYOND = 8; // how far a card reaches beyond its cells, in pixels of the scene

let clips = 0; // clips are found by an id, and a page may have several stages

/**
 * A path for each slice; dotted until its blocks have arrived.
 *
 * @param {Model} model
 * @param {View[]} views
 * @param {Point[]} points
 * @returns {Element[]}
 */
export function differenceRings(model, views, points) {
  const figure = model.figures[model.output];
  if (!figure || !points.length) return [];
  const { cell } = model.scene;
  return views
    .filter((view) => !view.figures || view.figures.includes(model.output))
    .flatMap((view) => {
      const name = view.time < ARRIVED ? "differing awaited" : "differing";
      /** @type {Map<number, Place[]>} */
      const slices = new Map();
      for (const { flight, block } of points) {
        const side = model.flights[flight]?.sides[1];
        if (!side) continue;
        const place = side.place(side.digits.of(side.cell(block)), opened(view.time));
        const slice = slices.get(place.z);
        if (slice) slice.push(place);
        else slices.set(place.z, [place]);
      }
      return [...slices].flatMap(([z, places]) => {
        const d = places.map((place) => ring(view, { place, width: cell, height: cell })).join("");
        const hidden = inFront(figure, view, z);
        if (!hidden) return [shape("path", { class: name, d })];
        const clip = shape("clipPath", { id: `clip-${++clips}` });
        clip.append(shape("path", { "clip-rule": "evenodd", d: `M${-FAR} ${-FAR}H${FAR}V${FAR}H${-FAR}z${hidden}` }));
        return [clip, shape("path", { class: name, d, "clip-path": `url(#clip-${clips})` })];
      });
    });
}

/**
 * The cards right in front of a slice: those further ahead hide no more of it.
 *
 * @param {Figure} figure
 * @param {View} view
 * @param {number} z  of the slice
 */
function inFront(figure, { time, x, y, scale }, z) {
  const { cards } = figure;
  const order = cards?.order();
  const run = order?.runs.find((each) => each.z < z - 0.5); // the deepest first
  if (!cards || !order || !run) return "";
  const [width, height] = figure.size("plane", opened(time));
  const rects = [];
  for (let index = run.start; index < run.end; index++) {
    const place = cards.place(cards.digits.of(order.blocks?.[index] ?? index), opened(time));
    const [left, top] = [x + (place.x - BEYOND) * scale, y + (place.y - BEYOND) * scale];
    rects.push(`M${left} ${top}h${(width + 2 * BEYOND) * scale}v${(height + 2 * BEYOND) * scale}h${-(width + 2 * BEYOND) * scale}z`);
  }
  return rects.join("");
}
