/** Cells of a few pixels: the loop that may run two million times a frame. */

/** @import {Rect} from "../model/box.js" */
/** @import {CellLines} from "../model/cell_lines.js" */
/** @import {Flight} from "../model/flight.js" */
/** @import {Run} from "../model/side.js" */
/** @import {Looks} from "./looks.js" */
/** @import {Raster} from "./raster.js" */
import { upTo } from "../model/cell_lines.js";
import { opened, turns, written } from "../model/motion.js";

/** Makes what is a little outside positive, so that cutting off its fraction rounds it down. */
export const BIAS = 1 << 15;

/** @typedef {{x: number, y: number, width: number, height: number, pale: number}} Spread  where cells begin, how large they are */

/**
 * @typedef {object} Brush
 * @property {Raster} raster
 * @property {Looks} looks
 * @property {number} scale
 * @property {number} time
 */

/**
 * @param {Brush} brush
 * @param {Flight} flight
 * @param {0 | 1} end
 * @param {Run} run
 * @param {Spread} spread
 * @param {Rect} hidden  cells wholly inside are left out
 */
export function smallCells(brush, flight, end, run, spread, hidden) {
  const lines = flight.sides[end].lines();
  const made = end === 1 && flight.scene.merged.length && written(brush.time, flight.scene.apart) === "made";
  const shades = made ? flight.mixed() : flight.shades;
  if (lines) byLine(brush, flight, end, lines, run.z, shades, spread, hidden);
  else byCell(brush, flight, end, run, shades, spread, hidden);
}

/**
 * Each line falls into a part whose blocks are here and one whose blocks are not.
 *
 * @param {Brush} brush
 * @param {Flight} flight
 * @param {0 | 1} end
 * @param {CellLines} lines
 * @param {number} z
 * @param {Uint16Array | Uint32Array} shades
 * @param {Spread} spread
 * @param {Rect} hidden
 */
function byLine(brush, flight, end, lines, z, shades, { x, y, width, height, pale }, hidden) {
  const { scale, time } = brush;
  const { length, blocks } = lines;
  const [placesX, placesY] = lines.places(opened(time));
  const [stepX, stepY] = [placesX.step * scale, placesY.step * scale];
  const turn = flight.turnsOn(lines);
  const [arrived, waiting] = turns(time);
  const [before, after] = end === 0 ? [pale, 0] : [0, pale];
  const limit = end === 0 ? waiting : arrived;
  const dense = width === 1 && height === 1;
  const equal = lines.byDepth.get(z) ?? [];
  for (let index = 0; index < equal.length; index++) {
    const [line, next] = [equal[index] ?? 0, equal[index + 1]];
    const fromX = (placesX.first[line] ?? 0) * scale + x;
    const fromY = (placesY.first[line] ?? 0) * scale + y;
    if (dense && next !== undefined) {
      // Lines closer than a pixel: the next one paints over all of this one.
      const [nextX, nextY] = [(placesX.first[next] ?? 0) * scale + x, (placesY.first[next] ?? 0) * scale + y];
      if (stepY === 0 && nextX === fromX && Math.floor(nextY) === Math.floor(fromY)) continue;
      if (stepX === 0 && nextY === fromY && Math.floor(nextX) === Math.floor(fromX)) continue;
    }
    const block = blocks.first[line] ?? 0;
    const parted = upTo(turn.first[line] ?? 0, turn.step, limit, length);
    const [leave, enter] = covered(hidden, fromX, fromY, stepX, stepY, width, height, length);
    const draw = (/** @type {number} */ start, /** @type {number} */ last, /** @type {number} */ look) => {
      if (start >= last) return;
      const at = block + start * blocks.step;
      row(brush, shades, at, blocks.step, last - start, fromX + start * stepX, fromY + start * stepY, stepX, stepY, width, height, look);
    };
    draw(0, Math.min(parted, leave), before);
    draw(Math.min(leave, Math.max(0, parted)), leave, after);
    draw(enter, Math.max(enter, parted), before);
    draw(Math.max(enter, parted), length, after);
  }
}

/**
 * Cells in a row. Nothing is called, looked up or compared for a cell but its colour, where all of them are seen.
 *
 * @param {Brush} brush
 * @param {Uint16Array | Uint32Array} shades
 * @param {number} block  the first one
 * @param {number} stride  to the next one
 * @param {number} count
 * @param {number} fromX  pixels
 * @param {number} fromY
 * @param {number} stepX
 * @param {number} stepY
 * @param {number} width
 * @param {number} height
 * @param {number} pale
 */
