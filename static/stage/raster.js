/** Rectangles, round corners and digits as words in one array, over an ImageData that is put on the canvas at once. */

/** @import {Face} from "./faces.js" */
/** @import {Glyphs} from "./glyphs.js" */
import { multiplied } from "./faces.js";
import { eased } from "./motion.js";

const SHADOW = 0.2; // of a block: how far its shadow reaches beyond it
const DARK = 0.3; // how strong a shadow is in its middle

/**
 * A round corner: for each of its rows how many pixels are left out or only partly covered, and how much of them.
 *
 * @typedef {{size: number, skip: Uint8Array, cover: Float32Array}} Corner
 */

export class Raster {
  /**
   * @param {number} width  device pixels
   * @param {number} height
   */
  constructor(width, height) {
    this.width = width;
    this.height = height;
    this.image = new ImageData(width, height);
    this.words = new Uint32Array(this.image.data.buffer);
    this.profile = new Float32Array(0); // of the shadow that is being drawn, column by column
  }

  /**
   * A filled rectangle; what lies outside is cut off.
   *
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   * @param {number} colour
   */
  rect(x, y, width, height, colour) {
    const { words } = this;
    const left = x < 0 ? 0 : x;
    const right = x + width > this.width ? this.width : x + width;
    if (left >= right) return;
    const bottom = y + height > this.height ? this.height : y + height;
    for (let row = y < 0 ? 0 : y; row < bottom; row++) {
      const start = row * this.width + left;
      const end = row * this.width + right;
      if (end - start > 24) words.fill(colour, start, end);
      else for (let at = start; at < end; at++) words[at] = colour;
    }
  }

  /**
   * A filled rectangle with round corners.
   *
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   * @param {number} colour
   * @param {Corner} corner
   * @param {{x: number, y: number, width: number, height: number}} [hidden]  need not be filled
   */
  rounded(x, y, width, height, colour, corner, hidden) {
    const { size, skip, cover } = corner;
    this.around(x, y + size, width, height - 2 * size, colour, hidden);
    for (let row = 0; row < size; row++) {
      const inset = skip[row] ?? 0;
      for (const line of [y + row, y + height - 1 - row]) {
        if (line < 0 || line >= this.height) continue;
        this.rect(x + inset, line, width - 2 * inset, 1, colour);
        for (let column = 0; column < inset; column++) {
          const share = cover[row * size + column] ?? 0;
          if (share === 0) continue;
          this.blend(x + column, line, colour, share);
          this.blend(x + width - 1 - column, line, colour, share);
        }
      }
    }
  }

  /**
   * A rectangle but for a part of it.
   *
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   * @param {number} colour
   * @param {{x: number, y: number, width: number, height: number}} [hole]
   */
  around(x, y, width, height, colour, hole) {
    if (!hole || hole.width <= 0 || hole.height <= 0) return this.rect(x, y, width, height, colour);
    const [top, bottom] = [Math.min(y + height, Math.max(y, hole.y)), Math.min(y + height, Math.max(y, hole.y + hole.height))];
    const [left, right] = [Math.min(x + width, Math.max(x, hole.x)), Math.min(x + width, Math.max(x, hole.x + hole.width))];
    this.rect(x, y, width, top - y, colour);
    this.rect(x, bottom, width, y + height - bottom, colour);
    this.rect(x, top, left - x, bottom - top, colour);
    this.rect(right, top, x + width - right, bottom - top, colour);
  }

  /**
   * A pixel that is partly covered.
   *
   * @param {number} x
   * @param {number} y
   * @param {number} colour
   * @param {number} share
   */
  blend(x, y, colour, share) {
    if (x < 0 || x >= this.width || y < 0 || y >= this.height) return;
    this.over(y * this.width + x, multiplied(((colour & 0xffffff) | (Math.round(255 * share) << 24)) >>> 0));
  }

  /**
   * A word over the one that is there, which is not multiplied by its alpha, as the screen wants it.
   *
   * @param {number} at
   * @param {number} word  multiplied by its alpha
   */
  over(at, word) {
    const alpha = word >>> 24;
    if (alpha === 0) return;
    const below = this.words[at] ?? 0;
    const rest = ((below >>> 24) * (255 - alpha)) / 255; // what is seen of what lies below
    const whole = alpha + rest;
    const share = rest / whole;
    const times = 255 / whole;
    const red = (word & 0xff) * times + (below & 0xff) * share;
    const green = ((word >>> 8) & 0xff) * times + ((below >>> 8) & 0xff) * share;
    const blue = ((word >>> 16) & 0xff) * times + ((below >>> 16) & 0xff) * share;
    this.words[at] = (((whole + 0.5) << 24) | (Math.min(255, blue + 0.5) << 16) | (Math.min(255, green + 0.5) << 8) | Math.min(255, red + 0.5)) >>> 0;
  }

