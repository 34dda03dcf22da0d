/** Which block is at a point of the scene, as it is painted: at home by the steps turned round, in flight by looking. */

/** @import {Flight} from "../model/flight.js" */
/** @import {Model, Point} from "../model/model.js" */
import { covering } from "../model/cell_at_point.js";
import { flown, mix, opened, turns } from "../model/motion.js";

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
 * @returns {Point | null}
 */
export function hit(model, time, x, y, figures = null) {
  if (time > 1 && time < 2) {
    for (const flight of model.flights.toReversed()) {
      const block = flying(flight, time, x, y);
      if (block >= 0) return { flight: flight.index, block, figure: flight.figure };
    }
  }
  for (let figure = model.output; figure >= 0; figure--) {
    if (figures && !figures.includes(figure)) continue;
    const end = model.end(figure);
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
