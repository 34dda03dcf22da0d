/** Cells of the output and the blocks that come to lie in them, by the table of strides. */

/** @import {Answer} from "../../base/types.js" */

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