  /**
   * A face at whole pixels; what lies outside is cut off.
   *
   * @param {number} x
   * @param {number} y
   * @param {Face} face
   */
  paste(x, y, { width, height, words: from }) {
    const { words } = this;
    const left = x < 0 ? -x : 0;
    const right = x + width > this.width ? this.width - x : width;
    const bottom = y + height > this.height ? this.height - y : height;
    for (let row = y < 0 ? -y : 0; row < bottom; row++) {
      const at = (y + row) * this.width + x;
      const source = row * width;
      for (let column = left; column < right; column++) {
        const word = from[source + column] ?? 0;
        if (word >>> 24 === 255) words[at + column] = word;
        else if (word !== 0) this.over(at + column, word);
      }
    }
  }

  /**
   * A picture stretched to a rectangle anywhere, each pixel mixed of the four nearest.
   *
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   * @param {Raster} picture  with a transparent pixel all around that is not part of the rectangle
   * @param {number} strength
   */
  stretch(x, y, width, height, picture, strength) {
    const { words: from, width: wide, height: high } = picture;
    const [perX, perY] = [(wide - 2) / width, (high - 2) / height];
    const [left, right] = [Math.max(0, Math.floor(x)), Math.min(this.width, Math.ceil(x + width))];
    const [top, bottom] = [Math.max(0, Math.floor(y)), Math.min(this.height, Math.ceil(y + height))];
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
        if (word >>> 24 === 255) this.words[row * this.width + column] = word;
        else this.over(row * this.width + column, word);
      }
    }
  }

  /**
   * The soft shadow of a block, but for what the block itself covers.
   *
   * @param {number} x  of the block
   * @param {number} y
   * @param {number} width
   * @param {number} height
   * @param {number} strength
   */
  shadow(x, y, width, height, strength) {
    const reach = SHADOW * width;
    const top = y + width / 20; // it falls a little down
    const [left, right] = [Math.max(0, Math.floor(x - reach)), Math.min(this.width, Math.ceil(x + width + reach))];
    const [first, last] = [Math.max(0, Math.floor(top - reach)), Math.min(this.height, Math.ceil(top + height + reach))];
    if (left >= right) return;
    if (this.profile.length < right - left) this.profile = new Float32Array(right - left);
    const { profile } = this;
    for (let column = left; column < right; column++) profile[column - left] = inside(column + 0.5 - x, width, reach);
    const round = width / 6; // a corner of the block is smaller
    for (let row = first; row < last; row++) {
      const dark = 255 * DARK * strength * inside(row + 0.5 - top, height, reach);
      const edge = row > y + round && row < y + height - round - 1 ? 1 : round;
      const covered = row > y + 1 && row < y + height - 2;
      const hidden = covered ? Math.ceil(x + edge) : right;
      const line = row * this.width;
      for (let column = left; column < right; column++) {
        if (column === hidden) column = Math.max(column, Math.floor(x + width - edge));
        const alpha = (dark * (profile[column - left] ?? 0) + 0.5) | 0;
        const below = this.words[line + column] ?? 0;
        if (below === 0) this.words[line + column] = alpha << 24;
        else if (below >>> 24 === 255) this.words[line + column] = 0xff000000 | mixed(below, 0, 0, 0, 256 - alpha, 0, 0, 0);
        else this.over(line + column, (alpha << 24) >>> 0);
      }
    }
  }

  /**
   * A number in the middle of a block, from digits that are already mixed with its colour.
   *
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   * @param {number} number
   * @param {Glyphs} glyphs
   * @param {Uint32Array} digits
   */
  number(x, y, width, height, number, glyphs, digits) {
    let long = 1;
    for (let rest = number; rest >= 10; rest = Math.floor(rest / 10)) long++;
    const top = y + ((height - glyphs.height) >> 1);
    let left = x + ((width + glyphs.width * long) >> 1);
    for (let rest = number; long > 0; long--, rest = Math.floor(rest / 10)) {
      left -= glyphs.width;
      this.copy(left, top, glyphs.width, glyphs.height, digits, (rest % 10) * glyphs.width * glyphs.height);
    }
  }

  /**
   * Rows of words, copied.
   *
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   * @param {Uint32Array} from
   * @param {number} start
   */
  copy(x, y, width, height, from, start) {
    const { words } = this;
    const left = x < 0 ? -x : 0;
    const right = x + width > this.width ? this.width - x : width;
    for (let row = 0; row < height; row++) {
      const line = y + row;
      if (line < 0 || line >= this.height) continue;
      const at = line * this.width + x;
      const source = start + row * width;
      for (let column = left; column < right; column++) words[at + column] = from[source + column] ?? 0;
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

/**
 * @param {number} radius  device pixels
 * @returns {Corner}
 */
export function cornerOf(radius) {
  const size = Math.ceil(radius);
  const skip = new Uint8Array(size);
  const cover = new Float32Array(size * size);
  const parts = 4; // of a pixel, along either side
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      let inside = 0;
      for (let part = 0; part < parts * parts; part++) {
        const dx = radius - (x + ((part % parts) + 0.5) / parts);
        const dy = radius - (y + (Math.floor(part / parts) + 0.5) / parts);
        if (dx <= 0 || dy <= 0 || dx * dx + dy * dy <= radius * radius) inside++;
      }
      cover[y * size + x] = inside / (parts * parts);
      if (inside < parts * parts) skip[y] = x + 1;
    }
  }
  return { size, skip, cover };
}
