/** Which way the axes of tensors run, as the parameter `view` has it: y=b:row,h:row,c:depth;x=… */

/** @import {Direction, Figure} from "../../base/types.js" */

/** @typedef {Record<Direction, number[]>} Directions  numbers of tensor axes, outermost first */

/** @type {Direction[]} */
export const DIRECTIONS = ["row", "column", "depth"];

/**
 * The directions with one axis in another place.
 *
 * @param {Directions} directions
 * @param {number} axis
 * @param {Direction} way
 * @param {number} place  among the other axes of that direction, 0: outermost
 * @returns {Directions}
 */
export function moved(directions, axis, way, place) {
  const without = (/** @type {Direction} */ each) => directions[each].filter((other) => other !== axis);
  const all = { row: without("row"), column: without("column"), depth: without("depth") };
  all[way].splice(place, 0, axis);
  return all;
}

/**
 * One place further inwards or outwards: within its direction, and from its end into the next one.
 *
 * @param {Directions} directions
 * @param {number} axis
 * @param {1 | -1} step
 * @returns {Directions}
 */
export function stepped(directions, axis, step) {
  const way = wayOf(directions, axis);
  const place = directions[way].indexOf(axis) + step;
  if (place >= 0 && place < directions[way].length) return moved(directions, axis, way, place);
  const next = DIRECTIONS[DIRECTIONS.indexOf(way) + step];
  return next ? moved(directions, axis, next, step > 0 ? 0 : directions[next].length) : directions;
}

/**
 * Into the next direction, or the one before.
 *
 * @param {Directions} directions
 * @param {number} axis
 * @param {1 | -1} step
 * @returns {Directions}
 */
export function turned(directions, axis, step) {
  const next = DIRECTIONS[DIRECTIONS.indexOf(wayOf(directions, axis)) + step];
  return next ? moved(directions, axis, next, 0) : directions;
}

/**
 * @param {Directions} directions
 * @param {number} axis
 * @returns {Direction}
 */
export function wayOf(directions, axis) {
  return DIRECTIONS.find((each) => directions[each].includes(axis)) ?? "row";
}

/**
 * The text of `view` with all directions of some tensors said anew.
 *
 * @param {string} view
 * @param {{axes: Figure["axes"], names: string[], tensors: string[]}} group  names: what the text calls the tensors
 * @param {Directions} directions
 */
export function written(view, { axes, names, tensors }, directions) {
  const clause = DIRECTIONS.flatMap((way) => directions[way].map((axis) => `${axes[axis]?.name}:${way}`)).join(",");
  const anew = [...names, ...tensors];
  const others = view.split(";").filter((each) => each.trim() !== "" && !anew.includes(each.split("=")[0]?.trim() ?? ""));
  return [...others, ...names.map((name) => `${name}=${clause}`)].join(";");
}
