/** What the shapes are once axes have other sizes: the shape follows the size, so that both always fit. Touches no document. */

/** @import {Answer} from "../base/types.js" */
import { say } from "../base/words.js";

/**
 * The shapes with other sizes of some axes, as they are asked for. Where windows slide over an axis, each step of it adds as
 * many cells as it moves; what the windows do not reach stays, and so does the padding.
 *
 * @param {Answer} answer
 * @param {ReadonlyMap<string, number>} changed  sizes by the names of axes
 */
export function resized({ axes, inputs, request }, changed) {
  const sizes = axes.map(({ name, size }) => changed.get(name) ?? size);
  const shapes = inputs.map(({ shape, arrangement, strides, sliding }) => arrangement.map((parts, at) => {
    const [size = 1, ...below] = shape.slice(at);
    const more = (/** @type {number} */ part) => (sizes[part] ?? 1) - (axes[part]?.size ?? 1);
    if (!parts.some(more)) return size;
    const step = below.reduce((product, each) => product * each, 1) || 1;
    return sliding
      ? parts.reduce((sum, part) => sum + (more(part) * (strides[part] ?? 0)) / step, size)
      : parts.reduce((product, part) => product * (sizes[part] ?? 1), 1);
  }));
  return listed(shapes, shapesOf({ request }));
}

/**
 * Why axes cannot have these sizes.
 *
 * @param {Answer | null} answer  null: it is not known what else goes with them
 * @param {ReadonlyMap<string, number>} changed  sizes by the names of axes
 * @returns {string} empty: they can
 */
export function bound(answer, changed) {
  if ([...changed.values()].some((size) => size < 1)) return say("1 is the smallest size.");
  if (!answer) return "";
  const shapes = resized(answer, changed);
  if (shapes.some((shape) => shape.some((size) => size < 1))) return say("x would have no cells.");
  const cells = shapes.map((shape) => shape.reduce((product, size) => product * size, 1));
  return cells.every(Number.isSafeInteger) ? "" : say("x would have too many cells.");
}

/**
 * The sizes of the axes p1, p2, …, as the parameter that says them has them: one number where all are alike.
 *
 * @param {Answer} answer
 * @param {ReadonlyMap<string, number>} changed
 * @param {string} prefix
 */
export function numbered({ axes }, changed, prefix) {
  const own = axes.filter(({ name }) => name.startsWith(prefix)).sort((one, other) => one.name.localeCompare(other.name));
  const sizes = own.map(({ name, size }) => changed.get(name) ?? size);
  return sizes.every((size) => size === sizes[0]) ? String(sizes[0]) : sizes.join(",");
}

/**
 * The shapes that an answer was asked with; a list of tensors is one input.
 *
 * @param {Pick<Answer, "request">} answer
 */
export function shapesOf({ request }) {
  return /** @type {number[][]} */ (request.shape);
}

/**
 * Whether the size of an axis follows from the shape alone: it is a whole axis of an input.
 *
 * @param {Answer} answer
 * @param {string} name
 */
export function follows({ axes, inputs }, name) {
  const axis = axes.findIndex((each) => each.name === name);
  return inputs.some(({ arrangement }) => arrangement.some((parts) => parts.length === 1 && parts[0] === axis));
}

/**
 * A list of tensors is one input, whose first axis counts them.
 *
 * @param {number[][]} shapes  of the inputs
 * @param {number[][]} asked  before
 */
function listed(shapes, asked) {
  const [first = []] = shapes;
  if (shapes.length > 1 || first.length !== (asked[0]?.length ?? 0) + 1) return shapes;
  return Array.from({ length: first[0] ?? 1 }, () => first.slice(1));
}
