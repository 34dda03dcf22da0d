/** Blocks by parts of a pixel, and their shadows, mixed into a raster. */

/** @import {Raster} from "./raster.js" */
import { eased } from "../model/motion.js";

const SHADOW = 0.2; // of a block: how far its shadow reaches beyond it
const DARK = 0.3; // how strong a shadow is in its middle

/** Of the shadow that is being drawn, column by column. */
let profile = new Float32Array(0);

/**
 * A picture stretched to a rectangle anywhere, each pixel mixed of the four nearest.
 *
 * @param {Raster} raster
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 * @param {Raster} picture  with a transparent pixel all around that is not part of the rectangle
 * @param {number} strength
 */
export function stretch(raster, x, y, width, height, picture, strength) {
  const { words: from, width: wide, height: high } = picture;
  const [perX, perY] = [(wide - 2) / width, (high - 2) / height];
  const [left, right] = [Math.max(0, Math.floor(x)), Math.min(raster.width, Math.ceil(x + width))];
  const [top, bottom] = [Math.max(0, Math.floor(y)), Math.min(raster.height, Math.ceil(y + height))];
  const full = strength >= 1;
  for (let row = top; row < bottom; row++) {
    const v = Math.max(0, (row + 0.5 - y) * perY + 0.5);
    const above = Math.min(high - 2, v | 0);
    const down = Math.min(256, ((v - above) * 256) | 0);
    const line = above * wide;
    for (let column = left; column < right; column++) {
      const u = Math.max(0, (column + 0.5 - x) * perX + 0.5);
      const before = Math.min(wide - 2, u | 0);
      const at = line + before;
      const a = from[at] ?? 0;
      const b = from[at + 1] ?? 0;
      const c = from[at + wide] ?? 0;
      const d = from[at + wide + 1] ?? 0;
      let word = a;
      if (a !== b || a !== c || a !== d) {
        const along = Math.min(256, ((u - before) * 256) | 0);
        const both = (along * down) >> 8;
        word = mixed(a, b, c, d, 256 - along - down + both, along - both, down - both, both);
      }
      if (!full) word = mixed(word, 0, 0, 0, (256 * strength) | 0, 0, 0, 0);
      if (word >>> 24 === 255) raster.words[row * raster.width + column] = word;
      else raster.over(row * raster.width + column, word);
    }
  }
}

/**
 * The soft shadow of a block, but for what the block itself covers.
 *
 * @param {Raster} raster
 * @param {number} x  of the block
 * @param {number} y
 * @param {number} width
 * @param {number} height
 * @param {number} strength
 */
export function shadow(raster, x, y, width, height, strength) {
  const reach = SHADOW * width;
  const top = y + width / 20; // it falls a little down
  const [left, right] = [Math.max(0, Math.floor(x - reach)), Math.min(raster.width, Math.ceil(x + width + reach))];
  const [first, last] = [Math.max(0, Math.floor(top - reach)), Math.min(raster.height, Math.ceil(top + height + reach))];
  if (left >= right) return;
  if (profile.length < right - left) profile = new Float32Array(right - left);
  for (let column = left; column < right; column++) profile[column - left] = inside(column + 0.5 - x, width, reach);
  const round = width / 6; // a corner of the block is smaller
  for (let row = first; row < last; row++) {
    const dark = 255 * DARK * strength * inside(row + 0.5 - top, height, reach);
    const edge = row > y + round && row < y + height - round - 1 ? 1 : round;
    const covered = row > y + 1 && row < y + height - 2;
    const hidden = covered ? Math.ceil(x + edge) : right;
    const line = row * raster.width;
    for (let column = left; column < right; column++) {
      if (column === hidden) column = Math.max(column, Math.floor(x + width - edge));
      if (column >= right) break;
      const alpha = (dark * (profile[column - left] ?? 0) + 0.5) | 0;
      const below = raster.words[line + column] ?? 0;
      if (below === 0) raster.words[line + column] = alpha << 24;
      else if (below >>> 24 === 255) raster.words[line + column] = 0xff000000 | mixed(below, 0, 0, 0, 256 - alpha, 0, 0, 0);
      else raster.over(line + column, (alpha << 24) >>> 0);
    }
  }
}

/**
 * Four words, each with a weight; the weights are 256 together, or less to be paler.
 *
 * Two channels are multiplied at once: they have eight empty bits between them.
 *
 * @param {number} a
 * @param {number} b
 * @param {number} c
 * @param {number} d
 * @param {number} ofA
 * @param {number} ofB
 * @param {number} ofC
 * @param {number} ofD
 */
function mixed(a, b, c, d, ofA, ofB, ofC, ofD) {
  const low = (Math.imul(a & 0xff00ff, ofA) + Math.imul(b & 0xff00ff, ofB)) | 0;
  const lower = (Math.imul(c & 0xff00ff, ofC) + Math.imul(d & 0xff00ff, ofD)) | 0;
  const high = (Math.imul((a >>> 8) & 0xff00ff, ofA) + Math.imul((b >>> 8) & 0xff00ff, ofB)) | 0;
  const higher = (Math.imul((c >>> 8) & 0xff00ff, ofC) + Math.imul((d >>> 8) & 0xff00ff, ofD)) | 0;
  return ((((low + lower) >>> 8) & 0xff00ff) | ((high + higher) & 0xff00ff00)) >>> 0;
}

/**
 * How deep a place lies in a shadow along one side: 0 outside, 1 in its middle.
 *
 * @param {number} at
 * @param {number} length
 * @param {number} reach
 */
function inside(at, length, reach) {
  return eased((at + reach) / (2 * reach)) * eased((length + reach - at) / (2 * reach));
}
