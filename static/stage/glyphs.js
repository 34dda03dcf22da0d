/** Digits at the exact size, already mixed with the colour below them: a number is then a few copied rows. */

/** @import {Looks} from "./looks.js" */
import { over } from "./colour.js";
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
    /** How much of each pixel a digit covers, digit after digit. */
    this.coverage = new Float32Array(10 * this.width * this.height);
    const sheet = contextOf(this.width * 10, this.height);
    sheet.font = context.font;
    sheet.textAlign = "center";
    for (let digit = 0; digit < 10; digit++) sheet.fillText(String(digit), (digit + 0.5) * this.width, above + 1);
    const { data } = sheet.getImageData(0, 0, this.width * 10, this.height);
    for (let digit = 0; digit < 10; digit++) {
      for (let y = 0; y < this.height; y++) {
        for (let x = 0; x < this.width; x++) {
          this.coverage[(digit * this.height + y) * this.width + x] = (data[(y * this.width * 10 + digit * this.width + x) * 4 + 3] ?? 0) / 255;
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
    const made = Uint32Array.from(this.coverage, (share) => over(looks.fills[look] ?? 0, looks.inks[look] ?? 0, share));
    this.mixed.set(look, made);
    return made;
  }
}

/**
 * @param {number} width
 * @param {number} height
 * @returns {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D}
 */
function contextOf(width, height) {
  if (typeof OffscreenCanvas !== "undefined") {
    return /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true }));
  }
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
}
