/** Writes thousands to a million cells as whole pixels: a few stores a block, and one copy to the screen a frame. */

/** @import {Model} from "../places.js" */
/** @import {Frame, Rect, View} from "./frame.js" */
/** @import {Flight} from "./flight.js" */
/** @import {Ghosts} from "./figure.js" */
/** @import {Looks} from "./looks.js" */
/** @import {Run, Side} from "./side.js" */
/** @import {Spread} from "./specks.js" */
import { Glyphs } from "./glyphs.js";
import { lettering } from "./lettering.js";
import { flown, mix, opened, turns } from "./motion.js";
import { outlined } from "./outlined.js";
import { Raster, cornerOf } from "./raster.js";
import { BIAS, specks } from "./specks.js";
import { SMALLEST, Tile } from "./tile.js";

const DENSE = 6; // device pixels from cell to cell below which there is no room for the gap between them

/** @type {Rect} */
const NOTHING = { x: 0, y: 0, width: 0, height: 0 };

export class PixelBrush {
  /** @param {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} context */
  constructor(context) {
    this.context = context;
    this.raster = new Raster(1, 1);
    this.looks = /** @type {Looks} */ (/** @type {unknown} */ (null));
    /** @type {Glyphs | null} */
    this.glyphs = null;
    this.tile = /** @type {Tile} */ (/** @type {unknown} */ (null));
    this.density = this.scale = this.cell = 1;
    this.x = this.y = this.time = 0;
  }

  /**
   * @param {Model} model
   * @param {Frame} frame
   * @param {Looks} looks
   */
  begin(model, frame, looks) {
    const { width, height } = this.context.canvas;
    if (this.raster.width !== width || this.raster.height !== height) this.raster = new Raster(width, height);
    this.raster.words.fill(0);
    if (looks !== this.looks) this.glyphs?.mixed.clear();
    this.looks = looks;
    this.model = model;
    this.density = frame.density;
  }

  /** @param {View} view */
  look(view) {
    const model = /** @type {Model} */ (this.model);
    this.time = view.time;
    this.scale = view.scale * this.density;
    this.x = view.x * this.density;
    this.y = view.y * this.density;
    const pitch = pitchOf(model) * this.scale;
    this.cell = Math.max(1, pitch < DENSE ? Math.ceil(pitch) : Math.round(model.scene.cell * this.scale));
    const font = lettering(model, view.scale) * this.scale;
    if (font > 0 && this.glyphs?.font !== font) this.glyphs = new Glyphs(font);
    this.tile = new Tile(this.raster, this.looks, this.cell, font > 0 ? this.glyphs : null);
  }

  /**
   * @param {Side} side
   * @param {Run} run
   * @param {number} width
   * @param {number} height
   * @param {Rect | null} cover
   */
  cards(side, run, width, height, cover) {
    const { raster, scale, looks } = this;
    const margin = this.margin;
    const [wide, high] = [Math.round(width * scale) + 2 * margin, Math.round(height * scale) + 2 * margin];
    const corner = cornerOf(13 * scale);
    const hidden = this.hidden(cover);
    this.each(side, run, (x, y) => {
      raster.rounded(x - margin, y - margin, wide, high, looks.line, corner, hidden);
      raster.rounded(x - margin + 1, y - margin + 1, wide - 2, high - 2, looks.card, corner, hidden);
    });
  }

  /** How far a card reaches around its cells. */
  get margin() {
    return Math.max(1, Math.round(8 * this.scale));
  }

  /**
   * The pixels that are sure to be painted over, since a card is opaque here: all of it but its round corners and edges.
   *
   * @param {Rect | null} cover
   * @returns {Rect}
   */
  hidden(cover) {
    if (!cover) return NOTHING;
    const inset = Math.ceil(13 * this.scale) + 1 - this.margin;
    const [x, y] = [Math.ceil(cover.x * this.scale + this.x) + inset, Math.ceil(cover.y * this.scale + this.y) + inset];
    return { x, y, width: Math.floor(cover.width * this.scale) - 2 * inset - 1, height: Math.floor(cover.height * this.scale) - 2 * inset - 1 };
  }

