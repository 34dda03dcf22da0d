/** Digits at the exact size, already mixed with the colour below them: a number is then a few copied rows. */

/** @import {Looks} from "./looks.js" */
import { over } from "./colour.js";
import { contextOf } from "./context.js";
import { FONT } from "./lettering.js";

export class Glyphs {
  /** @param {number} font  device pixels */
  constructor(font) {
    this.font = font;
    const context = contextOf(1, 1);
    context.font = `700 ${font}px ${FONT}`;
    const measured = context.measureText("0");
    this.width = Math.max(1, Math.round(measured.width));
    const above = Math.ceil(measured.actualBoundingBoxAscent);
    this.height = above + 2;
    /** How much of each pixel a digit covers, up to 255, digit after digit. */
    this.coverage = new Uint8Array(10 * this.width * this.height);
    const sheet = contextOf(this.width * 10, this.height);
    sheet.font = context.font;
    sheet.textAlign = "center";
    for (let digit = 0; digit < 10; digit++) sheet.fillText(String(digit), (digit + 0.5) * this.width, above + 1);
    const { data } = sheet.getImageData(0, 0, this.width * 10, this.height);
    for (let digit = 0; digit < 10; digit++) {
      for (let y = 0; y < this.height; y++) {
        for (let x = 0; x < this.width; x++) {
          this.coverage[(digit * this.height + y) * this.width + x] = data[(y * this.width * 10 + digit * this.width + x) * 4 + 3] ?? 0;
        }
      }
    }
    /** @type {Map<number, Uint32Array>} */
    this.mixed = new Map();
  }

  /**
   * The ten digits on the fill of a look, one after the other.
   *
   * @param {Looks} looks
   * @param {number} look
   * @returns {Uint32Array}
   */
  on(looks, look) {
    const known = this.mixed.get(look);
    if (known) return known;
    const shades = Uint32Array.from({ length: 256 }, (_, share) => over(looks.fills[look] ?? 0, looks.inks[look] ?? 0, share / 255));
    const made = Uint32Array.from(this.coverage, (share) => shades[share] ?? 0);
    this.mixed.set(look, made);
    return made;
  }
}
