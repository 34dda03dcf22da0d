/** What the shapes are once axes have other sizes: the shape follows the size, so that both always fit. Touches no document. */

/** @import {Answer} from "../base/types.js" */

/**
 * The shapes with other sizes of some axes, as they are asked for.
 *
 * @param {Answer} answer
 * @param {ReadonlyMap<string, number>} changed  sizes by the names of axes
 */
export function resized({ axes, inputs, request }, changed) {
  const sizes = axes.map(({ name, size }) => changed.get(name) ?? size);
  const shapes = inputs.map(({ shape, arrangement }) => arrangement.map((parts, at) => (
    parts.some((part) => sizes[part] !== axes[part]?.size) ? parts.reduce((product, part) => product * (sizes[part] ?? 1), 1) : shape[at] ?? 1)));
  return listed(shapes, shapesOf({ request }));
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