  /**
   * @param {Ghosts} ghosts
   * @param {Run} run
   * @param {number} strength
   */
  ghosts({ side, numbers }, run, strength) {
    if (strength < 0.5) return; // whole pixels cannot fade
    this.each(side, run, (x, y, index) => {
      if ((numbers[index] ?? -1) >= 0) this.tile.draw(x, y, this.looks.ghost, numbers[index] ?? 0, this.cell, this.cell);
    });
  }

  /**
   * @param {Flight} flight
   * @param {0 | 1} end
   * @param {Run} run
   * @param {Rect | null} cover  what is painted over them next, in pixels of the scene
   */
  cells(flight, end, run, cover) {
    const { looks, cell } = this;
    const [left, top, wide, high] = end === 0 ? [0, 0, 1, 1] : flight.inset;
    const [width, height] = [size(cell * wide), size(cell * high)];
    const pale = end === 0 ? looks.gone : looks.awaited;
    const at = { x: this.x + left * cell + 0.5, y: this.y + top * cell + 0.5, width, height, pale };
    const hidden = this.hidden(cover);
    if (width < SMALLEST || height < SMALLEST) specks(this, flight, end, run, at, hidden);
    else this.tiles(flight, end, run, at);
  }

  /**
   * Cells with room for corners and numbers.
   *
   * @param {Flight} flight
   * @param {0 | 1} end
   * @param {Run} run
   * @param {Spread} spread
   */
  tiles(flight, end, run, { x: fromX, y: fromY, width, height, pale }) {
    const { raster, scale } = this;
    const side = flight.sides[end];
    const { x, y } = side.places(opened(this.time));
    const { blocks } = side.order();
    const [arrived, waiting] = turns(this.time);
    for (let index = run.start; index < run.end; index++) {
      const block = blocks ? (blocks[index] ?? 0) : index;
      const at = side.cell(block);
      const column = Math.floor((x[at] ?? 0) * scale + fromX);
      const row = Math.floor((y[at] ?? 0) * scale + fromY);
      if (column >= raster.width || row >= raster.height || column + width <= 0 || row + height <= 0) continue;
      const turn = flight.turns[block] ?? 0;
      const here = end === 0 ? turn >= waiting : turn <= arrived;
      this.tile.draw(column, row, (flight.shades[block] ?? 0) + (here ? 0 : pale), flight.numbers[block] ?? -1, width, height);
    }
  }

  /**
   * @param {Side} side
   * @param {number} width
   * @param {number} height
   * @param {number} room
   */
  outlines(side, width, height, room) {
    const { raster, scale, looks } = this;
    const margin = Math.round(room * scale);
    const [wide, high] = [Math.round(width * scale) + 2 * margin, Math.round(height * scale) + 2 * margin];
    if (this.cell < SMALLEST || margin < 1) return;
    const strength = outlined(this.cell);
    this.each(side, { z: 0, start: 0, end: side.blocks }, (x, y) => {
      for (let along = 0; along < wide; along++) {
        if (along & 4) continue;
        raster.blend(x - margin + along, y - margin, looks.quiet, strength);
        raster.blend(x - margin + along, y - margin + high - 1, looks.quiet, strength);
      }
      for (let down = 0; down < high; down++) {
        if (down & 4) continue;
        raster.blend(x - margin, y - margin + down, looks.quiet, strength);
        raster.blend(x - margin + wide - 1, y - margin + down, looks.quiet, strength);
      }
    });
  }

