/** Blocks drawn once, at the exact size they have on the screen, to be copied from then on. */

/** @import {Looks} from "./looks.js" */
import { css } from "./colour.js";
import { FONT } from "./lettering.js";

const PAGE = 512; // device pixels of a sheet's side, and more where one block needs more
const AROUND = 2; // transparent pixels around each sprite, so that neighbours never show
const RADIUS = 1 / 7; // of a cell

/** @typedef {{sheet: OffscreenCanvas | HTMLCanvasElement, x: number, y: number, width: number, height: number}} Sprite */

export class Sprites {
  /**
   * @param {Looks} looks
   * @param {number} cell  device pixels of a whole cell
   * @param {number} font  device pixels; 0: no numbers
   */
  constructor(looks, cell, font) {
    this.looks = looks;
    this.cell = cell;
    this.font = font;
    /** @type {Map<string, Sprite>} */
    this.known = new Map();
    /** @type {{canvas: OffscreenCanvas | HTMLCanvasElement, context: OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D} | null} */
    this.sheet = null;
    this.x = this.y = this.row = 0;
  }

  /**
   * @param {number} look
   * @param {number} number
   * @param {number} width   device pixels
   * @param {number} height
   * @returns {Sprite}
   */
  get(look, number, width, height) {
    const text = this.font ? String(this.looks.hollow(look) ? 0 : number) : "";
    const key = `${look} ${text} ${width} ${height}`;
    const known = this.known.get(key);
    if (known) return known;
    const made = this.place(width, height);
    this.known.set(key, made);
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (this.sheet?.context);
    context.setTransform(1, 0, 0, 1, made.x, made.y);
    this.block(context, look, width, height);
    if (text) {
      context.fillStyle = css(this.looks.inks[look] ?? 0);
      context.font = `700 ${this.font}px ${FONT}`;
      context.textAlign = "center";
      context.textBaseline = "alphabetic";
      context.fillText(text, width / 2, Math.round(height / 2 + this.font * 0.36));
    }
    return made;
  }

  /**
   * The shadow of a block in flight, twice as wide and high as the block.
   *
   * @returns {Sprite}
   */
  shadow() {
    const known = this.known.get("shadow");
    if (known) return known;
    const { cell } = this;
    const made = this.place(2 * cell, 2 * cell);
    this.known.set("shadow", made);
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (this.sheet?.context);
    context.setTransform(1, 0, 0, 1, made.x, made.y);
    context.shadowColor = "rgb(0 0 0 / 30%)";
    context.shadowBlur = cell * 0.18;
    context.shadowOffsetX = 4 * PAGE; // only the shadow falls into the sprite
    context.fillStyle = "#000";
    context.beginPath();
    context.roundRect(cell / 2 - 4 * PAGE, cell / 2 + cell * 0.05, cell, cell, cell * RADIUS);
    context.fill();
    context.shadowColor = "transparent";
    context.shadowBlur = context.shadowOffsetX = 0;
    return made;
  }

  /**
   * @param {OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D} context
   * @param {number} look
   * @param {number} width
   * @param {number} height
   */
  block(context, look, width, height) {
    const { looks, cell } = this;
    context.fillStyle = css(looks.fills[look] ?? 0);
    context.beginPath();
    context.roundRect(0, 0, width, height, cell * RADIUS);
    context.fill();
    const hollow = looks.hollow(look);
    if (!hollow && look !== looks.ghost) return;
    const line = Math.max(1, cell / 40);
    context.strokeStyle = css(looks.inks[look] ?? 0);
    context.lineWidth = line;
    context.setLineDash(hollow ? [cell / 16, cell / 16] : []);
    context.beginPath();
    context.roundRect(line / 2, line / 2, width - line, height - line, cell * RADIUS);
    if (!hollow) {
      context.moveTo(width * 0.1, height * 0.9);
      context.lineTo(width * 0.9, height * 0.1);
    }
    context.globalAlpha = hollow ? 1 : 0.55;
    context.stroke();
    context.globalAlpha = 1;
    context.setLineDash([]);
  }

  /**
   * Room on a sheet, row by row.
   *
   * @param {number} width
   * @param {number} height
   * @returns {Sprite}
   */
  place(width, height) {
    const [wide, high] = [width + 2 * AROUND, height + 2 * AROUND];
    const side = this.sheet?.canvas.width ?? 0;
    if (this.x + wide > side) [this.x, this.y, this.row] = [0, this.y + this.row, 0];
    if (!this.sheet || this.y + high > side || wide > side) {
      const canvas = sheetOf(Math.max(PAGE, wide, high));
      const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
      this.sheet = { canvas, context };
      this.x = this.y = this.row = 0;
    }
    const made = { sheet: this.sheet.canvas, x: this.x + AROUND, y: this.y + AROUND, width, height };
    this.x += wide;
    this.row = Math.max(this.row, high);
    return made;
  }
}

/**
 * @param {number} side
 * @returns {OffscreenCanvas | HTMLCanvasElement}
 */
function sheetOf(side) {
  if (typeof OffscreenCanvas !== "undefined") return new OffscreenCanvas(side, side);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side;
  return canvas;
}
