/**
 * Draws a few hundred cells beautifully: soft edges, motion by parts of a pixel, shadows in flight.
 *
 * What to draw is noted first and drawn at the end: a sheet of sprites that is written to between two copies from it
 * would be copied itself each time.
 */

/** @import {Model} from "../places.js" */
/** @import {Frame, View} from "./frame.js" */
/** @import {Flight} from "./flight.js" */
/** @import {Ghosts} from "./figure.js" */
/** @import {Looks} from "./looks.js" */
/** @import {Run, Side} from "./side.js" */
/** @import {Sprite} from "./sprites.js" */
import { css } from "./colour.js";
import { lettering } from "./lettering.js";
import { flown, mix, opened, turns } from "./motion.js";
import { outlined } from "./outlined.js";
import { Sprites } from "./sprites.js";

export class SpriteBrush {
  /** @param {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} context */
  constructor(context) {
    this.context = context;
    /** @type {Sprites | null} */
    this.made = null;
    /** @type {(() => void)[]} */
    this.noted = [];
    this.time = 0;
    this.scale = 1;
    this.x = this.y = 0;
  }

  /**
   * @param {Model} model
   * @param {Frame} frame
   * @param {Looks} looks
   */
  begin(model, frame, looks) {
    const { context } = this;
    this.model = model;
    this.looks = looks;
    this.density = frame.density;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalAlpha = 1;
    context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    this.noted = [];
  }

  /** @param {View} view */
  look(view) {
    const model = /** @type {Model} */ (this.model);
    const looks = /** @type {Looks} */ (this.looks);
    const density = this.density ?? 1;
    this.time = view.time;
    this.scale = view.scale * density;
    this.x = view.x * density;
    this.y = view.y * density;
    const cell = Math.max(1, Math.round(model.scene.cell * this.scale));
    const font = lettering(model, view.scale) * this.scale;
    const { made } = this;
    if (!made || made.looks !== looks || made.cell !== cell || made.font !== font || made.known.size > 8192) {
      this.made = new Sprites(looks, cell, font);
    }
  }

  get sprites() {
    return /** @type {Sprites} */ (this.made);
  }

  /**
   * @param {Side} side
   * @param {Run} run
   * @param {number} width
   * @param {number} height
   */
  cards(side, run, width, height) {
    const { context, scale } = this;
    const looks = /** @type {Looks} */ (this.looks);
    this.each(side, run, (x, y) => this.noted.push(() => {
      context.fillStyle = css(looks.card);
      context.strokeStyle = css(looks.line);
      context.lineWidth = Math.max(1, 1.2 * scale);
      context.beginPath();
      context.roundRect(x - 8 * scale, y - 8 * scale, (width + 16) * scale, (height + 16) * scale, 13 * scale);
      context.globalAlpha = 0.86;
      context.fill();
      context.globalAlpha = 1;
      context.stroke();
    }));
  }

  /**
   * @param {Ghosts} ghosts
   * @param {Run} run
   * @param {number} strength
   */
  ghosts({ side, numbers }, run, strength) {
    const { ghost } = /** @type {Looks} */ (this.looks);
    const { cell } = this.sprites;
    this.each(side, run, (x, y, index) => {
      const number = numbers[index] ?? -1;
      if (number >= 0) this.copy(this.sprites.get(ghost, number, cell, cell), Math.round(x), Math.round(y), cell, cell, strength);
    });
  }

  /**
   * @param {Flight} flight
   * @param {0 | 1} end
   * @param {Run} run
   */
  cells(flight, end, run) {
    const looks = /** @type {Looks} */ (this.looks);
    const [arrived, waiting] = turns(this.time);
    this.each(flight.sides[end], run, (x, y, block) => {
      const turn = flight.turns[block] ?? 0;
      const here = end === 0 ? turn >= waiting : turn <= arrived;
      this.block(flight, end, block, x, y, here ? 0 : end === 0 ? looks.gone : looks.awaited);
    });
  }

  /**
   * A block at home, on whole pixels so that its number is sharp.
   *
   * @param {Flight} flight
   * @param {0 | 1} end
   * @param {number} block
   * @param {number} x  device pixels of its cell
   * @param {number} y
   * @param {number} pale  what makes the look pale
   */
  block(flight, end, block, x, y, pale) {
    const { cell } = this.sprites;
    const [left, top, wide, high] = end === 0 ? [0, 0, 1, 1] : flight.inset;
    const sprite = this.sprites.get((flight.shades[block] ?? 0) + pale, flight.numbers[block] ?? -1, size(cell * wide), size(cell * high));
    this.copy(sprite, Math.round(x + left * cell), Math.round(y + top * cell));
  }

