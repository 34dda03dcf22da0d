/** Cells of a few pixels in flight, line by line: the loop that may run a million times a frame. */

/** @import {CellLines} from "../model/cell_lines.js" */
/** @import {Flight} from "../model/flight.js" */
/** @import {Brush} from "./small_cells.js" */
import { upTo } from "../model/cell_lines.js";
import { mix, shares, turns } from "../model/motion.js";
import { BIAS } from "./small_cells.js";
import { size } from "./tile.js";

/**
 * The blocks in flight, those behind in the output first.
 *
 * @param {Brush} brush
 * @param {Flight} flight
 * @param {CellLines} lines  of the output
 * @param {{x: number, y: number, cell: number}} spread  where cells begin
 */
export function smallCellsInFlight({ raster, looks, scale, time }, flight, lines, { x, y, cell }) {
  const { words, width: wide, height: high } = raster;
  const { plainFills: colours } = looks;
  const { shades, inset, scene } = flight;
  const whole = inset[2] === 1 && inset[3] === 1;
  const { length, blocks, byDepth } = lines;
  const [fromX, fromY] = lines.placesOf(flight.sides[0], 1);
  const [toX, toY] = lines.places(1);
  const [shiftX, shiftY] = [inset[0] * scene.cell, inset[1] * scene.cell];
  const [leastX, leastY] = [x + BIAS, y + BIAS];
  const turn = flight.turnsOn(lines);
  const [arrived, waiting] = turns(time);
  const [share, later] = shares(time);
  for (const line of [...byDepth.keys()].sort((one, other) => other - one).flatMap((z) => byDepth.get(z) ?? [])) {
    const first = turn.first[line] ?? 0;
    const flying = upTo(first, turn.step, arrived, length);
    const last = upTo(first, turn.step, waiting, length);
    const [startX, startY] = [fromX.first[line] ?? 0, fromY.first[line] ?? 0];
    const [pathX, pathY] = [(toX.first[line] ?? 0) + shiftX - startX, (toY.first[line] ?? 0) + shiftY - startY];
    const [growX, growY] = [toX.step - fromX.step, toY.step - fromY.step];
    for (let along = flying, block = (blocks.first[line] ?? 0) + flying * blocks.step; along < last; along++, block += blocks.step) {
      const t = share - (first + along * turn.step) * later;
      const gone = t * t * (3 - 2 * t);
      const column = (((startX + along * fromX.step + (pathX + along * growX) * gone) * scale + leastX) | 0) - BIAS;
      const row = (((startY + along * fromY.step + (pathY + along * growY) * gone) * scale + leastY) | 0) - BIAS;
      const colour = colours[shades[block] ?? 0] ?? 0;
      const width = whole ? cell : size(cell * mix(1, inset[2], gone));
      const height = whole ? cell : size(cell * mix(1, inset[3], gone));
      if (column < 0 || row < 0 || column + width > wide || row + height > high) raster.rect(column, row, width, height, colour);
      else {
        for (let start = row * wide + column, end = start + height * wide; start < end; start += wide) {
          for (let pixel = start; pixel < start + width; pixel++) words[pixel] = colour;
        }
      }
    }
  }
}
