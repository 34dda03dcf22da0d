/** Arrow keys walk from cell to cell along the directions of a figure. */

/** @import {Model, Point} from "../model/model.js" */
/** @import {Side, Step} from "../model/side.js" */
import { covering } from "../model/cell_at_point.js";

/** @typedef {{way: 0 | 1 | 2, forward: boolean}} Direction  0: along, 1: down, 2: into the depth */

/** @type {Record<string, Direction>} */
export const DIRECTIONS = {
  ArrowRight: { way: 0, forward: true },
  ArrowLeft: { way: 0, forward: false },
  ArrowDown: { way: 1, forward: true },
  ArrowUp: { way: 1, forward: false },
  PageDown: { way: 2, forward: true },
  PageUp: { way: 2, forward: false },
};

/**
 * The block in the next place in a direction; where there is none, the same. Nobody walking begins in the output, at its
 * first cell or, backwards, at its last.
 *
 * @param {Model} model
 * @param {Point | null} point
 * @param {Direction} direction
 * @returns {Point | null}
 */
export function walked(model, point, direction) {
  const figure = point?.figure ?? model.output;
  const end = model.end(figure);
  const flight = model.flights[point?.flight ?? 0];
  if (!flight?.blocks) return null;
  const side = flight.sides[end];
  if (!point) return { flight: flight.index, block: direction.forward ? 0 : flight.blocks - 1, figure };
  const from = side.cell(point.block);
  const cells = [beside(side, model.scene.cell, from, direction), ...carried(side, from, direction)];
  const next = cells.find((cell) => cell >= 0 && cell !== from && side.blocksAt(cell).length);
  const block = next === undefined ? undefined : side.blocksAt(next)[0];
  return block === undefined ? point : { flight: flight.index, block, figure };
}

/**
 * The axes that run in a direction, the shortest step first.
 *
 * @param {Side} side
 * @param {0 | 1 | 2} way
 */
function running(side, way) {
  const steps = side.vectors(0);
  // Tiles stand beside and below each other: they are walked through along and down, and into the depth as well.
  const straight = (/** @type {Step} */ step) => step[2] === 0 || step[0] === 0 || step[1] === 0;
  return side.grid.counts
    .map((count, axis) => ({ axis, count, step: /** @type {Step} */ (steps[axis] ?? [0, 0, 0]) }))
    .filter(({ count, step }) => count > 1 && step[way] !== 0 && (way === 2 || straight(step)))
    .sort((one, other) => Math.abs(one.step[way]) - Math.abs(other.step[way]));
}

/**
 * The cell one shortest step further, wherever its digits say it is: windows that overlap reach it by several digits.
 *
 * @param {Side} side
 * @param {number} cell
 * @param {number} from
 * @param {Direction} direction
 */
function beside(side, cell, from, { way, forward }) {
  const shortest = running(side, way)[0];
  if (!shortest) return -1;
  const here = side.place(side.digits.of(from), 0);
  const sign = forward ? 1 : -1;
  const [dx, dy, dz] = shortest.step.map((each) => (each ?? 0) * sign);
  const aim = { x: here.x + (dx ?? 0), y: here.y + (dy ?? 0), z: here.z + (dz ?? 0) };
  let found = -1;
  covering(side, 0, cell, aim.x + cell / 2, aim.y + cell / 2, (other) => {
    const place = side.place(side.digits.of(other), 0);
    if (Math.abs(place.x - aim.x) + Math.abs(place.y - aim.y) + Math.abs(place.z - aim.z) < 0.5) found = other;
    return found < 0;
  });
  return found;
}

/**
 * The next cell as counting goes: the shortest step that has a digit left, and those below it begin again.
 *
 * @param {Side} side
 * @param {number} from
 * @param {Direction} direction
 */
function carried(side, from, { way, forward }) {
  const digits = side.grid.of(from);
  for (const { axis, count } of running(side, way)) {
    const digit = digits[axis] ?? 0;
    if (forward ? digit < count - 1 : digit > 0) {
      digits[axis] = digit + (forward ? 1 : -1);
      return [side.grid.number(digits)];
    }
    digits[axis] = forward ? 0 : count - 1;
  }
  return [];
}
