/** How a cell looks without its number, drawn once at the exact size it has on the screen, to be copied from then on. */

/** @import {Looks} from "./looks.js" */
import { css } from "./colour.js";
import { contextOf } from "./context.js";
import { FONT, inside } from "./lettering.js";

const RADIUS = 1 / 7; // of a cell
const HATCHED = { inset: 0.11, apart: 0.2, strength: 0.4 }; // parts of a cell, as on the server's pictures
const SCRATCH = 256; // device pixels of the side of the canvas that faces are drawn on, and more where one needs more
const AROUND = 2; // device pixels: corners at the edge of a canvas come out a little different
const MOST = 1 << 22; // pixels of faces that are kept
const LABELS = 4096; // that are kept

/**
 * Words of a small picture, row by row, red in the lowest byte; colours are already multiplied by their alpha.
 *
 * @typedef {{width: number, height: number, words: Uint32Array}} Face
 */

export class Faces {
  /**
   * @param {Looks} looks
   * @param {number} cell  device pixels of a whole cell
   */
  constructor(looks, cell) {
    this.looks = looks;
    this.cell = cell;
    /** By look, width and height. @type {Map<number, Face>} */
    this.known = new Map();
    this.pixels = 0;
    /** How much of each pixel of a full cell is covered, by width and height. @type {Map<number, Face>} */
    this.masks = new Map();
    /** Labels by their text, look and size. @type {Map<string, Face>} */
    this.labels = new Map();
  }

  /**
   * What is written in a cell that is made of several, and nothing around it.
   *
   * @param {string[]} lines
   * @param {number} look
   * @param {number} width   device pixels
   * @param {number} height
   * @param {number} scale   device pixels of a scene pixel
   * @param {number} density  device pixels of a screen pixel
   * @returns {Face}
   */
  label(lines, look, width, height, scale, density) {
    const key = [...lines, look, width, height].join(" ");
    const known = this.labels.get(key);
    if (known) return known;
    const made = drawn(width, height, (context) => {
      context.fillStyle = css(this.looks.inks[look] ?? 0);
      context.textAlign = "center";
      for (const { text, size, base } of inside(lines, width, height, scale, density)) {
        context.font = `700 ${size}px ${FONT}`;
        context.fillText(text, width / 2, base);
      }
    });
    if (this.labels.size >= LABELS) this.labels.clear();
    this.labels.set(key, made);
    return made;
  }

  /**
   * @param {number} look
   * @param {number} width   device pixels
   * @param {number} height
   * @returns {Face}
   */
  of(look, width, height) {
    const key = (look * 65536 + width) * 65536 + height;
    const known = this.known.get(key);
    if (known) return known;
    if (this.pixels > MOST) {
      this.known.clear();
      this.pixels = 0;
    }
    this.pixels += width * height;
    const special = this.looks.hollow(look) || look === this.looks.ghost;
    const made = special ? drawn(width, height, (context) => this.draw(context, look, width, height)) : this.filled(look, width, height);
    this.known.set(key, made);
    return made;
  }

  /**
   * A full cell, of a mask that is drawn once for all colours: a picture has thousands of them.
   *
   * @param {number} look
   * @param {number} width
   * @param {number} height
   * @returns {Face}
   */
  filled(look, width, height) {
    const key = width * 65536 + height;
    const mask = this.masks.get(key) ?? drawn(width, height, (context) => this.draw(context, look, width, height));
    if (!this.masks.has(key)) this.masks.set(key, mask);
    const fill = this.looks.fills[look] ?? 0;
    const words = mask.words.map((word) => {
      const alpha = word >>> 24;
      return alpha === 255 ? fill : alpha && multiplied(((fill & 0xffffff) | (alpha << 24)) >>> 0);
    });
    return { width, height, words };
  }

  /**
   * @param {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} context
   * @param {number} look
   * @param {number} width
   * @param {number} height
   */
  draw(context, look, width, height) {
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
    context.setLineDash(hollow ? [cell / 16, cell / 16].map((dash) => Math.max(2, dash)) : []);
    context.beginPath();
    context.roundRect(line / 2, line / 2, width - line, height - line, cell * RADIUS);
    if (!hollow) {
      context.moveTo(width * 0.1, height * 0.9);
      context.lineTo(width * 0.9, height * 0.1);
    }
    context.globalAlpha = hollow ? 1 : 0.55;
    context.stroke();
    if (hollow) hatch(context, width, height, cell);
  }
}

/**
 * A cell that was filled in is empty.
 *
 * @param {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} context
 * @param {number} width
 * @param {number} height
 * @param {number} cell  device pixels
 */
function hatch(context, width, height, cell) {
  const inset = cell * HATCHED.inset;
  const [right, bottom] = [width - inset, height - inset];
  context.setLineDash([]);
  context.globalAlpha = HATCHED.strength;
  context.beginPath();
  for (let sum = 2 * inset + (cell * HATCHED.apart) / 2; sum < right + bottom; sum += cell * HATCHED.apart) {
    const [from, to] = [Math.max(inset, sum - bottom), Math.min(right, sum - inset)];
    context.moveTo(from, sum - from);
    context.lineTo(to, sum - to);
  }
  context.stroke();
}

/**
 * How strongly blocks are outlined: where cells are small there are many lines, and they must not outshine the cells.
 *
 * @param {number} cell  device pixels
 */
function outlined(cell) {
  return 0.6 * Math.min(1, Math.max(0.3, cell / 24));
}

/**
 * The dashed line around blocks.
 *
 * @param {number} width   device pixels
 * @param {number} height
 * @param {number} scale   device pixels of a scene pixel
 * @param {number} colour
 * @param {number} cell    device pixels
 * @returns {Face}
 */
export function outline(width, height, scale, colour, cell) {
  const line = Math.max(1, scale);
  return drawn(width, height, (context) => {
    context.globalAlpha = outlined(cell);
    context.strokeStyle = css(colour);
    context.lineWidth = line;
    context.setLineDash([4 * scale, 4 * scale].map((dash) => Math.max(3, dash)));
    context.beginPath();
    context.roundRect(line / 2, line / 2, width - line, height - line, 10 * scale);
    context.stroke();
  });
}

/** One canvas for all faces: to make one costs more than to draw on it. @type {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | null} */
let scratch = null;

/**
 * @param {number} width
 * @param {number} height
 * @param {(context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D) => void} draw
 * @returns {Face}
 */
function drawn(width, height, draw) {
  const { canvas } = (scratch ??= contextOf(SCRATCH, SCRATCH));
  if (canvas.width < width + 2 * AROUND) canvas.width = width + 2 * AROUND;
  if (canvas.height < height + 2 * AROUND) canvas.height = height + 2 * AROUND;
  scratch.save();
  scratch.clearRect(0, 0, canvas.width, canvas.height);
  scratch.translate(AROUND, AROUND);
  draw(scratch);
  scratch.restore();
  const words = new Uint32Array(scratch.getImageData(AROUND, AROUND, width, height).data.buffer);
  for (let at = 0; at < words.length; at++) words[at] = multiplied(words[at] ?? 0);
  return { width, height, words };
}

/**
 * @param {number} word  a colour beside its alpha
 * @returns {number} the colour multiplied by it
 */
export function multiplied(word) {
  const alpha = word >>> 24;
  if (alpha === 255) return word;
  const part = (/** @type {number} */ shift) => Math.round((((word >>> shift) & 0xff) * alpha) / 255) << shift;
  return ((alpha << 24) | part(16) | part(8) | part(0)) >>> 0;
}
