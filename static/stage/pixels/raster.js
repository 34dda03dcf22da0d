/** Rectangles, round corners and digits as words in one array, over an ImageData that is put on the canvas at once. */

/** @import {Face} from "./faces.js" */
/** @import {Glyphs} from "./glyphs.js" */
import { multiplied } from "./faces.js";

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
  }

  /**
   * Whether any part of a rectangle lies inside.
   *
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   */
  sees(x, y, width, height) {
    return x < this.width && y < this.height && x + width > 0 && y + height > 0;
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
