/** Which block is at a point of the scene, as it is painted: at home by the steps turned round, in flight by looking. */

/** @import {Flight} from "../model/flight.js" */
/** @import {Model, Point} from "../model/model.js" */
/** @import {Plane} from "../paint/frame.js" */
import { covering } from "../model/cell_at_point.js";
import { flown, mix, opened, turns } from "../model/motion.js";

const AROUND = 5; // pixels of the scene around a cell that belong to its plane
const SAME = 0.25; // planes: what is no further apart lies equally deep

/**
 * The block at a point of the scene: those in flight are above the others.
 *
 * Cost: O(rank · planes) at rest, O(blocks) in flight.
 *
 * @param {Model} model
 * @param {number} time
 * @param {number} x
 * @param {number} y
 * @param {number[] | null} figures  those that are seen; null: all
 * @param {Plane | null} lifted  the plane that is in front of its stack
 * @returns {Point | null}
 */
export function hit(model, time, x, y, figures = null, lifted = null) {
  if (time > 1 && time < 2) {
    for (const flight of model.flights.toReversed()) {
      const block = flying(flight, time, x, y);
      if (block >= 0) return { flight: flight.index, block, figure: flight.figure };
    }
  }
  for (let figure = model.output; figure >= 0; figure--) {
    if (figures && !figures.includes(figure)) continue;
    const end = model.end(figure);
    const raised = lifted?.figure === figure ? inPlane(model, lifted, time, x, y) : null;
    if (raised) return raised;
    /** @type {(Point & {z: number}) | null} */
    let best = null;
    for (const flight of model.figures[figure]?.flights ?? []) {
      const side = flight.sides[end];
      covering(side, opened(time), model.scene.cell, x, y, (cell, z) => {
        if (best && z > best.z) return false;
        const block = side.blocksAt(cell).findLast((each) => within(flight, end, each, time, x, y)) ?? -1;
        // As they are painted: what lies less deep later, then flight after flight, block after block.
        const later = !best || z < best.z || best.flight < flight.index || best.block < block;
        if (block >= 0 && later) best = { flight: flight.index, block, figure, z };
        return true;
      }, true);
    }
    const found = /** @type {(Point & {z: number}) | null} */ (best);
    if (found) return { flight: found.flight, block: found.block, figure };
  }
  return null;
}

/**
 * The block of a plane at a point; between its cells the nearest one, so that the plane stays in front.
 *
 * @param {Model} model
 * @param {Plane} plane
 * @param {number} time
 * @param {number} x
 * @param {number} y
 * @returns {Point | null}
 */
function inPlane(model, { figure, z }, time, x, y) {
  const end = model.end(figure);
  /** @type {Point | null} */
  let found = null;
  for (const around of [0, AROUND]) {
    for (const flight of found ? [] : (model.figures[figure]?.flights ?? [])) {
      const side = flight.sides[end];
      covering(side, opened(time), model.scene.cell + 2 * around, x + around, y + around, (cell, depth) => {
        if (Math.abs(depth - z) > SAME) return true;
        const block = side.blocksAt(cell).findLast((each) => around || within(flight, end, each, time, x, y)) ?? -1;
        if (block >= 0) found = { flight: flight.index, block, figure };
        return block < 0;
      }, true);
    }
  }
  return found;
}

/**
 * Whether the point is in the part of the cell that the block covers.
 *
 * @param {Flight} flight
 * @param {0 | 1} end
 * @param {number} block
 * @param {number} time
 * @param {number} x
 * @param {number} y
 */
function within(flight, end, block, time, x, y) {
  if (end === 0) return true;
  const place = flight.home(1, block, time);
  const { cell } = flight.scene;
  return x >= place.x && x < place.x + flight.inset[2] * cell && y >= place.y && y < place.y + flight.inset[3] * cell;
}

/**
 * The block in flight at a point, -1 where there is none.
 *
 * @param {Flight} flight
 * @param {number} time
 * @param {number} x
 * @param {number} y
 */
function flying(flight, time, x, y) {
  const [arrived, waiting] = turns(time);
  const [from, to] = flight.sides;
  const [start, end] = [from.places(1), to.places(1)];
  const { blocks } = to.order();
  const { cell } = flight.scene;
  const [left, top, width, height] = flight.inset;
  for (let index = flight.blocks - 1; index >= 0; index--) {
    const block = blocks ? (blocks[index] ?? 0) : index;
    const turn = flight.turns[block] ?? 0;
    if (turn <= arrived || turn >= waiting) continue;
    const gone = flown(turn, time);
    const [a, b] = [from.cell(block), to.cell(block)];
    const dx = x - mix(start.x[a] ?? 0, (end.x[b] ?? 0) + left * cell, gone);
    const dy = y - mix(start.y[a] ?? 0, (end.y[b] ?? 0) + top * cell, gone);
    if (dx >= 0 && dy >= 0 && dx < cell * mix(1, width, gone) && dy < cell * mix(1, height, gone)) return block;
  }
  return -1;
}
