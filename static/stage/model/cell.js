/** Cells of the output and the blocks that come to lie in them, by the table of strides, or one by one where none tells. */

/** @import {Answer} from "../../base/types.js" */
/** @import {Model, Point} from "./model.js" */

/**
 * What tells which cell of the output a block lies in. Of programs `shown` lists the cells in the order of their numbers.
 *
 * @typedef {Pick<Answer, "axes" | "output" | "scene"> & {shown?: number[]}} Outcome
 *
 * What tells besides where its cells come from: an answer; of a program, with the tensor that is shown as its output.
 *
 * @typedef {Outcome & {inputs: {name: string, shape: number[]}[], cells?: {arity: number, targets: number[], sources: number[][]}}} Told
 */

/**
 * A flat position as an index along every axis.
 *
 * @param {number[]} shape
 * @param {number} position
 */
export function indexIn(shape, position) {
  let rest = position;
  return [...shape].reverse().map((size) => {
    const digit = rest % size;
    rest = Math.floor(rest / size);
    return digit;
  }).reverse();
}

/**
 * The flat position of the output cell that has these digits.
 *
 * @param {Answer} answer
 * @param {number[]} digits  one an axis, counted from the axis's beginning
 */
export function targetOf({ output }, digits) {
  return output.strides.reduce((sum, stride, axis) => sum + stride * (digits[axis] ?? 0), output.offset);
}

/**
 * The first block that comes to lie in a cell of the output; null where the window does not show it.
 *
 * @param {Answer} answer
 * @param {number} target
 * @returns {number | null}
 */
export function blockAt({ axes, output, scene }, target) {
  const digits = axes.map(() => 0);
  let rest = target - output.offset;
  for (const parts of [...output.arrangement].reverse()) {
    for (const part of [...parts].reverse()) {
      const size = axes[part]?.size ?? 1;
      digits[part] = rest % size;
      rest = Math.floor(rest / size);
    }
  }
  let block = 0;
  for (const [axis, { start, count }] of scene.windows.entries()) {
    const reduced = !output.arrangement.some((parts) => parts.includes(axis));
    const digit = reduced ? 0 : (digits[axis] ?? 0) - start;
    if (digit < 0 || digit >= count) return null;
    block = block * count + digit;
  }
  return block;
}

/**
 * The flat position of the output cell that a block comes to lie in.
 *
 * @param {Outcome} answer
 * @param {Model} model
 * @param {Point} point
 */
export function targetAt(answer, model, point) {
  if (!answer.shown) return targetOf(/** @type {Answer} */ (answer), model.block(point).digits);
  return answer.shown[model.flights[point.flight]?.sides[1].cell(point.block) ?? -1] ?? 0;
}

/**
 * The first block that comes to lie in a cell of the output; null where the window does not show it.
 *
 * @param {Outcome} answer
 * @param {Model} model
 * @param {number} target
 * @returns {Point | null}
 */
export function pointIn(answer, model, target) {
  if (answer.shown) return pointAt(model, answer.shown.indexOf(target));
  const block = blockAt(/** @type {Answer} */ (answer), target);
  return block === null ? null : { flight: 0, block, figure: model.output };
}

/**
 * The first block that stands in a cell of the picture's output, by the cell's number there.
 *
 * @param {Model} model
 * @param {number} place
 * @returns {Point | null}
 */
export function pointAt(model, place) {
  for (const flight of place < 0 ? [] : model.flights) {
    const [block] = flight.sides[1].blocksAt(place);
    if (block !== undefined && flight.sides[1].blocks) return { flight: flight.index, block, figure: model.output };
  }
  return null;
}
