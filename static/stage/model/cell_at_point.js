/** Which cell is at a point: step vectors turned round, so that no position of a cell is ever looked up. */

/** @import {Box} from "./box.js" */
/** @import {Side} from "./side.js" */

/**
 * @typedef {object} Axis
 * @property {number} count
 * @property {number} dx
 * @property {number} dy
 * @property {number} z
 * @property {number} stride    of the cell's number
 * @property {boolean} rising   whether what has the lower digit is in front
 */

/**
 * The cells that cover a point, what lies less deep first, equally deep ones in no order.
 *
 * Going from the longest step to the shortest, only those digits are tried whose remaining cells can reach the point: one
 * or two an axis in a grid.
 *
 * Cost: O(rank · planes).
 *
 * @param {Side} side
 * @param {number} share  how far the figure is open
 * @param {number} cell   side of a cell
 * @param {number} x
 * @param {number} y
 * @param {(cell: number, z: number) => boolean} found  told each cell's number and depth; true: go on
 * @param {boolean} [front]  whether of cells in the very same place only the one in front is wanted
 */
export function covering(side, share, cell, x, y, found, front = false) {
  if (!side.digits.size) return;
  const axes = axesOf(side, share);
  const boxes = boxesOf(axes, cell);
  const [left, top] = side.origin(share);
  /** @type {(level: number, x: number, y: number, number: number, z: number) => boolean} */
  const search = (level, restX, restY, number, z) => {
    const axis = axes[level];
    const inner = boxes[level + 1];
    if (!axis || !inner) return found(number, z);
    const [first, most] = range(axis, inner, restX, restY);
    const least = front && !axis.dx && !axis.dy && !axis.z ? most : first;
    for (let tried = 0; tried <= most - least; tried++) {
      const digit = axis.rising ? least + tried : most - tried;
      const [nextX, nextY] = [restX - digit * axis.dx, restY - digit * axis.dy];
      const inside = nextX >= inner.left && nextX < inner.right && nextY >= inner.top && nextY < inner.bottom;
      if (inside && !search(level + 1, nextX, nextY, number + digit * axis.stride, z + digit * axis.z)) return false;
    }
    return true;
  };
  const all = boxes[0];
  if (all && x - left >= all.left && x - left < all.right && y - top >= all.top && y - top < all.bottom) search(0, x - left, y - top, 0, 0);
}

/**
 * The cells that stand in the same place as this one, itself among them.
 *
 * @param {Side} side  closed
 * @param {number} cell  side of a cell
 * @param {number} number
 * @param {number} most  how many to find
 * @returns {number[]}
 */
export function sharingCell(side, cell, number, most) {
  const here = side.atRest(number);
  /** @type {number[]} */
  const same = [];
  covering(side, 0, cell, here.x + cell / 2, here.y + cell / 2, (other) => {
    const place = side.atRest(other);
    if (Math.abs(place.x - here.x) + Math.abs(place.y - here.y) + Math.abs(place.z - here.z) < 0.5) same.push(other);
    return same.length < most;
  });
  return same;
}

/**
 * @param {Side} side
 * @param {number} share
 * @returns {Axis[]}
 */
function axesOf(side, share) {
  const { counts } = side.grid;
  const steps = side.vectors(share);
  let stride = 1;
  /** @type {Axis[]} */
  const axes = [];
  for (let axis = counts.length - 1; axis >= 0; axis--) {
    const count = counts[axis] ?? 1;
    const [dx, dy, z] = steps[axis] ?? [0, 0, 0];
    // Of equally deep cells the later one is painted over the earlier.
    if (count > 1) axes.push({ count, dx, dy, z, stride, rising: z > 0 });
    stride *= count;
  }
  const long = (/** @type {Axis} */ { dx, dy }) => Math.abs(dx) + Math.abs(dy);
  return axes.sort((one, other) => Math.abs(other.z) - Math.abs(one.z) || long(other) - long(one));
}

/**
 * What the cells of the last axes cover, relative to the first of them: at 0 of all axes, at the end of none.
 *
 * @param {Axis[]} axes
 * @param {number} cell
 */
function boxesOf(axes, cell) {
  /** @type {Box[]} */
  const boxes = [{ left: 0, top: 0, right: cell, bottom: cell }];
  for (const { count, dx, dy } of axes.toReversed()) {
    const inner = /** @type {Box} */ (boxes[0]);
    const [x, y] = [dx * (count - 1), dy * (count - 1)];
    boxes.unshift({
      left: inner.left + Math.min(0, x),
      top: inner.top + Math.min(0, y),
      right: inner.right + Math.max(0, x),
      bottom: inner.bottom + Math.max(0, y),
    });
  }
  return boxes;
}

/**
 * The digits whose inner cells may reach the point.
 *
 * @param {Axis} axis
 * @param {Box} inner
 * @param {number} x
 * @param {number} y
 * @returns {[number, number]}
 */
function range({ count, dx, dy }, inner, x, y) {
  const [leastX, mostX] = between(dx, x - inner.right, x - inner.left, count);
  const [leastY, mostY] = between(dy, y - inner.bottom, y - inner.top, count);
  return [Math.max(leastX, leastY), Math.min(mostX, mostY)];
}

/**
 * @param {number} step
 * @param {number} from
 * @param {number} to
 * @param {number} count
 * @returns {[number, number]}
 */
function between(step, from, to, count) {
  if (step === 0) return [0, count - 1];
  const ends = [from / step, to / step];
  return [Math.max(0, Math.floor(Math.min(...ends))), Math.min(count - 1, Math.ceil(Math.max(...ends)))];
}