function row({ raster, looks: { plainFills: colours } }, shades, block, stride, count, fromX, fromY, stepX, stepY, width, height, pale) {
  const { words, width: wide, height: high } = raster;
  const [lastX, lastY] = [fromX + (count - 1) * stepX, fromY + (count - 1) * stepY];
  const [left, right] = [Math.floor(Math.min(fromX, lastX)), Math.floor(Math.max(fromX, lastX)) + width];
  const [top, bottom] = [Math.floor(Math.min(fromY, lastY)), Math.floor(Math.max(fromY, lastY)) + height];
  if (right <= 0 || bottom <= 0 || left >= wide || top >= high) return;
  const seen = left >= 0 && top >= 0 && right <= wide && bottom <= high;
  if (seen && width === 1 && height === 1) {
    if (stepY === 0 && Math.abs(stepX) < 1) return crowded(words, top * wide, 1, colours, shades, block, stride, count, fromX, stepX, pale);
    if (stepX === 0 && Math.abs(stepY) < 1) return crowded(words, left, wide, colours, shades, block, stride, count, fromY, stepY, pale);
  }
  const [biasedX, biasedY] = [fromX + BIAS, fromY + BIAS];
  for (let along = 0, at = block; along < count; along++, at += stride) {
    const colour = colours[(shades[at] ?? 0) + pale] ?? 0;
    const column = ((biasedX + along * stepX) | 0) - BIAS;
    const line = ((biasedY + along * stepY) | 0) - BIAS;
    if (!seen) raster.rect(column, line, width, height, colour);
    else if (width === 1 && height === 1) words[line * wide + column] = colour;
    else {
      for (let first = line * wide + column, last = first + height * wide; first < last; first += wide) {
        for (let pixel = first; pixel < first + width; pixel++) words[pixel] = colour;
      }
    }
  }
}

/**
 * Cells closer than a pixel: each pixel has the colour of the last cell in it, and only that one is looked at.
 *
 * @param {Uint32Array} words
 * @param {number} start  of the words: pixel 0 of the line
 * @param {number} apart  words from pixel to pixel
 * @param {ArrayLike<number>} colours
 * @param {Uint16Array | Uint32Array} shades
 * @param {number} block  the first one
 * @param {number} stride  to the next one
 * @param {number} count
 * @param {number} from  pixels
 * @param {number} step  less than 1 either way
 * @param {number} pale
 */
function crowded(words, start, apart, colours, shades, block, stride, count, from, step, pale) {
  const [first, last] = [Math.floor(from), Math.floor(from + (count - 1) * step)];
  const way = step < 0 ? -1 : 1;
  for (let pixel = first; ; pixel += way) {
    const along = pixel === last ? count - 1 : way > 0 ? Math.ceil((pixel + 1 - from) / step) - 1 : Math.floor((pixel - from) / step);
    words[start + pixel * apart] = colours[(shades[block + along * stride] ?? 0) + pale] ?? 0;
    if (pixel === last) return;
  }
}

/**
 * Which cells of a line lie wholly inside a rectangle: from the first number, up to the second.
 *
 * @param {Rect} rect
 * @param {number} fromX  pixels of the first cell
 * @param {number} fromY
 * @param {number} stepX
 * @param {number} stepY
 * @param {number} width  of a cell
 * @param {number} height
 * @param {number} length
 * @returns {[number, number]}
 */
function covered(rect, fromX, fromY, stepX, stepY, width, height, length) {
  if (rect.width < width || rect.height < height) return [length, length];
  const across = between(fromX, stepX, rect.x, rect.x + rect.width - width, length);
  const down = between(fromY, stepY, rect.y, rect.y + rect.height - height, length);
  const [start, end] = [Math.max(across[0], down[0]), Math.min(across[1], down[1])];
  return start < end ? [start, end] : [length, length];
}

/**
 * Which of the numbers from, from + step, … lie between two others: from the first, up to the second.
 *
 * @param {number} from
 * @param {number} step
 * @param {number} least
 * @param {number} most
 * @param {number} length
 * @returns {[number, number]}
 */
function between(from, step, least, most, length) {
  if (step === 0) return from >= least && from <= most ? [0, length] : [length, length];
  const ends = [(least - from) / step, (most - from) / step];
  return [Math.max(0, Math.ceil(Math.min(...ends))), Math.min(length, Math.floor(Math.max(...ends)) + 1)];
}

/**
 * @param {Brush} brush
 * @param {Flight} flight
 * @param {0 | 1} end
 * @param {Run} run
 * @param {Uint16Array | Uint32Array} shades
 * @param {Spread} spread
 * @param {Rect} hidden
 */
function byCell({ raster, looks, scale, time }, flight, end, run, shades, { x, y, width, height, pale }, hidden) {
  const { plainFills: colours } = looks;
  const side = flight.sides[end];
  const places = side.places(opened(time));
  const { blocks } = side.order();
  const { turns: turnsOf } = flight;
  const [arrived, waiting] = turns(time);
  for (let index = run.start; index < run.end; index++) {
    const block = blocks ? (blocks[index] ?? 0) : index;
    const at = side.cell(block);
    const column = Math.floor((places.x[at] ?? 0) * scale + x);
    const row = Math.floor((places.y[at] ?? 0) * scale + y);
    if (column >= hidden.x && column + width <= hidden.x + hidden.width && row >= hidden.y && row + height <= hidden.y + hidden.height) continue;
    const turn = turnsOf[block] ?? 0;
    const here = end === 0 ? turn >= waiting : turn <= arrived;
    raster.rect(column, row, width, height, colours[(shades[block] ?? 0) + (here ? 0 : pale)] ?? 0);
  }
}
