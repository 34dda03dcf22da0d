/**
 * Writes cells as pixels into one array, which is copied to the screen once a frame.
 *
 * Up to about a thousand blocks fly softly, by parts of a pixel and with shadows; more of them at whole pixels, and those
 * of a few pixels by a few stores each.
 */

/** @import {Box, Rect} from "../model/box.js" */
/** @import {Ghosts} from "../model/figure.js" */
/** @import {Flight} from "../model/flight.js" */
/** @import {Model} from "../model/model.js" */
/** @import {Run, Side} from "../model/side.js" */
/** @import {Face} from "../pixels/faces.js" */
/** @import {Looks} from "../pixels/looks.js" */
/** @import {Frame, View} from "./frame.js" */
import { ARRIVED, opened, turns, written } from "../model/motion.js";
import { Faces, outline } from "../pixels/faces.js";
import { Glyphs } from "../pixels/glyphs.js";
import { lettering } from "../pixels/lettering.js";
import { cornerOf } from "../pixels/raster.js";
import { smallCells } from "../pixels/small_cells.js";
import { SMALLEST, Tile, size } from "../pixels/tile.js";
import { Surface } from "./surface.js";

const SOFT = 1024; // blocks that fly softly
const AROUND = 10; // pixels of the scene that cards and outlines reach beyond their cells
const SHADED = 0.3; // of a cell: how far its shadow reaches
const SIZES = 6; // of cells and numbers that are kept
const DENSE = 6; // device pixels from cell to cell below which there is no room for the gap between them

/** @type {Rect} */
const NOTHING = { x: 0, y: 0, width: 0, height: 0 };

export class Brush {
  /** @param {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} context */
  constructor(context) {
    this.surface = new Surface(context);
    this.raster = this.surface.raster;
    this.looks = /** @type {Looks} */ (/** @type {unknown} */ (null));
    /** Faces and digits of the sizes that were drawn last. @type {Map<string, {faces: Faces, glyphs: Glyphs | null}>} */
    this.sizes = new Map();
    /** @type {Face | null} */
    this.outline = null;
    this.outlineOf = "";
    this.tile = /** @type {Tile} */ (/** @type {unknown} */ (null));
    this.density = this.scale = this.cell = 1;
    this.x = this.y = this.time = 0;
    this.bare = false;
  }

  /**
   * @param {Model} model
   * @param {Frame} frame
   * @param {Looks} looks
   */
  begin(model, frame, looks) {
    this.surface.begin();
    this.raster = this.surface.raster;
    if (looks !== this.looks) this.sizes.clear();
    this.looks = looks;
    this.model = model;
    this.density = frame.density;
    this.bare = frame.bare;
  }

  /**
   * Nothing will be painted through this window but cells within this box, and what surrounds them.
   *
   * @param {Box} box  pixels of the scene
   */
  reserve({ left, top, right, bottom }) {
    const { scale, cell } = this;
    const around = (AROUND + SHADED * (this.model?.scene.cell ?? 0)) * scale + cell; // a dense cell is larger than the scene says
    this.surface.reserve({
      left: left * scale + this.x - around,
      top: top * scale + this.y - around,
      right: right * scale + this.x + around,
      bottom: bottom * scale + this.y + around,
    });
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
    const font = this.bare ? 0 : lettering(model, view.scale) * this.scale;
    const { faces, glyphs } = this.sized(font);
    this.tile = new Tile(this.raster, faces, glyphs, model.scene.merged, this.scale, this.density, this.bare);
  }

