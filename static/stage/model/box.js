/** Rectangles: by their edges, or by a corner and their size. */

/** @typedef {{left: number, top: number, right: number, bottom: number}} Box */
/** @typedef {{x: number, y: number, width: number, height: number}} Rect */

/** Has no inside, and leaves what it is united with as it is. @type {Box} */
export const EMPTY = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };

/**
 * The smallest box around both.
 *
 * @param {Box} one
 * @param {Box} other
 * @returns {Box}
 */
export function union(one, other) {
  return {
    left: Math.min(one.left, other.left),
    top: Math.min(one.top, other.top),
    right: Math.max(one.right, other.right),
    bottom: Math.max(one.bottom, other.bottom),
  };
}
