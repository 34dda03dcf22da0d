/** Blocks in flight: softly with their shadows, at whole pixels, or line by line where they have but a few pixels. */

/** @import {Flight} from "../model/flight.js" */
/** @import {Brush} from "./brush.js" */
import { flown, mix, turns } from "../model/motion.js";
import { smallCellsInFlight } from "../pixels/small_cells_in_flight.js";
import { shadow } from "../pixels/subpixel.js";
import { SMALLEST, size } from "../pixels/tile.js";

/**
 * Those behind in the output first.
 *
 * @param {Brush} brush
 * @param {Flight} flight
 */
export function blocksInFlight(brush, flight) {
  const { cell, scale, time, soft } = brush;
  const [from, to] = flight.sides;
  const { shades, numbers, inset, turns: turnsOf } = flight;
  const small = cell * Math.min(inset[2], inset[3]) < SMALLEST;
  const lines = small && from.lines() && to.lines();
  if (lines) return smallCellsInFlight(brush, flight, lines, { x: brush.x + 0.5, y: brush.y + 0.5, cell });
  const [start, end] = [from.places(1), to.places(1)];
  const [shiftX, shiftY] = [inset[0] * flight.scene.cell, inset[1] * flight.scene.cell];
  const [arrived, waiting] = turns(time);
  const { blocks } = to.order();
  for (let index = 0; index < flight.blocks; index++) {
    const block = blocks ? (blocks[index] ?? 0) : index;
    const turn = turnsOf[block] ?? 0;
    if (turn <= arrived || turn >= waiting) continue;
    const gone = flown(turn, time);
    const [a, b] = [from.cell(block), to.cell(block)];
    const x = mix(start.x[a] ?? 0, (end.x[b] ?? 0) + shiftX, gone) * scale + brush.x;
    const y = mix(start.y[a] ?? 0, (end.y[b] ?? 0) + shiftY, gone) * scale + brush.y;
    if (soft) float(brush, flight, block, x, y, gone);
    else {
      const [width, height] = [size(cell * mix(1, inset[2], gone)), size(cell * mix(1, inset[3], gone))];
      const number = numbers[block] ?? -1;
      brush.tile.draw(Math.floor(x + 0.5), Math.floor(y + 0.5), shades[block] ?? 0, number, width, height, flight.lines(block, number));
    }
  }
}

/**
 * A block with its shadow, by parts of a pixel.
 *
 * @param {Brush} brush
 * @param {Flight} flight
 * @param {number} block
 * @param {number} x  device pixels
 * @param {number} y
 * @param {number} gone
 */
function float({ raster, tile, cell }, flight, block, x, y, gone) {
  const { inset, shades, numbers } = flight;
  const [width, height] = [cell * mix(1, inset[2], gone), cell * mix(1, inset[3], gone)];
  const raised = Math.min(1, 6 * Math.min(gone, 1 - gone)); // the shadow grows at the start and fades at the end
  shadow(raster, x, y, width, height, raised);
  const number = numbers[block] ?? -1;
  tile.soft(x, y, shades[block] ?? 0, number, width, height, 1, flight.lines(block, number));
}
