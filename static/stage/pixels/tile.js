/** Writes one cell as pixels: its face and its number. */

/** @import {Merged} from "../../base/types.js" */
/** @import {Faces} from "./faces.js" */
/** @import {Glyphs} from "./glyphs.js" */
/** @import {Raster} from "./raster.js" */
import { Raster as Sheet } from "./raster.js";
import { stretch } from "./subpixel.js";

export const SMALLEST = 6; // device pixels of a cell that has round corners or an outline

export class Tile {
  /**
   * @param {Raster} raster
   * @param {Faces} faces
   * @param {Glyphs | null} glyphs  null where there is no room for numbers
   * @param {Merged[]} merged  what is written on cells that are made of several
   * @param {number} scale  device pixels of a scene pixel
   * @param {number} density  device pixels of a screen pixel
   * @param {boolean} bare  whether nothing is written
   */
  constructor(raster, faces, glyphs, merged, scale, density, bare) {
    this.raster = raster;
    this.faces = faces;
    this.glyphs = glyphs;
    this.merged = merged;
    this.scale = scale;
    this.density = density;
    this.bare = bare;
    /** A whole cell by itself, with a transparent pixel all around. @type {Raster | null} */
    this.alone = null;
  }

  /**
   * At whole pixels.
   *
   * @param {number} x
   * @param {number} y
   * @param {number} look
   * @param {number} number
   * @param {number} width
   * @param {number} height
   * @param {string[] | null} [lines]  instead of the number
   */
  draw(x, y, look, number, width, height, lines = null) {
    const { raster, faces } = this;
    if (!raster.sees(x, y, width, height)) return;
    if (width < SMALLEST || height < SMALLEST) return raster.rect(x, y, width, height, faces.looks.plainFills[look] ?? 0);
    raster.paste(x, y, faces.of(look, width, height));
    this.letter(raster, x, y, look, number, width, height, lines);
  }

  /**
   * Anywhere, of any size and strength: softly, by parts of a pixel.
   *
   * @param {number} x
   * @param {number} y
   * @param {number} look
   * @param {number} number
   * @param {number} width
   * @param {number} height
   * @param {number} strength
   * @param {string[] | null} [lines]  instead of the number
   */
  soft(x, y, look, number, width, height, strength, lines = null) {
    if (!this.raster.sees(x, y, width, height)) return;
    const { cell } = this.faces;
    const alone = (this.alone ??= new Sheet(cell + 2, cell + 2));
    const { words } = this.faces.of(look, cell, cell);
    for (let row = 0; row < cell; row++) {
      const from = row * cell;
      const to = (row + 1) * (cell + 2) + 1;
      for (let column = 0; column < cell; column++) alone.words[to + column] = words[from + column] ?? 0;
    }
    this.letter(alone, 1, 1, look, number, cell, cell, lines);
    stretch(this.raster, x, y, width, height, alone, strength);
  }

  /**
   * @param {Raster} raster
   * @param {number} x
   * @param {number} y
   * @param {number} look
   * @param {number} number  less than -1: of a label; NaN: nothing
   * @param {number} width
   * @param {number} height
   * @param {string[] | null} [lines]  instead of the number
   */
  letter(raster, x, y, look, number, width, height, lines = null) {
    const { glyphs, faces } = this;
    if (this.bare) return;
    const told = Number.isNaN(number) ? null : (lines ?? this.merged[-2 - number]?.lines);
    if (told) return raster.paste(x, y, faces.label(told, look, width, height, this.scale, this.density));
    if (!(number >= 0)) return; // what is filled in has the number -1 in the model, and no number of its own
    if (glyphs) raster.number(x, y, width, height, number, glyphs, glyphs.on(faces.looks, look));
  }
}

/**
 * Whole pixels, at least one.
 *
 * @param {number} length
 */
export function size(length) {
  return Math.max(1, Math.round(length));
}
