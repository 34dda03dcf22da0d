/**
 * Where every block is: sums of digits times step vectors, once a stage, and interpolations between stages.
 *
 * A drawing has two figures, the input's and the output's. Both open while blocks fly from one to the other:
 * time 0 to 1 opens them, 1 to 2 is the flight, 2 to 3 closes them.
 */

/** @import {Answer, Axis, Placement, Stage, Tensor, Term} from "./types.js" */

export const LAST = 3;
const TURN = 0.45; // how much of the flight one block takes; the rest is waiting for its turn

/**
 * Everything about one block that does not change with time.
 *
 * @typedef {object} Block
 * @property {number[]} digits  one an axis, counted from the axis's beginning
 * @property {number} number    flat position in the input, -1 where it is filled in
 * @property {number} target    flat position in the output
 * @property {number} hue
 * @property {number} level
 * @property {number} turn      0 for the first to fly, 1 for the last
 *
 * @typedef {{x: number, y: number, z: number}} Place
 */

/** What is drawn of an answer, with the places of all its stages in one placement. */
export class Model {
  /**
   * @param {Answer} answer
   * @param {Placement} placement
   */
  constructor(answer, placement) {
    const { scene } = answer;
    this.answer = answer;
    this.scene = scene;
    this.placement = placement;
    this.size = scene.size[placement];
    const counts = scene.windows.map((window) => window.count);
    const digits = combinations(counts, counts.map((_, axis) => axis));
    /** @type {Block[]} */
    this.blocks = digits.map((each) => block(answer, each));
    /** For each stage the places of all blocks. */
    this.stages = scene.stages.map((stage) => digits.map((each) => place(stage, placement, each)));
    /** Input cells that no block takes along: they were cut off. */
    this.left = cutOff(answer, counts);
    this.leftStages = scene.stages.slice(0, 2).map((stage) => this.left.map(({ digits: each }) => place(stage, placement, each)));
    /** What stands behind and around the cells of each figure, by the digits it repeats along. */
    this.cards = scene.figures.map((figure) => repeated(figure.counts, figure.planes));
    this.outlines = scene.figures.map((figure) => repeated(counts, figure.blocks));
  }

  /**
   * The two stages of a figure, closed and open.
   *
   * @param {number} figure
   * @returns {[Stage, Stage]}
   */
  pair(figure) {
    const [closed, open] = figure === 0 ? [0, 1] : [3, 2];
    return [/** @type {Stage} */ (this.scene.stages[closed]), /** @type {Stage} */ (this.scene.stages[open])];
  }

  /**
   * The place of a block within a figure at a time.
   *
   * @param {number} figure
   * @param {number} index
   * @param {number} time
   */
  home(figure, index, time) {
    const [closed, open] = figure === 0 ? [0, 1] : [3, 2];
    return between(this.stages[closed]?.[index], this.stages[open]?.[index], opened(time));
  }

  /**
   * The place of a block wherever it is at a time.
   *
   * @param {number} index
   * @param {number} time
   */
  at(index, time) {
    const gone = this.flown(index, time);
    if (gone <= 0) return this.home(0, index, time);
    if (gone >= 1) return this.home(1, index, time);
    return between(this.home(0, index, time), this.home(1, index, time), gone);
  }

  /**
   * How much of its flight a block has behind it, eased: 0 at home, 1 arrived.
   *
   * @param {number} index
   * @param {number} time
   */
  flown(index, time) {
    const turn = this.blocks[index]?.turn ?? 0;
    return eased((time - 1 - turn * (1 - TURN)) / TURN);
  }

  /**
   * @param {number} figure
   * @param {number[]} digits
   * @param {number} time
   */
  around(figure, digits, time) {
    const [closed, open] = this.pair(figure);
    return between(place(closed, this.placement, digits), place(open, this.placement, digits), opened(time));
  }
}

/**
 * How far the figures are open at a time, eased.
 *
 * @param {number} time
 */
export function opened(time) {
  return eased(time < 1 ? time : time > 2 ? LAST - time : 1);
}

/**
 * Slow, fast, slow; what lies outside 0 to 1 stays at its end.
 *
 * @param {number} share
 */
export function eased(share) {
  const t = Math.min(1, Math.max(0, share));
  return t * t * (3 - 2 * t);
}

/**
 * @param {Place | undefined} from
 * @param {Place | undefined} to
 * @param {number} share
 * @returns {Place}
 */
