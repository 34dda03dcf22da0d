/** One end of a flight: where its cells stand in their figure, closed or open, and which of them covers which. */

/** @import {Fold, Pair, Placement, Stage} from "../../base/types.js" */
/** @import {Box} from "./box.js" */
import { CellLines } from "./cell_lines.js";
import { Digits, dot } from "./digits.js";
import { mix } from "./motion.js";

/**
 * Upper left corner of a cell in the scene; z grows into the depth.
 *
 * @typedef {{x: number, y: number, z: number}} Place
 * @typedef {{x: Float32Array, y: Float32Array}} Places
 * @typedef {{z: number, start: number, end: number}} Run  neighbours in the order of painting that are equally deep
 * @typedef {{blocks: Uint32Array | null, runs: Run[]}} Order  from the back to the front; null: as they are numbered
 * @typedef {[number, number, number]} Step
 */

export class Side {
  /**
   * @param {Stage} closed
   * @param {Stage} open
   * @param {Digits} digits
   * @param {Placement} placement
   * @param {ArrayLike<number> | null} [picks]  the cell of each block; null: block and cell have the same number
   */
  constructor(closed, open, digits, placement, picks = null) {
    this.closed = closed;
    this.open = open;
    this.placement = placement;
    this.digits = digits;
    /** Where rows of tiles are broken. @type {Fold[]} */
    this.folds = [...new Map([...closed.folds, ...open.folds].map((fold) => [fold.axis, fold])).values()];
    /** The same digits, but those of an axis that is folded as two: rows, and within a row. Cells keep their numbers. */
    this.grid = this.folds.length ? this.unfolded() : digits;
    this.picks = picks && Uint32Array.from(picks);
    this.blocks = this.picks?.length ?? this.digits.size;
    /** Whether nothing moves when the figure opens. */
    this.still = [0, 1].every((way) => this.origin(0)[way] === this.origin(1)[way]) && same(closed, open);
    /** @type {Places | null} */
    this.known = null;
    this.knownShare = -1;
    /** @type {Order | null} */
    this.sorted = null;
    /** @type {CellLines | null} */
    this.lined = null;
  }

  /**
   * Where the first cell stands.
   *
   * @param {number} share  0 closed, 1 open
   * @returns {Pair}
   */
  origin(share) {
    const [from, to] = [this.closed.origins[this.placement], this.open.origins[this.placement]];
    return [mix(from[0], to[0], share), mix(from[1], to[1], share)];
  }

  /**
   * For each axis how far a step along it moves: right, down, planes back.
   *
   * @param {number} share
   * @returns {Step[]}
   */
  steps(share) {
    return this.closed.steps.map((step, axis) => {
      const to = this.open.steps[axis] ?? step;
      return [mix(step[0], to[0], share), mix(step[1], to[1], share), step[2] || to[2]];
    });
  }

  /** @returns {Digits} */
  unfolded() {
    const split = (/** @type {readonly number[]} */ each, /** @type {(count: number, every: number) => number[]} */ two) =>
      each.flatMap((count, axis) => {
        const fold = this.folds.find((one) => one.axis === axis);
        return fold ? two(count, fold.every) : [count];
      });
    const { counts, first } = this.digits;
    return new Digits(split(counts, (count, every) => (count > every ? [count / every, every] : [1, count])), split(first, () => [0, 0]));
  }

  /**
   * The steps along each axis of the grid.
   *
   * @param {number} share
   * @returns {Step[]}
   */
  vectors(share) {
    return this.steps(share).flatMap((step, axis) => {
      const fold = this.folds.find((each) => each.axis === axis);
      if (!fold) return [step];
      const further = this.broken(axis, share);
      return [/** @type {Step} */ (step.map((each, way) => fold.every * each + (further[way] ?? 0))), step];
    });
  }

  /**
   * How much further a cell is where a row is broken within an axis.
   *
   * @param {number} axis
   * @param {number} share
   * @returns {Step}
   */
  broken(axis, share) {
    const step = (/** @type {Stage} */ { folds }) => folds.find((fold) => fold.axis === axis)?.step ?? [0, 0, 0];
    const [from, to] = [step(this.closed), step(this.open)];
    return [mix(from[0], to[0], share), mix(from[1], to[1], share), 0];
  }

  /**
   * The places of all cells.
   *
   * Cost: O(cells), nothing where the share is the same as before.
   *
   * @param {number} share
   * @returns {Places}
   */
  places(share) {
    if (this.known && this.knownShare === share) return this.known;
    const { grid } = this;
    const places = (this.known ??= { x: new Float32Array(grid.size), y: new Float32Array(grid.size) });
    const [x, y] = this.origin(share);
    const steps = this.vectors(share);
    grid.sums(steps.map((step) => step[0]), x, places.x);
    grid.sums(steps.map((step) => step[1]), y, places.y);
    this.knownShare = share;
    return places;
  }

