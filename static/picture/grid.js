/** A tensor as a picture: its rows, columns and channels, as its axes run on the stage. */

/** @import {Direction, Figure} from "../base/types.js" */
import { Digits } from "../stage/model/digits.js";

/**
 * @typedef {object} Grid
 * @property {number} height
 * @property {number} width
 * @property {number} channels
 * @property {Float64Array} places  of each cell: its pixel, row by row
 * @property {Float64Array} layers  of each cell: its channel
 */

/** @typedef {Record<Direction, number[]>} Directions  numbers of a tensor's axes, outermost first */

/**
 * Cost: O(cells).
 *
 * @param {number[]} shape
 * @param {Directions} directions
 * @returns {Grid}
 */
export function gridOf(shape, { row, column, depth }) {
  const digits = new Digits(shape);
  const [height, width, channels] = [row, column, depth].map((axes) => axes.reduce((total, axis) => total * (shape[axis] ?? 1), 1));
  const places = shape.map(() => 0);
  const layers = shape.map(() => 0);
  count(places, shape, column, 1);
  count(places, shape, row, width ?? 1);
  count(layers, shape, depth, 1);
  const sums = (/** @type {number[]} */ steps) => digits.sums(steps, 0, new Float64Array(digits.size));
  return { height: height ?? 1, width: width ?? 1, channels: channels ?? 1, places: sums(places), layers: sums(layers) };
}

/**
 * How far a step along each of these axes leads, where the last of them is the fastest.
 *
 * @param {number[]} into
 * @param {number[]} shape
 * @param {number[]} axes
 * @param {number} unit
 */
function count(into, shape, axes, unit) {
  let step = unit;
  for (const axis of [...axes].reverse()) {
    into[axis] = step;
    step *= shape[axis] ?? 1;
  }
}

const UNNAMED = "ijklmnopqrstuv"; // what axes are called whose names nobody told

/**
 * How the axes of a tensor run as those of a picture: as on the stage, unless nobody named them and channels are elsewhere.
 *
 * @param {number[]} shape
 * @param {Pick<Figure, "axes" | "directions"> | undefined} figure
 * @returns {Directions}
 */
export function pictureWays(shape, figure) {
  const other = usual(shape);
  if (!figure) return other;
  const named = figure.axes.some(({ text }, axis) => text !== UNNAMED[axis]);
  const channels = (/** @type {Directions} */ { depth }) => few(depth.reduce((total, axis) => total * (shape[axis] ?? 1), 1));
  return !named && channels(other) && !channels(figure.directions) ? other : figure.directions;
}

/**
 * How the axes of a tensor run that stands on no stage: the last two are rows and columns, or channels where they are few.
 *
 * @param {number[]} shape
 * @returns {Directions}
 */
export function usual(shape) {
  const axes = shape.map((_, axis) => axis);
  const first = shape.length - 3;
  const depth = first < 0 ? -1 : few(shape[first]) && !few(shape.at(-1)) ? first : shape.length - 1;
  const flat = axes.filter((axis) => axis !== depth);
  return { row: flat.slice(0, -1), column: flat.slice(-1), depth: depth < 0 ? [] : [depth] };
}

/** Whether it is grey or colours. @param {number | undefined} channels */
function few(channels) {
  return channels === 1 || channels === 3;
}
