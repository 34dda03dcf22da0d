/** The numbers on the blocks: one size for all of them, and none where the longest would be too small to read. */

/** @import {Model} from "../places.js" */

export const FONT = 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace';
const SMALLEST_CELL = 14; // screen pixels
const SMALLEST_FONT = 7;
const LARGEST_FONT = 20; // pixels of the scene
const WIDTH = 0.62; // of a digit, in font sizes
const AROUND = 8; // room beside a number, in pixels of the scene

/**
 * The font size in pixels of the scene; 0 where numbers cannot be read.
 *
 * @param {Model} model
 * @param {number} scale  screen pixels of a scene pixel
 */
export function lettering(model, scale) {
  const { cell } = model.scene;
  const narrow = Math.min(...model.flights.map((flight) => flight.inset[2])) * cell;
  const size = Math.min(LARGEST_FONT, (narrow - AROUND * (narrow / cell)) / (WIDTH * longest(model)));
  return cell * scale < SMALLEST_CELL || size * scale < SMALLEST_FONT ? 0 : size;
}

/**
 * How many digits the longest number has, without looking at them all.
 *
 * @param {Model} model
 */
function longest(model) {
  const last = model.flights.map(({ told, source, starts }) =>
    told.numbers
      ? told.numbers.reduce((/** @type {number} */ most, number) => Math.max(most, number ?? 0), 0)
      : told.from_counts.reduce((sum, count, axis) => sum + (count - 1 + (starts[axis] ?? 0)) * (source.strides[axis] ?? 0), source.offset),
  );
  return String(Math.max(0, ...last)).length;
}
