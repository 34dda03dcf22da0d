/** What lights up with a block: all sources of a target, or all targets of a source. */

/** @import {Model, Point} from "./model.js" */
/** @import {Place} from "./side.js" */
import { sharingCell } from "./cell_at_point.js";
import { WHOLE } from "./flight.js";
import { written } from "./motion.js";

const MOST = 4096; // more rings would hide what they point at

/**
 * The blocks that stand in the pointed place when the figure is closed: in the output whatever went into this cell, in
 * an input every copy of this cell.
 *
 * @param {Model} model
 * @param {Point} point
 * @returns {{flight: number, block: number}[]}  what lies in front last
 */
export function highlightedWith(model, { flight: number, block, figure }) {
  const end = model.end(figure);
  const pointed = model.flights[number]?.sides[end];
  if (!pointed) return [];
  const cells = sharingCell(pointed, model.scene.cell, pointed.cell(block), MOST);
  const flights = end === 1 ? model.flights : model.flights.filter((flight) => flight.index === number);
  const found = flights.flatMap((flight) =>
    cells.flatMap((cell) => flight.sides[end].blocksAt(cell).map((each) => ({ flight: flight.index, block: each }))),
  );
  // As they are painted: flight after flight, the one in front last.
  return found.slice(0, MOST).reverse().sort((one, other) => one.flight - other.flight);
}

/**
 * The different places of some blocks, by figure.
 *
 * @param {Model} model
 * @param {{flight: number, block: number}[]} highlighted
 * @param {number} time
 * @returns {Map<number, {place: Place, width: number, height: number}[]>}
 */
export function placesOf(model, highlighted, time) {
  /** @type {Map<number, Map<string, {place: Place, width: number, height: number}>>} */
  const figures = new Map();
  const { cell, merged } = model.scene;
  const whole = merged.some(({ cells }) => !cells); // what becomes of them is written across all parts of a cell
  for (const { flight: number, block } of highlighted) {
    const flight = model.flights[number];
    if (!flight) continue;
    for (const end of /** @type {const} */ ([0, 1])) {
      const figure = end === 0 ? flight.figure : model.output;
      const place = flight.home(end, block, time);
      const [left, top, wide, high] = end === 0 || (whole && written(time, flight.scene.apart) === "made") ? WHOLE : flight.inset;
      const [width, height] = [wide * cell, high * cell];
      if (end === 1) [place.x, place.y] = [place.x + (left - flight.inset[0]) * cell, place.y + (top - flight.inset[1]) * cell];
      const known = figures.get(figure) ?? new Map();
      known.set(`${Math.round(place.x)} ${Math.round(place.y)} ${Math.round(place.z)}`, { place, width, height });
      figures.set(figure, known);
    }
  }
  return new Map([...figures].map(([figure, known]) => [figure, [...known.values()]]));
}
