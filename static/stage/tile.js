/** Writes one cell as pixels: its round corners, its outline where it is hollow or was left, its number. */

/** @import {Glyphs} from "./glyphs.js" */
/** @import {Looks} from "./looks.js" */
/** @import {Raster} from "./raster.js" */
import { cornerOf } from "./raster.js";

export const SMALLEST = 6; // device pixels of a cell that has round corners or an outline
const RADIUS = 1 / 7; // of a cell

export class Tile {
  /**
   * @param {Raster} raster
   * @param {Looks} looks
   * @param {number} cell  device pixels
   * @param {Glyphs | null} glyphs  null where there is no room for numbers
   */
  constructor(raster, looks, cell, glyphs) {
    this.raster = raster;
    this.looks = looks;
    this.glyphs = glyphs;
    this.corner = cornerOf(cell < SMALLEST ? 0 : cell * RADIUS);
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} look
   * @param {number} number
   * @param {number} width
   * @param {number} height
   */
  draw(x, y, look, number, width, height) {
    const { raster, looks, glyphs, corner } = this;
    if (look === looks.ghost || looks.hollow(look)) return this.outlined(x, y, look, number, width, height);
    const colour = looks.fills[look] ?? 0;
    if (corner.size && width > 2 * corner.size && height > 2 * corner.size) raster.rounded(x, y, width, height, colour, corner);
    else raster.rect(x, y, width, height, colour);
    if (glyphs) raster.number(x, y, width, height, number, glyphs, glyphs.on(looks, look));
  }

  /**
   * A hollow cell, or one that was left: a thin line around paper.
   *
   * @param {number} x
   * @param {number} y
   * @param {number} look
   * @param {number} number
   * @param {number} width
   * @param {number} height
   */
  outlined(x, y, look, number, width, height) {
    const { raster, looks, glyphs } = this;
    if (width < SMALLEST || height < SMALLEST) return raster.rect(x, y, width, height, looks.specks[look] ?? 0);
    raster.rect(x, y, width, height, looks.fills[look] ?? 0);
    const ink = looks.inks[look] ?? 0;
    const on = look === looks.ghost ? width : 2; // a whole line, or dashes
    for (let along = 0; along < width; along += 2 * on) {
      raster.rect(x + along, y, Math.min(on, width - along), 1, ink);
      raster.rect(x + along, y + height - 1, Math.min(on, width - along), 1, ink);
    }
    for (let down = 0; down < height; down += 2 * on) {
      raster.rect(x, y + down, 1, Math.min(on, height - down), ink);
      raster.rect(x + width - 1, y + down, 1, Math.min(on, height - down), ink);
    }
    if (look === looks.ghost) for (let step = 1; step < width; step++) raster.blend(x + step, y + height - 1 - Math.round((step * height) / width), ink, 0.55);
    if (glyphs) raster.number(x, y, width, height, Math.max(0, number), glyphs, glyphs.on(looks, look));
  }
}