  /**
   * The blocks in flight, those behind in the output first.
   *
   * @param {Flight} flight
   */
  fly(flight) {
    const { looks, cell, raster, scale, time } = this;
    const { words, width: wide, height: high } = raster;
    const { specks: colours } = looks;
    const [from, to] = flight.sides;
    const [{ x: startX, y: startY }, { x: endX, y: endY }] = [from.places(1), to.places(1)];
    const [fromPicks, toPicks] = [from.picks, to.picks];
    const [arrived, waiting] = turns(time);
    const { blocks } = to.order();
    const { shades, numbers, turns: turnsOf } = flight;
    const [left, top, insetWide, insetHigh] = flight.inset;
    const [shiftX, shiftY] = [left * flight.scene.cell, top * flight.scene.cell];
    const [fromX, fromY] = [this.x + 0.5 + BIAS, this.y + 0.5 + BIAS];
    const small = cell * Math.min(insetWide, insetHigh) < SMALLEST;
    const whole = insetWide === 1 && insetHigh === 1;
    for (let index = 0; index < flight.blocks; index++) {
      const block = blocks ? (blocks[index] ?? 0) : index;
      const turn = turnsOf[block] ?? 0;
      if (turn <= arrived || turn >= waiting) continue;
      const gone = flown(turn, time);
      // No arrays here: each would be made and thrown away half a million times a frame.
      const a = fromPicks ? (fromPicks[block] ?? 0) : block;
      const b = toPicks ? (toPicks[block] ?? 0) : block;
      const x = startX[a] ?? 0;
      const y = startY[a] ?? 0;
      const column = ((x + ((endX[b] ?? 0) + shiftX - x) * gone) * scale + fromX | 0) - BIAS;
      const row = ((y + ((endY[b] ?? 0) + shiftY - y) * gone) * scale + fromY | 0) - BIAS;
      const width = whole ? cell : size(cell * mix(1, insetWide, gone));
      const height = whole ? cell : size(cell * mix(1, insetHigh, gone));
      if (column >= wide || row >= high || column + width <= 0 || row + height <= 0) continue;
      const look = shades[block] ?? 0;
      if (width === 1 && height === 1) words[row * wide + column] = colours[look] ?? 0;
      else if (small) raster.rect(column, row, width, height, colours[look] ?? 0);
      else this.tile.draw(column, row, look, numbers[block] ?? -1, width, height);
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
    const at = side.cell(block);
    const [left, top, wide, high] = end === 0 ? [0, 0, 1, 1] : flight.inset;
    this.tile.draw(
      Math.floor((x[at] ?? 0) * this.scale + this.x + left * this.cell + 0.5),
      Math.floor((y[at] ?? 0) * this.scale + this.y + top * this.cell + 0.5),
      flight.shades[block] ?? 0,
      flight.numbers[block] ?? -1,
      size(this.cell * wide),
      size(this.cell * high),
    );
  }

  end() {
    this.context.setTransform(1, 0, 0, 1, 0, 0);
    this.context.putImageData(this.raster.image, 0, 0);
  }

  /**
   * @param {Side} side
   * @param {Run} run
   * @param {(x: number, y: number, block: number) => void} draw  in whole device pixels
   */
  each(side, run, draw) {
    const { x, y } = side.places(opened(this.time));
    const { blocks } = side.order();
    for (let index = run.start; index < run.end; index++) {
      const block = blocks ? (blocks[index] ?? 0) : index;
      const at = side.cell(block);
      draw(Math.floor((x[at] ?? 0) * this.scale + this.x + 0.5), Math.floor((y[at] ?? 0) * this.scale + this.y + 0.5), block);
    }
  }
}

/**
 * The shortest step from a cell to its neighbour.
 *
 * @param {Model} model
 */
function pitchOf(model) {
  const steps = model.flights.flatMap((flight) => flight.sides.flatMap((side) => side.steps(0)));
  const long = steps.filter((step) => step[2] === 0).map(([x, y]) => Math.max(Math.abs(x), Math.abs(y)));
  return Math.min(...long.filter((each) => each >= model.scene.cell), 2 * model.scene.cell);
}

/** @param {number} length */
function size(length) {
  return Math.max(1, Math.round(length));
}