export function between(from, to, share) {
  if (!from || !to) throw new RangeError("no such block");
  return { x: mix(from.x, to.x, share), y: mix(from.y, to.y, share), z: mix(from.z, to.z, share) };
}

/**
 * @param {number} from
 * @param {number} to
 * @param {number} share
 */
export function mix(from, to, share) {
  return from + (to - from) * share;
}

/**
 * Upper left corner of the cell with these digits, counted from the window's beginning.
 *
 * @param {Stage} stage
 * @param {Placement} placement
 * @param {number[]} digits
 * @returns {Place}
 */
export function place(stage, placement, digits) {
  let [x, y] = stage.origins[placement];
  let z = 0;
  stage.steps.forEach((step, axis) => {
    const digit = digits[axis] ?? 0;
    x += digit * step[0];
    y += digit * step[1];
    z += digit * step[2];
  });
  return { x, y, z };
}

/**
 * Every combination of digits along some axes, the last axis fastest; 0 along the others.
 *
 * @param {number[]} counts
 * @param {number[]} axes
 * @returns {number[][]}
 */
export function combinations(counts, axes) {
  let all = [counts.map(() => 0)];
  for (const axis of axes) {
    all = all.flatMap((digits) => Array.from({ length: counts[axis] ?? 0 }, (_, digit) => digits.with(axis, digit)));
  }
  return all;
}

/**
 * The name of an axis, and which of its digits are seen where that is not all of them.
 *
 * @param {Axis} axis
 * @param {{start: number, count: number} | undefined} window
 */
export function seen(axis, window) {
  if (!window || window.count >= axis.size) return axis.name;
  return `${axis.name} ${window.start}–${window.start + window.count - 1} of ${axis.size}`;
}

/**
 * @param {number[]} counts
 * @param {number[] | null} axes
 */
function repeated(counts, axes) {
  return axes === null ? [] : combinations(counts, axes);
}

/**
 * @param {Answer} answer
 * @param {number[]} shown  digits counted from the window's beginning
 * @returns {Block}
 */
function block(answer, shown) {
  const { scene, inputs, output } = answer;
  const digits = shown.map((digit, axis) => digit + (scene.windows[axis]?.start ?? 0));
  const source = /** @type {Tensor} */ (inputs[0]);
  const { tint } = scene;
  const hues = tint.shades.light.length;
  const levels = tint.shades.light[0]?.length ?? 1;
  return {
    digits,
    number: exists(answer, digits) ? source.offset + dot(digits, source.strides) : -1,
    target: output.offset + dot(digits, output.strides),
    hue: dot(shown, tint.hue) % hues,
    level: Math.floor((dot(shown, tint.level) * levels) / Math.max(levels, tint.values)),
    turn: dot(shown, scene.order) / Math.max(1, scene.cells - 1),
  };
}

/**
 * Whether the input has a cell with these digits; it has not where it was filled up.
 *
 * @param {Answer} answer
 * @param {number[]} digits
 */
function exists({ formula, inputs }, digits) {
  return formula.source.every((index, axis) => sum(index, digits) >= 0 && sum(index, digits) < (inputs[0]?.shape[axis] ?? 0));
}

/**
 * The index that these terms make with these digits.
 *
 * @param {Term[]} index
 * @param {number[]} digits
 */
export function sum(index, digits) {
  return index.reduce((total, term) => total + term.times * (term.axis === null ? 1 : (digits[term.axis] ?? 0)), 0);
}

/**
 * The cells of the input beyond the window that are drawn but go nowhere.
 *
 * @param {Answer} answer
 * @param {number[]} counts
 */
function cutOff(answer, counts) {
  const drawn = answer.scene.figures[0]?.counts ?? counts;
  if (drawn.every((count, axis) => count === counts[axis])) return [];
  const source = /** @type {Tensor} */ (answer.inputs[0]);
  return combinations(drawn, drawn.map((_, axis) => axis))
    .filter((digits) => digits.some((digit, axis) => digit >= (counts[axis] ?? 0)))
    .map((digits) => ({ digits, true: digits.map((digit, axis) => digit + (answer.scene.windows[axis]?.start ?? 0)) }))
    .filter((cell) => exists(answer, cell.true))
    .map((cell) => ({ digits: cell.digits, number: source.offset + dot(cell.true, source.strides) }));
}

/**
 * @param {number[]} one
 * @param {number[]} other
 */
function dot(one, other) {
  return one.reduce((total, each, index) => total + each * (other[index] ?? 0), 0);
}
