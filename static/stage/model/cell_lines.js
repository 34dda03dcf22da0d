/** Cells line by line: neighbours along one axis, for which everything that is a sum of steps grows by one step. */

/** @import {Side} from "./side.js" */
import { Digits } from "./digits.js";

/** A sum of steps: its value for the first cell of each line, and how much it grows from cell to cell. @typedef {{first: Float64Array, step: number}} Sums */

export class CellLines {
  /**
   * Cost: O(lines).
   *
   * @param {Side} side  whose blocks are numbered like its cells
   */
  constructor(side) {
    const { counts, first } = side.digits;
    const depth = side.steps(0).map((step) => step[2]);
    this.side = side;
    /** The longest axis whose cells lie equally deep, the last of such; -1: none, each line is one cell. */
    this.axis = longest(counts, depth);
    this.length = this.axis < 0 ? 1 : (counts[this.axis] ?? 1);
    this.outer = new Digits(this.without(counts), this.without(first));
    const strides = counts.map((_, axis) => counts.slice(axis + 1).reduce((total, count) => total * count, 1));
    const start = -first.reduce((sum, each, axis) => sum + each * (strides[axis] ?? 0), 0);
    /** The numbers of the blocks. */
    this.blocks = this.sums(strides, start);
    /** The lines that lie equally deep. @type {Map<number, number[]>} */
    this.byDepth = new Map();
    this.sums(depth, 0).first.forEach((z, line) => {
      const known = this.byDepth.get(z);
      if (known) known.push(line);
      else this.byDepth.set(z, [line]);
    });
    this.share = -1;
  }

  /**
   * @param {readonly number[]} steps  of all axes
   * @param {number} start
   * @returns {Sums}
   */
  sums(steps, start) {
    const step = steps[this.axis] ?? 0;
    const begin = start + step * (this.side.digits.first[this.axis] ?? 0);
    return { first: this.outer.sums(this.without(steps), begin, new Float64Array(this.outer.size)), step };
  }

  /**
   * @param {readonly number[]} each  one for every axis
   * @returns {number[]} those of the other axes
   */
  without(each) {
    return each.filter((_, axis) => axis !== this.axis);
  }

  /**
   * Where cells stand; nothing is done where the share is the same as before.
   *
   * @param {number} share
   * @returns {[Sums, Sums]} to the right, and down
   */
  places(share) {
    if (!this.known || share !== this.share) this.known = this.placesOf(this.side, share);
    this.share = share;
    return this.known;
  }

  /**
   * @param {Side} side  whose cells have the same digits
   * @param {number} share
   * @returns {[Sums, Sums]}
   */
  placesOf(side, share) {
    const [x, y] = side.origin(share);
    const steps = side.steps(share);
    return [this.sums(steps.map((step) => step[0]), x), this.sums(steps.map((step) => step[1]), y)];
  }
}

/**
 * @param {readonly number[]} counts
 * @param {number[]} depth  how much deeper a step along each axis leads
 * @returns {number} -1: none
 */
function longest(counts, depth) {
  const level = [...counts.keys()].filter((axis) => depth[axis] === 0);
  return level.reduce((best, axis) => ((counts[axis] ?? 0) >= (counts[best] ?? 0) ? axis : best), -1);
}

/**
 * How many of first, first + step, … come before or at a limit, where none is less than the one before it.
 *
 * @param {number} first
 * @param {number} step  not negative
 * @param {number} limit
 * @param {number} length
 */
export function upTo(first, step, limit, length) {
  if (first > limit) return 0;
  return step === 0 ? length : Math.min(length, Math.floor((limit - first) / step) + 1);
}