  /**
   * A picture at rest may be sharper than one that moves, so both of their sizes are kept, and a few more.
   *
   * @param {number} font  device pixels; 0: no numbers
   */
  sized(font) {
    const key = `${this.cell} ${font}`;
    const known = this.sizes.get(key);
    if (known) return known;
    if (this.sizes.size >= SIZES) this.sizes.clear();
    const made = { faces: new Faces(this.looks, this.cell), glyphs: font > 0 ? new Glyphs(font) : null };
    this.sizes.set(key, made);
    return made;
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
    const line = Math.max(1, Math.round(1.2 * scale));
    const hidden = this.hidden(cover);
    this.each(side, run, (x, y) => {
      raster.rounded(x - margin, y - margin, wide, high, looks.line, corner, hidden);
      raster.rounded(x - margin + line, y - margin + line, wide - 2 * line, high - 2 * line, looks.card, corner, hidden);
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
  ghosts({ side, numbers, values }, run, strength) {
    const { looks, cell, tile } = this;
    const soft = strength < 1 && this.soft;
    if (strength < 0.5 && !soft) return; // whole pixels cannot fade
    this.each(side, run, (x, y, index) => {
      const number = numbers[index] ?? -1;
      if (number === -1) return;
      const lines = values.of(number);
      if (soft) tile.soft(x, y, looks.ghost, number, cell, cell, strength, lines);
      else tile.draw(x, y, looks.ghost, number, cell, cell, lines);
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
    const [left, top, wide, high] = flight.part(end);
    const [width, height] = [size(cell * wide), size(cell * high)];
    const pale = end === 0 ? looks.gone : looks.awaited;
    if (width < SMALLEST || height < SMALLEST) {
      const spread = { x: this.x + left * cell + 0.5, y: this.y + top * cell + 0.5, width, height, pale };
      return smallCells(this, flight, end, run, spread, this.hidden(cover));
    }
    const { shades, turns: turnsOf } = flight;
    const [arrived, waiting] = turns(this.time);
    const draw = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ block) => {
      const turn = turnsOf[block] ?? 0;
      const here = end === 0 ? turn >= waiting : turn <= arrived;
      this.block(flight, end, block, x, y, (shades[block] ?? 0) + (here ? 0 : pale));
    };
    this.each(flight.sides[end], run, draw, left * cell, top * cell);
  }

  /**
   * A block in its place. Blocks of several inputs stand side by side in a cell: across all of them stands their product, and, once
   * all that share the cell are one, what they became.
   *
   * @param {Flight} flight
   * @param {0 | 1} end
   * @param {number} block
   * @param {number} x  whole device pixels
   * @param {number} y
   * @param {number} look
   */
  block(flight, end, block, x, y, look) {
    const { cell, tile } = this;
    const [left, top, wide, high] = flight.part(end);
    const [width, height] = [size(cell * wide), size(cell * high)];
    const number = flight.numbers[block] ?? -1;
    const label = end === 1 ? (flight.landed[block] ?? -1) : number;
    if (label === number) return tile.draw(x, y, look, number, width, height, flight.lines(block, number));
    const last = left + 1.5 * wide > 1;
    const [column, row] = [x - Math.round(left * cell), y - Math.round(top * cell)];
    const what = written(this.time, flight.scene.apart);
    if (what === "made") {
      const mixed = look - (flight.shades[block] ?? 0) + (flight.mixed()[block] ?? 0);
      tile.draw(column, row, mixed, label, cell, cell, flight.lines(block, label)); // not every cell has as many parts
      return;
    }
    const term = what === "own" && this.time >= ARRIVED ? this.model?.term(block) : null;
    tile.draw(x, y, look, term || what === "nothing" ? NaN : number, width, height, flight.lines(block, number));
    if (term && last) tile.letter(this.raster, column, row, look, number, cell, cell, term);
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
    const key = [wide, high, scale, looks.quiet, this.cell].join(" ");
    if (!this.outline || key !== this.outlineOf) this.outline = outline(wide, high, scale, looks.quiet, this.cell);
    this.outlineOf = key;
    const face = this.outline;
    this.each(side, { z: 0, start: 0, end: side.blocks }, (x, y) => raster.paste(x - margin, y - margin, face));
  }

  /** Whether blocks move by parts of a pixel. */
  get soft() {
    return (this.model?.blocks ?? 0) <= SOFT && this.cell >= SMALLEST;
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
    const [left, top] = flight.part(end);
    const [column, row] = [(x[at] ?? 0) * this.scale + this.x + left * this.cell, (y[at] ?? 0) * this.scale + this.y + top * this.cell];
    this.block(flight, end, block, Math.floor(column + 0.5), Math.floor(row + 0.5), flight.shades[block] ?? 0);
  }

  /**
   * @param {Side} side
   * @param {Run} run
   * @param {(x: number, y: number, block: number) => void} draw  in whole device pixels
   * @param {number} [right]  device pixels from where a cell begins
   * @param {number} [down]
   */
  each(side, run, draw, right = 0, down = 0) {
    const { x, y } = side.places(opened(this.time));
    const { blocks } = side.order();
    const [fromX, fromY] = [this.x + right + 0.5, this.y + down + 0.5];
    for (let index = run.start; index < run.end; index++) {
      const block = blocks ? (blocks[index] ?? 0) : index;
      const at = side.cell(block);
      draw(Math.floor((x[at] ?? 0) * this.scale + fromX), Math.floor((y[at] ?? 0) * this.scale + fromY), block);
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
