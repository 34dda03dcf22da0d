/** The blocks that fly from one input to the output: typed arrays over all of them, made when they are first needed. */

/** @import {Drawn, Placement, Stage, Tensor} from "../../base/types.js" */
/** @import {CellLines, Sums} from "./cell_lines.js" */
/** @import {Place} from "./side.js" */
import { Digits, dot } from "./digits.js";
import { flown, mix, opened } from "./motion.js";
import { Side } from "./side.js";
import { Values } from "./values.js";

/** All of a cell. @type {readonly [number, number, number, number]} */
export const WHOLE = [0, 0, 1, 1];

export class Flight {
  /**
   * @param {Drawn} drawn
   * @param {number} index  which of the inputs
   * @param {Placement} placement
   */
  constructor(drawn, index, placement) {
    const { scene, inputs } = drawn;
    const told = scene.flights[index];
    if (!told) throw new RangeError("no such flight");
    this.told = told;
    /** The input; null where blocks say their own numbers. */
    this.source = inputs?.[index] ?? null;
    this.values = new Values(drawn, index);
    this.scene = scene;
    this.carried = drawn.carried ?? null;
    this.index = index;
    this.figure = told.figure;
    this.inset = told.inset;
    const stage = (/** @type {number} */ number) => /** @type {Stage} */ (told.stages[number]);
    const digits = new Digits(told.from_counts);
    const [from, to] = told.pairs ?? [told.rolled.some(Boolean) ? digits.rolled(told.rolled) : null, null];
    /** Where the blocks come from, and where they go to. */
    this.sides = /** @type {const} */ ([
      new Side(stage(0), stage(1), digits, placement, from),
      new Side(stage(3), stage(2), new Digits(told.to_counts), placement, to),
    ]);
    this.blocks = this.sides[0].blocks;
    /** The shades of what its blocks become, which depend on those of other flights. @type {() => Uint16Array | Uint32Array} */
    this.mixed = () => this.shades;
    /** @type {Float32Array | null} */
    this.madeTurns = null;
    /** @type {Float64Array | null} */
    this.madeNumbers = null;
    /** @type {Float64Array | null} */
    this.madeLanded = null;
    /** @type {Float64Array | null} */
    this.madeTargets = null;
    /** @type {Uint16Array | Uint32Array | null} */
    this.madeShades = null;
    /** @type {Map<CellLines, Sums>} */
    this.turnLines = new Map();
    this.starts = scene.windows.map((window) => window.start);
  }

  /**
   * The part of a cell that a block takes up at one of its ends: left, top, width, height.
   *
   * @param {0 | 1} end
   */
  part(end) {
    return end === 0 ? WHOLE : this.inset;
  }

  /** When each block flies: 0 for the first, 1 for the last. */
  get turns() {
    return (this.madeTurns ??= this.makeTurns());
  }

  /** What is written on each block: its flat position in the input, -1 where it is filled in, -2, -3, … the labels of the scene. */
  get numbers() {
    return (this.madeNumbers ??= this.told.numbers ? Float64Array.from(this.told.numbers) : this.picked(this.makeNumbers(this.sides[0].digits)));
  }

  /** The same once blocks that share a cell of the output have become one. */
  get landed() {
    return (this.madeLanded ??= this.makeLanded());
  }

  /** The colour of each block, hue · levels + level; the number of all shades where it is filled in. */
  get shades() {
    return (this.madeShades ??= this.makeShades());
  }

  /** How much later the next block along each axis flies. @returns {number[]} */
  turnSteps() {
    const { order } = this.scene;
    const { counts } = this.sides[0].digits;
    const last = order.reduce((sum, each, axis) => sum + each * ((counts[axis] ?? 1) - 1), 0);
    return order.map((each) => each / Math.max(1, last));
  }

  /**
   * @param {CellLines} lines
   * @returns {Sums} when their blocks fly
   */
  turnsOn(lines) {
    const known = this.turnLines.get(lines) ?? lines.sums(this.turnSteps(), 0);
    this.turnLines.set(lines, known);
    return known;
  }

  /**
   * What is told of the cells of the input, told of each block.
   *
   * @template {Float32Array | Float64Array} T
   * @param {T} cells
   * @returns {T}
   */
  picked(cells) {
    const [from] = this.sides;
    return from.picks ? /** @type {T} */ (cells.map((_, block) => cells[from.cell(block)] ?? 0)) : cells;
  }

  /**
   * The lines on a block; null: what its number says.
   *
   * @param {number} block
   * @param {number} written  its number, or that of a label
   * @returns {string[] | null}
   */
  lines(block, written) {
    if (this.values.none) return null;
    return written < -1 ? this.values.made(this.target(block), this.scene.merged[-2 - written]) : this.values.of(written);
  }

  /**
   * The flat position of the output cell that a block comes to lie in; -1 where no strides tell it.
   *
   * @param {number} block
   */
  target(block) {
    const { output } = this.values;
    if (!output || this.told.pairs) return -1;
    this.madeTargets ??= this.targetsIn(output);
    return this.madeTargets[this.sides[1].cell(block)] ?? -1;
  }

  /**
   * The flat positions of the cells that it lands in.
   *
   * Cost: O(cells).
   *
   * @param {Pick<Tensor, "strides" | "offset">} output
   */
  targetsIn({ strides, offset }) {
    const { digits } = this.sides[1];
    return digits.sums(strides, offset + dot(this.starts, strides), new Float64Array(digits.size));
  }

