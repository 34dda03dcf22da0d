/** Cells of a few pixels in flight, line by line: the loop that may run a million times a frame. */

/** @import {Flight} from "./flight.js" */
/** @import {Lines} from "./lines.js" */
/** @import {Brush} from "./specks.js" */
import { upTo } from "./lines.js";
import { mix, shares, turns } from "./motion.js";
import { BIAS } from "./specks.js";
import { size } from "./tile.js";

/**
 * The blocks in flight, those behind in the output first.
 *
 * @param {Brush} brush
 * @param {Flight} flight
 * @param {Lines} lines  of the output
 * @param {{x: number, y: number, cell: number}} spread  where cells begin
 */
export function swarm({ raster, looks, scale, time }, flight, lines, { x, y, cell }) {
  const { words, width: wide, height: high } = raster;
  const { specks: colours } = looks;
  const { shades, inset, scene } = flight;
  const { length, blocks, byDepth } = lines;
  const [fromX, fromY] = flight.startsOn(lines);
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
      if (cell === 1 && column >= 0 && row >= 0 && column < wide && row < high) words[row * wide + column] = colour;
      else raster.rect(column, row, size(cell * mix(1, inset[2], gone)), size(cell * mix(1, inset[3], gone)), colour);
    }
  }
}
