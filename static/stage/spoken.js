/** The cell that is pointed at in a sentence, for whoever hears the page: its number, its index, and where it comes from or goes to. */

/** @import {Staged} from "../base/types.js" */
/** @import {Model, Point} from "./model/model.js" */
/** @import {Told} from "./model/cell.js" */
import { say, sayCount } from "../base/words.js";
import { indexIn, targetAt } from "./model/cell.js";

const NAMED = 8; // cells that are named one by one

/**
 * @param {Staged} answer  that is shown
 * @param {Model} model
 * @param {Point} point
 * @param {{flight: number, block: number}[]} highlighted  what lights up with it
 */
export function spoken(answer, model, point, highlighted) {
  const told = /** @type {Told} */ (answer.told ?? answer);
  const { number } = model.block(point);
  const cell = targetAt(told, model, point);
  const target = named(told.output, cell);
  if (point.figure !== model.output) {
    const input = model.flights[point.flight]?.source;
    const from = input && number >= 0 ? say("Cell {number}, {index},", { number, index: named(input, number) }) : say("Cell {number}", { number });
    if (highlighted.length > 1) return `${from} ${sayCount("used {count} time", "used {count} times", highlighted.length)}`;
    return say("{cell} goes to {target}", { cell: from, target });
  }
  const sources = answer.told ? listed(told, cell) : lit(model, highlighted);
  const merged = model.merged(point);
  const parts = [...sources.slice(0, NAMED), ...(sources.length > NAMED ? [say("and {count} more", { count: sources.length - NAMED })] : [])].join("; ");
  if (merged) return say("{target}: {made}, made of {parts}", { target, made: merged.text, parts });
  if (number < 0) return say("{target} is filled in", { target });
  const here = say("Cell {number}, {index},", { number, index: target });
  return parts ? say("{cell} comes from {source}", { cell: here, source: parts }) : here;
}

/**
 * @param {{name: string, shape: number[]}} tensor
 * @param {number} cell
 */
function named({ name, shape }, cell) {
  return `${name}[${indexIn(shape, cell).join(", ")}]`;
}

/**
 * The cells of the inputs whose blocks light up.
 *
 * @param {Model} model
 * @param {{flight: number, block: number}[]} highlighted
 */
function lit(model, highlighted) {
  const names = highlighted.map(({ flight, block }) => {
    const { source = null, numbers = [] } = model.flights[flight] ?? {};
    const number = numbers[block] ?? -1;
    return number < 0 || !source ? say("0 (filled in)") : named(source, number);
  });
  return [...new Set(names)];
}

/**
 * The cells of a program's inputs that a cell of its tensor comes from; none where they are not listed.
 *
 * @param {Told} told
 * @param {number} cell
 */
function listed({ inputs, cells }, cell) {
  const row = cells?.targets.indexOf(cell) ?? -1; // a page that is one file has no room for them
  if (!cells || row < 0) return [];
  return inputs.flatMap((input, place) => {
    const sources = (cells.sources[place] ?? []).slice(row * cells.arity, (row + 1) * cells.arity);
    return [...new Set(sources.filter((source) => source >= 0))].map((source) => named(input, source));
  });
}