  /**
   * The smallest box around the upper left corners of all cells.
   *
   * Cost: O(axes).
   *
   * @param {number} share
   * @returns {Box}
   */
  box(share) {
    const { counts, first } = this.grid;
    const [x, y] = this.origin(share);
    const box = { left: x, top: y, right: x, bottom: y };
    this.vectors(share).forEach(([dx, dy], axis) => {
      const least = first[axis] ?? 0;
      const most = least + (counts[axis] ?? 1) - 1;
      box.left += Math.min(least * dx, most * dx);
      box.right += Math.max(least * dx, most * dx);
      box.top += Math.min(least * dy, most * dy);
      box.bottom += Math.max(least * dy, most * dy);
    });
    return box;
  }

  /**
   * The place of one cell.
   *
   * @param {readonly number[]} digits
   * @param {number} share
   * @returns {Place}
   */
  place(digits, share) {
    const [x, y] = this.origin(share);
    const steps = this.steps(share);
    const breaks = this.folds.map(({ axis, every }) => ({ rows: Math.floor((digits[axis] ?? 0) / every), step: this.broken(axis, share) }));
    const along = (/** @type {0 | 1 | 2} */ way) =>
      dot(digits, steps.map((step) => step[way])) + breaks.reduce((total, { rows, step }) => total + rows * step[way], 0);
    return { x: x + along(0), y: y + along(1), z: along(2) };
  }

  /**
   * The place of one cell when the figure is closed. What opens into the depth alone is in one place then, though one lies
   * on the other.
   *
   * @param {number} cell
   * @returns {Place}
   */
  atRest(cell) {
    const digits = this.digits.of(cell);
    return { ...this.place(digits, 0), z: dot(digits, this.closed.steps.map((step) => step[2])) };
  }

  /**
   * The number of the cell that a block stands in.
   *
   * @param {number} block
   */
  cell(block) {
    return this.picks ? (this.picks[block] ?? 0) : block;
  }

  /**
   * The blocks that stand in a cell.
   *
   * @param {number} cell
   * @returns {number[]}
   */
  blocksAt(cell) {
    const { picks } = this;
    if (!picks) return [cell];
    const found = [];
    for (let block = picks.indexOf(cell); block >= 0; block = picks.indexOf(cell, block + 1)) found.push(block);
    return found;
  }

  /**
   * The order of painting: what lies deeper first, equals as they are numbered.
   *
   * Cost: O(blocks) once.
   *
   * @returns {Order}
   */
  order() {
    return (this.sorted ??= this.sort());
  }

  /** Its cells line by line; null where blocks are not numbered like cells, or lines are broken. @returns {CellLines | null} */
  lines() {
    return this.picks || this.folds.length ? null : (this.lined ??= new CellLines(this));
  }

  /** How deep each cell lies; null where none lies behind another. @returns {Float32Array | null} */
  depths() {
    const depth = this.steps(0).map((step) => step[2]);
    return depth.every((step) => step === 0) ? null : this.digits.sums(depth, 0, new Float32Array(this.digits.size));
  }

  /** @returns {Order} */
  sort() {
    const z = this.depths();
    if (!z) return { blocks: null, runs: [{ z: 0, start: 0, end: this.blocks }] };
    /** @type {Map<number, number>} */
    const many = new Map();
    for (let block = 0; block < this.blocks; block++) {
      const here = z[this.cell(block)] ?? 0;
      many.set(here, (many.get(here) ?? 0) + 1);
    }
    let start = 0;
    const runs = [...many.keys()].sort((one, other) => other - one).map((each) => {
      const run = { z: each, start, end: start };
      start += many.get(each) ?? 0;
      return run;
    });
    const byDepth = new Map(runs.map((run) => [run.z, run]));
    const blocks = new Uint32Array(this.blocks);
    for (let block = 0; block < this.blocks; block++) {
      const run = byDepth.get(z[this.cell(block)] ?? 0);
      if (run) blocks[run.end++] = block;
    }
    return { blocks, runs };
  }
}

/**
 * Whether cells stand alike in two stages.
 *
 * @param {Stage} one
 * @param {Stage} other
 */
export function same(one, other) {
  return String(one.steps) === String(other.steps) && JSON.stringify(one.folds) === JSON.stringify(other.folds);
}
