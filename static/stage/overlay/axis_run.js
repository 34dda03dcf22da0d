/** The cells along an axis that is pointed at: a line of rings through the block that is pointed at, else through the first. */

/** @import {Axis} from "../../base/types.js" */
/** @import {Model, Point} from "../model/model.js" */
/** @import {View} from "../paint/frame.js" */
import { hueOf, shape } from "../../base/dom.js";
import { nameOf } from "../model/model.js";
import { opened } from "../model/motion.js";
import { ring } from "./highlights.js";

const MOST = 1024; // cells of one line

/**
 * A path for each figure that has such an axis.
 *
 * @param {Model} model
 * @param {Axis[]} axes
 * @param {View[]} views
 * @param {string[]} names  of the axes
 * @param {Point | null} point
 * @returns {Element[]}
 */
export function axisRuns(model, axes, views, names, point) {
  const lit = axes.flatMap((axis, number) => (names.includes(nameOf(axis)) ? [{ number, hue: hueOf(axis.hue ?? number) }] : []));
  return views.flatMap((view) =>
    lit.flatMap(({ number, hue }) =>
      model.figures.flatMap((_, figure) => {
        if (view.figures && !view.figures.includes(figure)) return [];
        const d = run(model, figure, number, view, point);
        return d ? [shape("path", { class: `run ${hue}`, d })] : [];
      }),
    ),
  );
}

/**
 * @param {Model} model
 * @param {number} figure
 * @param {number} axis
 * @param {View} view
 * @param {Point | null} point
 */
function run(model, figure, axis, view, point) {
  const end = model.end(figure);
  const own = end ? model.flights : model.flights.filter((each) => each.figure === figure);
  const flight = own.find((each) => each.index === point?.flight) ?? own[0];
  if (!flight) return "";
  const side = flight.sides[end];
  const { counts, first } = side.digits;
  const count = Math.min(MOST, counts[axis] ?? 1);
  if (count < 2) return "";
  const digits = side.digits.of(side.cell(flight.index === point?.flight ? point.block : 0));
  const { cell } = model.scene;
  const rings = Array.from({ length: count }, (_, digit) => {
    const place = side.place(digits.with(axis, (first[axis] ?? 0) + digit), opened(view.time));
    return ring(view, { place, width: cell, height: cell });
  });
  const different = new Set(rings);
  return different.size > 1 ? [...different].join("") : ""; // along a reduced axis nothing is further on
}