  makeTurns() {
    // Sums of steps, not one position for each block: the same digits that place the blocks say when they leave.
    const [from] = this.sides;
    const turns = new Float32Array(this.blocks);
    if (!this.told.pairs) return this.picked(from.digits.sums(this.turnSteps(), 0, turns));
    for (let block = 0; block < this.blocks; block++) turns[block] = from.cell(block) / Math.max(1, from.digits.size - 1);
    return turns;
  }

  /**
   * The numbers of the cells with these digits, counted from the window's beginning.
   *
   * @param {Digits} digits
   */
  makeNumbers(digits) {
    const { told, source, starts } = this;
    if (!source) throw new RangeError("no numbers");
    const numbers = digits.sums(source.strides, source.offset + dot(starts, source.strides), new Float64Array(digits.size));
    told.index.forEach((terms, axis) => {
      const size = source.shape[axis] ?? 0;
      const times = digits.counts.map((_, part) => terms.reduce((sum, term) => sum + (term.axis === part ? term.times : 0), 0));
      const constant = terms.reduce((sum, term) => sum + (term.axis === null ? term.times : 0), 0);
      const start = dot(starts, times) + constant;
      // The strides already count this axis as if it went straight on: what is added is where it comes round again.
      if (told.wraps.includes(axis)) {
        const below = source.shape.slice(axis + 1).reduce((total, each) => total * each, 1);
        const index = digits.sums(times, start, new Float64Array(digits.size));
        for (let block = 0; block < digits.size; block++) {
          const here = index[block] ?? 0;
          numbers[block] = (numbers[block] ?? 0) + below * ((((here % size) + size) % size) - here + constant);
        }
        return;
      }
      const last = digits.counts.map((count, part) => count - 1 + (digits.first[part] ?? 0));
      const ends = times.map((each, part) => [each * (digits.first[part] ?? 0), each * (last[part] ?? 0)]);
      const least = ends.reduce((sum, each) => sum + Math.min(...each), start);
      const most = ends.reduce((sum, each) => sum + Math.max(...each), start);
      if (least >= 0 && most < size) return; // every digit is inside
      const index = digits.sums(times, start, new Float64Array(digits.size));
      for (let block = 0; block < digits.size; block++) {
        const here = index[block] ?? 0;
        if (here < 0 || here >= size) numbers[block] = -1;
      }
    });
    return numbers;
  }

  makeLanded() {
    if (!this.scene.merged.length) return this.numbers;
    const landed = this.numbers.slice();
    this.scene.merged.forEach(({ cells }, label) => {
      const own = cells && new Set(cells);
      for (let block = 0; block < this.blocks; block++) if (!own || own.has(this.sides[1].cell(block))) landed[block] = -2 - label;
    });
    return landed;
  }

  makeShades() {
    const { told, blocks } = this;
    const { tint } = told;
    const { light } = this.scene.tint.shades;
    const hues = Math.max(1, light.length);
    const levels = light[0]?.length ?? 1;
    const { carried } = this;
    const shades = carried ? new Uint32Array(blocks) : new Uint16Array(blocks);
    if (told.hues && told.levels) {
      for (let block = 0; block < blocks; block++) shades[block] = ((told.hues[block] ?? 0) % hues) * levels + (told.levels[block] ?? 0);
      return this.hollowed(shades, hues * levels);
    }
    const { digits } = this.sides[0];
    const hue = digits.sums(tint.hue, tint.first, new Float64Array(digits.size));
    const level = digits.sums(tint.level, 0, new Float64Array(digits.size));
    const values = Math.max(levels, tint.values);
    for (let block = 0; block < blocks; block++) {
      const cell = this.sides[0].cell(block);
      shades[block] = (Math.floor((hue[cell] ?? 0) / tint.band) % hues) * levels + Math.floor(((level[cell] ?? 0) * levels) / values);
    }
    return this.hollowed(shades, hues * levels);
  }

  /**
   * The colours that blocks carry, in place of those of the scene, and none for what is filled in.
   *
   * @template {Uint16Array | Uint32Array} T
   * @param {T} shades
   * @param {number} count  how many colours the scene has
   * @returns {T}
   */
  hollowed(shades, count) {
    const { numbers, carried, told } = this;
    const hollow = count + (carried?.palette.length ?? 0);
    const own = carried && (carried.input ?? this.index) === this.index;
    for (let block = 0; block < shades.length; block++) {
      const number = numbers[block] ?? -1;
      if (number === -1) shades[block] = hollow;
      else if (own && number >= 0 && (carried.others === null || told.hues?.[block] !== carried.others)) shades[block] = count + (carried.cells[number] ?? 0);
    }
    return shades;
  }

  /**
   * The place of a block at one of its ends.
   *
   * @param {0 | 1} end
   * @param {number} block
   * @param {number} time
   * @returns {Place}
   */
  home(end, block, time) {
    const side = this.sides[end];
    const place = side.place(side.digits.of(side.cell(block)), opened(time));
    if (end === 0) return place;
    const { cell } = this.scene;
    return { x: place.x + this.inset[0] * cell, y: place.y + this.inset[1] * cell, z: place.z };
  }

  /**
   * The place of a block wherever it is.
   *
   * @param {number} block
   * @param {number} time
   * @returns {Place}
   */
  at(block, time) {
    const gone = flown(this.turns[block] ?? 0, time);
    const [from, to] = [this.home(0, block, time), this.home(1, block, time)];
    return { x: mix(from.x, to.x, gone), y: mix(from.y, to.y, gone), z: mix(from.z, to.z, gone) };
  }
}
