/** The shape that gives a tensor the size of a picture. */

/** @import {Axis, Tensor, Texts} from "../base/types.js" */
/** @import {Directions} from "./grid.js" */
import { total } from "./seen.js";

const LONGEST = 64; // pixels of a side

/**
 * The parameters of the same operation on a tensor that is as large as a picture, at most 64 pixels long and in colours;
 * null where it is so large already, or no size is left to choose.
 *
 * @param {{axes: Axis[], inputs: Pick<Tensor, "name" | "shape" | "arrangement">[]}} answer
 * @param {Pick<Tensor, "shape" | "arrangement">} tensor  that the picture is laid on
 * @param {Directions} directions
 * @param {{width: number, height: number}} pixels
 * @returns {{texts: Texts, shape: number[]} | null}
 */
export function reshaped({ axes, inputs }, { shape, arrangement }, directions, { width, height }) {
  const [input] = inputs;
  const sizes = axes.map(({ size }) => size);
  const made = (/** @type {number[][]} */ parts) => parts.map((own) => total(own.map((axis) => sizes[axis] ?? 1)));
  // Where indices overlap or are cut off, a shape is not the product of its axes.
  if (inputs.length !== 1 || !input || String(made(input.arrangement)) !== String(input.shape) || String(made(arrangement)) !== String(shape)) return null;
  const scale = Math.min(1, LONGEST / Math.max(width, height));
  const wanted = [[directions.row, height * scale], [directions.column, width * scale], [directions.depth, 3]];
  for (const [own, length] of /** @type {[number[], number][]} */ (wanted)) {
    const axis = own.at(-1);
    const [outer, ...inner] = arrangement[axis ?? -1] ?? [];
    if (axis === undefined || outer === undefined) return null;
    const rest = total(own.slice(0, -1).map((each) => shape[each] ?? 1)); // of batches, that stand beside each other
    const step = total(inner.map((each) => sizes[each] ?? 1));
    if (rest !== 1) return null;
    const channel = own === directions.depth;
    if (channel && step !== 1) return null;
    sizes[outer] = Math.max(1, Math.round(length / step));
  }
  const to = made(input.arrangement);
  if (String(to) === String(input.shape)) return null;
  const given = axes.map(({ name, given: told }, axis) => (told ? `${name}=${sizes[axis]}` : "")).filter(Boolean).join(",");
  return { texts: { shape: to.join(","), ...(given ? { sizes: given } : {}) }, shape: made(arrangement) };
}
