/** The numbers on the blocks: one size for all of them, and none where the longest would be too small to read. */

/** @import {Model} from "../model/model.js" */

export const FONT = 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace';
const SMALLEST_CELL = 14; // screen pixels
const SMALLEST_FONT = 7;
const LARGEST_FONT = 20; // pixels of the scene
const EASY_FONT = 9.5; // screen pixels: small cells have larger numbers, as far as they have room
const WIDTH = 0.62; // of a digit, in font sizes
const AROUND = 8; // room beside a number, in pixels of the scene
const FREE = 1 / 7; // of a cell: room beside a label
const LARGEST = [20, 13]; // pixels of the scene, of a label's lines
const BASE = 0.36; // of a font size: how far below the middle of a line its letters stand
const [TALL, LINE] = [0.72, 1.22]; // of a font size: height of letters, and from a line to the next
const WIDE = 1.66; // how much wider than Latin ones other letters are

/**
 * The font size in pixels of the scene; 0 where numbers cannot be read.
 *
 * @param {Model} model
 * @param {number} scale  screen pixels of a scene pixel
 */
export function lettering(model, scale) {
  const { cell } = model.scene;
  const narrow = Math.min(...model.flights.map((flight) => flight.inset[2])) * cell;
  const size = Math.min(Math.max(LARGEST_FONT, EASY_FONT / scale), (narrow - AROUND * (narrow / cell)) / (WIDTH * longest(model)));
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
      : told.from_counts.reduce((sum, count, axis) => sum + (count - 1 + (starts[axis] ?? 0)) * (source?.strides[axis] ?? 0), source?.offset ?? 0),
  );
  return String(Math.max(0, ...last)).length;
}

/**
 * The lines of a label in the middle of a cell: of two the first alone where the second could not be read, or none.
 *
 * @param {string[]} lines
 * @param {number} width  device pixels
 * @param {number} height
 * @param {number} scale  device pixels of a scene pixel
 * @param {number} density  device pixels of a screen pixel
 * @returns {{text: string, size: number, base: number}[]}  device pixels; base: from the cell's upper edge
 */
export function inside(lines, width, height, scale, density) {
  const sizes = lines.map((text, line) => Math.min((LARGEST[line] ?? 0) * scale, (width * (1 - FREE)) / (WIDTH * letters(text))));
  const [size = 0, below = 0] = sizes.map((each) => (each < SMALLEST_FONT * density ? 0 : each));
  if (!size || height < SMALLEST_CELL * density) return [];
  if (!below) return [{ text: lines[0] ?? "", size, base: height / 2 + size * BASE }];
  const base = (height + TALL * size - LINE * below) / 2;
  return [{ text: lines[0] ?? "", size, base }, { text: lines[1] ?? "", size: below, base: base + LINE * below }];
}

/**
 * How long a text is, in Latin letters.
 *
 * @param {string} text
 */
export function letters(text) {
  return [...text].reduce((sum, letter) => sum + (letter > "\u2e7f" ? WIDE : 1), 0);
}
