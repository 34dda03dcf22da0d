/** Draws a frame on a canvas: cards, cells at home, cells arrived, and the blocks in flight above them. */

/** @import {Model, Place} from "./places.js" */
/** @import {Shade} from "./types.js" */
import { mix, opened } from "./places.js";

/**
 * @typedef {object} Frame
 * @property {Model} model
 * @property {number} time    0 to 3
 * @property {number} scale   screen pixels of a scene pixel
 * @property {number} x       where the scene begins on the canvas
 * @property {number} y
 * @property {number} density device pixels of a screen pixel
 * @property {"light" | "dark"} theme
 * @property {Paper} paper
 * @property {number | null} lit  the block that is pointed at
 *
 * @typedef {{ink: string, card: string, line: string, stage: string, quiet: string}} Paper
 */

const RADIUS = 8;
const SMALLEST = 14; // screen pixels of a cell that still has room for a number
const AWAITED = 0.2; // how strongly a place is drawn whose block has not come yet
const LEFT = 0.45; // … or whose block has gone

/** Renders frames. Another renderer needs no more than this method. */
export class CanvasRenderer {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    /** @type {WeakMap<Model, [Paint[], Paint[]]>} */
    this.painted = new WeakMap();
  }

  /** @param {Frame} frame */
  draw(frame) {
    const { context } = this;
    const { model, time, scale, density } = frame;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    context.setTransform(scale * density, 0, 0, scale * density, frame.x * density, frame.y * density);
    const figures = this.order(model);
    figures.forEach((paints, figure) => {
      for (const paint of paints) this.paint(frame, figure, paint);
      this.outline(frame, figure);
    });
    for (const index of flying(model, time)) this.block(frame, index, model.at(index, time), 1, true);
    if (frame.lit !== null) this.light(frame, frame.lit);
    context.globalAlpha = 1;
  }

  /**
   * What to paint of each figure, from the back to the front; the same at all times.
   *
   * @param {Model} model
   * @returns {[Paint[], Paint[]]}
   */
  order(model) {
    const known = this.painted.get(model);
    if (known) return known;
    const paints = /** @type {[Paint[], Paint[]]} */ ([0, 1].map((figure) => paintsOf(model, figure)));
    this.painted.set(model, paints);
    return paints;
  }

  /**
   * @param {Frame} frame
   * @param {number} figure
   * @param {Paint} paint
   */
  paint(frame, figure, paint) {
    const { model, time } = frame;
    if (paint.kind === "card") {
      this.card(frame, figure, model.around(figure, paint.digits, time));
    } else if (paint.kind === "left") {
      this.ghost(frame, paint.number, model.around(0, paint.digits, time));
    } else {
      const gone = model.flown(paint.index, time);
      const here = figure === 0 ? gone <= 0 : gone >= 1;
      this.block(frame, paint.index, model.home(figure, paint.index, time), here ? 1 : figure === 0 ? LEFT : AWAITED, false);
    }
  }

  /**
   * @param {Frame} frame
   * @param {number} figure
   * @param {Place} place
   */
  card(frame, figure, place) {
    const { context } = this;
    const [width, height] = sizeOf(frame, figure, "plane");
    context.globalAlpha = 0.72;
    context.fillStyle = frame.paper.card;
    context.strokeStyle = frame.paper.line;
    context.lineWidth = 1.2;
    context.beginPath();
    context.roundRect(place.x - 8, place.y - 8, width + 16, height + 16, 13);
    context.fill();
    context.globalAlpha = 1;
    context.stroke();
  }

  /**
   * The dashed line around each block of a figure.
   *
   * @param {Frame} frame
   * @param {number} figure
   */
  outline(frame, figure) {
    const { context } = this;
    const { model, time } = frame;
    const [width, height] = sizeOf(frame, figure, "block");
    const room = mix(2, 7, opened(time));
    context.globalAlpha = 0.6;
    context.strokeStyle = frame.paper.quiet;
    context.lineWidth = 1;
    context.setLineDash([4, 4]);
    for (const digits of model.outlines[figure] ?? []) {
      const place = model.around(figure, digits, time);
      context.beginPath();
      context.roundRect(place.x - room, place.y - room, width + 2 * room, height + 2 * room, 10);
      context.stroke();
    }
    context.setLineDash([]);
  }

  /**
   * @param {Frame} frame
   * @param {number} index
   * @param {Place} place
   * @param {number} strength
   * @param {boolean} raised
   */
  block(frame, index, place, strength, raised) {
    const { context } = this;
    const { cell, tint } = frame.model.scene;
    const each = frame.model.blocks[index];
    if (!each) return;
    const shade = /** @type {Shade} */ (tint.shades[frame.theme][each.hue]?.[each.level]);
    // Planes behind must not shine through a pale block, so paper comes first.
    context.beginPath();
    context.roundRect(place.x, place.y, cell, cell, RADIUS);
    if (strength < 1) {
      context.globalAlpha = 1;
      context.fillStyle = frame.paper.stage;
      context.fill();
    }
    context.globalAlpha = strength;
    if (each.number < 0) {
      this.hollow(frame, place);
      return;
    }
    context.fillStyle = shade[0];
    if (raised) {
      context.shadowColor = "rgb(0 0 0 / 30%)";
      context.shadowBlur = 10 * frame.scale * frame.density;
      context.shadowOffsetY = 3 * frame.scale * frame.density;
    }
    context.fill();
    context.shadowColor = "transparent";
    this.number(frame, String(each.number), place, strength < 1 ? frame.paper.ink : shade[1]);
  }

  /**
   * A cell that is not in the input: filled up with 0.
   *
   * @param {Frame} frame
   * @param {Place} place
   */
  hollow(frame, place) {
    const { context } = this;
    context.strokeStyle = frame.paper.quiet;
    context.lineWidth = 1.5;
    context.setLineDash([3, 3]);
    context.stroke();
    context.setLineDash([]);
    this.number(frame, "0", place, frame.paper.quiet);
  }

  /**
   * A cell of the input that goes nowhere.
   *
   * @param {Frame} frame
   * @param {number} number
   * @param {Place} place
   */
  ghost(frame, number, place) {
    const { context } = this;
    const { cell } = frame.model.scene;
    context.globalAlpha = 0.55;
    context.strokeStyle = frame.paper.quiet;
    context.lineWidth = 1.2;
    context.beginPath();
    context.roundRect(place.x + 1, place.y + 1, cell - 2, cell - 2, RADIUS);
    context.moveTo(place.x + 6, place.y + cell - 6);
    context.lineTo(place.x + cell - 6, place.y + 6);
    context.stroke();
    this.number(frame, String(number), place, frame.paper.quiet);
  }

  /**
   * @param {Frame} frame
   * @param {string} text
   * @param {Place} place
   * @param {string} ink
   */
  number(frame, text, place, ink) {
    const { context } = this;
    const { cell } = frame.model.scene;
    const size = Math.min(20, (cell - 8) / (0.62 * text.length));
    if (cell * frame.scale < SMALLEST || size * frame.scale < 6) return;
    context.fillStyle = ink;
    context.font = `700 ${size}px ${FONT}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(text, place.x + cell / 2, place.y + cell / 2 + 1);
  }

  /**
   * A ring around both places of a block, and around the block itself.
   *
   * @param {Frame} frame
   * @param {number} index
   */
  light(frame, index) {
    const { context } = this;
    const { model, time } = frame;
    const { cell } = model.scene;
    for (const place of [model.home(0, index, time), model.home(1, index, time), model.at(index, time)]) {
      this.block(frame, index, place, 1, false);
      context.globalAlpha = 1;
      context.strokeStyle = frame.paper.ink;
      context.lineWidth = 3;
      context.beginPath();
      context.roundRect(place.x - 1, place.y - 1, cell + 2, cell + 2, RADIUS + 1);
      context.stroke();
    }
  }
}

const FONT = 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace';

/**
 * @typedef {{z: number} & ({kind: "card", digits: number[]}
 *   | {kind: "left", digits: number[], number: number} | {kind: "block", index: number})} Paint
 */

/**
 * @param {Model} model
 * @param {number} figure
 * @returns {Paint[]}
 */
function paintsOf(model, figure) {
  const [closed] = model.pair(figure);
  const z = (/** @type {number[]} */ digits) => closed.steps.reduce((sum, step, axis) => sum + step[2] * (digits[axis] ?? 0), 0);
  /** @type {Paint[]} */
  const paints = (model.cards[figure] ?? []).map((digits) => ({ kind: "card", digits, z: z(digits) + 0.5 }));
  if (figure === 0) {
    paints.push(...model.left.map(({ digits, number }) => ({ kind: /** @type {const} */ ("left"), digits, number, z: z(digits) })));
  }
  const places = model.stages[figure === 0 ? 0 : 3] ?? [];
  paints.push(...places.map((place, index) => ({ kind: /** @type {const} */ ("block"), index, z: place.z })));
  return paints.sort((one, other) => other.z - one.z);
}

/**
 * The blocks in flight, what lies behind first.
 *
 * @param {Model} model
 * @param {number} time
 */
function flying(model, time) {
  const indices = model.blocks.map((_, index) => index).filter((index) => {
    const gone = model.flown(index, time);
    return gone > 0 && gone < 1;
  });
  return indices.sort((one, other) => model.at(other, time).z - model.at(one, time).z);
}

/**
 * @param {Frame} frame
 * @param {number} figure
 * @param {"plane" | "block"} what
 * @returns {[number, number]}
 */
function sizeOf(frame, figure, what) {
  const [closed, open] = frame.model.pair(figure);
  const share = opened(frame.time);
  return [mix(closed[what][0], open[what][0], share), mix(closed[what][1], open[what][1], share)];
}
