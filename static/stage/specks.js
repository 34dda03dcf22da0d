/** Cells of a few pixels: the loop that may run two million times a frame. */

/** @import {Rect} from "./frame.js" */
/** @import {Flight} from "./flight.js" */
/** @import {Looks} from "./looks.js" */
/** @import {Raster} from "./raster.js" */
/** @import {Run} from "./side.js" */
import { opened, turns } from "./motion.js";

/** Makes what is a little outside positive, so that cutting off its fraction rounds it down. */
export const BIAS = 1 << 15;

/** @typedef {{x: number, y: number, width: number, height: number, pale: number}} Spread  where cells begin, how large they are */

/**
 * Everything it reads is at hand, and nothing is called for a cell that is wholly seen.
 *
 * @param {{raster: Raster, looks: Looks, scale: number, time: number}} brush
 * @param {Flight} flight
 * @param {0 | 1} end
 * @param {Run} run
 * @param {Spread} spread
 * @param {Rect} hidden  cells wholly inside are left out
 */
export function specks({ raster, looks, scale, time }, flight, end, run, spread, hidden) {
  const { words, width: wide, height: high } = raster;
  const { specks: colours } = looks;
  const { width, height, pale } = spread;
  const side = flight.sides[end];
  const { picks } = side;
  const { x, y } = side.places(opened(time));
  const { blocks } = side.order();
  const { shades, turns: turnsOf } = flight;
  const [arrived, waiting] = turns(time);
  const [lastColumn, lastRow, lines] = [wide - width, high - height, height * wide];
  const [startX, startY] = [spread.x + BIAS, spread.y + BIAS];
  const [hiddenLeft, hiddenRight] = [hidden.x, hidden.x + hidden.width - width];
  const [hiddenTop, hiddenBottom] = [hidden.y, hidden.y + hidden.height - height];
  for (let index = run.start; index < run.end; index++) {
    const block = blocks ? (blocks[index] ?? 0) : index;
    const at = picks ? (picks[block] ?? 0) : block;
    const column = (((x[at] ?? 0) * scale + startX) | 0) - BIAS;
    const row = (((y[at] ?? 0) * scale + startY) | 0) - BIAS;
    if (row >= hiddenTop && row <= hiddenBottom && column >= hiddenLeft && column <= hiddenRight) continue;
    const turn = turnsOf[block] ?? 0;
    const here = end === 0 ? turn >= waiting : turn <= arrived;
    const shade = shades[block] ?? 0;
    const colour = colours[here ? shade : shade + pale] ?? 0;
    if (column < 0 || row < 0 || column > lastColumn || row > lastRow) raster.rect(column, row, width, height, colour);
    else {
      const first = row * wide + column;
      words[first] = colour;
      if (lines === wide && width === 1) continue;
      for (let line = first; line < first + lines; line += wide) {
        for (let pixel = line; pixel < line + width; pixel++) words[pixel] = colour;
      }
    }
  }
}