  /**
   * @param {Side} side
   * @param {number} width
   * @param {number} height
   * @param {number} room
   */
  outlines(side, width, height, room) {
    const { context, scale } = this;
    const colour = css(/** @type {Looks} */ (this.looks).quiet);
    const path = new Path2D();
    this.each(side, { z: 0, start: 0, end: side.blocks }, (x, y) => {
      path.roundRect(x - room * scale, y - room * scale, (width + 2 * room) * scale, (height + 2 * room) * scale, 10 * scale);
    });
    this.noted.push(() => {
      context.globalAlpha = outlined((this.model?.scene.cell ?? 0) * scale);
      context.strokeStyle = colour;
      context.lineWidth = Math.max(1, scale);
      context.setLineDash([4 * scale, 4 * scale]);
      context.stroke(path);
      context.setLineDash([]);
      context.globalAlpha = 1;
    });
  }

  /**
   * The blocks in flight, those behind in the output first, each with its shadow.
   *
   * @param {Flight} flight
   */
  fly(flight) {
    const { sprites, scale } = this;
    const { cell } = sprites;
    const [arrived, waiting] = turns(this.time);
    const [from, to] = flight.sides;
    const [start, end] = [from.places(1), to.places(1)];
    const { blocks } = to.order();
    const [left, top, wide, high] = flight.inset;
    const { cell: side } = flight.scene;
    for (let index = 0; index < flight.blocks; index++) {
      const block = blocks ? (blocks[index] ?? 0) : index;
      const turn = flight.turns[block] ?? 0;
      if (turn <= arrived || turn >= waiting) continue;
      const gone = flown(turn, this.time);
      const [a, b] = [from.cell(block), to.cell(block)];
      const x = mix(start.x[a] ?? 0, (end.x[b] ?? 0) + left * side, gone) * scale + this.x;
      const y = mix(start.y[a] ?? 0, (end.y[b] ?? 0) + top * side, gone) * scale + this.y;
      const [width, height] = [cell * mix(1, wide, gone), cell * mix(1, high, gone)];
      const raised = Math.min(1, 6 * Math.min(gone, 1 - gone)); // the shadow grows at the start and fades at the end
      this.copy(sprites.shadow(), x - width / 2, y - height / 2, 2 * width, 2 * height, raised);
      this.copy(sprites.get(flight.shades[block] ?? 0, flight.numbers[block] ?? -1, cell, cell), x, y, width, height);
    }
  }

  /**
   * @param {Flight} flight
   * @param {number} block
   * @param {0 | 1} end
   */
  light(flight, block, end) {
    const side = flight.sides[end];
    const { x, y } = side.places(opened(this.time));
    const cell = side.cell(block);
    this.block(flight, end, block, (x[cell] ?? 0) * this.scale + this.x, (y[cell] ?? 0) * this.scale + this.y, 0);
  }

  end() {
    for (const draw of this.noted) draw();
  }

  /**
   * @param {Side} side
   * @param {Run} run
   * @param {(x: number, y: number, block: number) => void} draw  in device pixels
   */
  each(side, run, draw) {
    const { x, y } = side.places(opened(this.time));
    const { blocks } = side.order();
    for (let index = run.start; index < run.end; index++) {
      const block = blocks ? (blocks[index] ?? 0) : index;
      const cell = side.cell(block);
      draw((x[cell] ?? 0) * this.scale + this.x, (y[cell] ?? 0) * this.scale + this.y, block);
    }
  }

  /**
   * @param {Sprite} sprite
   * @param {number} x
   * @param {number} y
   * @param {number} [width]
   * @param {number} [height]
   * @param {number} [strength]
   */
  copy(sprite, x, y, width = sprite.width, height = sprite.height, strength = 1) {
    this.noted.push(() => {
      this.context.globalAlpha = strength;
      this.context.drawImage(sprite.sheet, sprite.x, sprite.y, sprite.width, sprite.height, x, y, width, height);
      this.context.globalAlpha = 1;
    });
  }
}

/** @param {number} length */
function size(length) {
  return Math.max(1, Math.round(length));
}
