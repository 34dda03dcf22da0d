/** Which cell of an input becomes which cell of the output: the blocks of the stage, which shows all of them. */

/** @import {Carried, Tensor} from "../base/types.js" */
/** @import {Model} from "../stage/model/model.js" */
/** @import {Laid} from "./laid.js" */

/**
 * @typedef {object} Moves  of blocks, one beside the other
 * @property {Float64Array} sources  flat positions in the input; below 0: none, or none that is known
 * @property {Float64Array} targets  flat positions in the output
 * @property {boolean} single  whether no cell of the input, and none of the output, is in two of them
 */

/**
 * Cost: O(blocks).
 *
 * @param {Model} model
 * @param {number | null} input  null: blocks of any flight may come from it
 * @param {Tensor} output
 * @param {number[] | null} shown  cells of the output by their numbers in the scene, where no strides tell
 * @param {number | null} others  the hue of blocks that come from another input
 * @returns {Moves}
 */
export function movesOf(model, input, output, shown, others) {
  const flights = model.flights.filter((flight) => input === null || flight.index === input);
  const count = flights.reduce((sum, flight) => sum + flight.blocks, 0);
  const [sources, targets] = [new Float64Array(count), new Float64Array(count)];
  let at = 0;
  for (const flight of flights) {
    const own = shown ? null : flight.targetsIn(output);
    for (let block = 0; block < flight.blocks; block++, at++) {
      const foreign = others !== null && flight.told.hues?.[block] === others;
      const cell = flight.sides[1].cell(block);
      sources[at] = foreign ? -1 : (flight.numbers[block] ?? -1);
      targets[at] = own ? (own[cell] ?? 0) : (shown?.[cell] ?? -1);
    }
  }
  return { sources, targets, single: differ(sources) && differ(targets) };
}

/** Whether no cell comes twice. @param {Float64Array} cells */
function differ(cells) {
  const found = new Uint8Array(cells.reduce((most, cell) => Math.max(most, cell + 1), 0));
  for (const cell of cells) if (cell >= 0 && (found[cell] = (found[cell] ?? 0) + 1) > 1) return false;
  return true;
}

/**
 * What is laid on the output, taken back to the input.
 *
 * @param {Moves} moves
 * @param {Laid} laid
 * @param {number} cells  of the input
 * @returns {Laid}
 */
export function backwards({ sources, targets }, { values, colours }, cells) {
  const made = { values: new Float64Array(cells).fill(NaN), colours: new Uint32Array(cells) };
  for (let at = 0; at < sources.length; at++) {
    const [source = -1, target = -1] = [sources[at], targets[at]];
    if (source < 0 || target < 0) continue;
    made.values[source] = values[target] ?? NaN;
    made.colours[source] = colours[target] ?? 0;
  }
  return made;
}

/**
 * The colours of the output: in each cell those of the last that came.
 *
 * @param {Moves} moves
 * @param {Uint32Array} colours  of the input
 * @param {number} cells  of the output
 */
export function coloursOf({ sources, targets }, colours, cells) {
  const made = new Uint32Array(cells);
  for (let at = 0; at < sources.length; at++) made[targets[at] ?? -1] = colours[sources[at] ?? -1] ?? 0;
  return made;
}

/** How the cells become one that come together in one of the output. @typedef {"min" | "max" | "mean" | null} Together  null: in a way that has no picture */

/**
 * What the output is worth; NaN where it is not known, 0 where it is filled in.
 *
 * @param {Moves} moves
 * @param {Float64Array} values  of the input
 * @param {number} cells  of the output
 * @param {Together} together
 */
export function forwards({ sources, targets }, values, cells, together) {
  const made = new Float64Array(cells).fill(NaN);
  const many = new Uint32Array(cells);
  for (let at = 0; at < sources.length; at++) {
    const [source = -1, target = -1] = [sources[at], targets[at]];
    if (target < 0) continue;
    const value = source >= 0 ? (values[source] ?? NaN) : source === -1 ? 0 : NaN;
    const count = (many[target] = (many[target] ?? 0) + 1);
    const before = made[target] ?? NaN;
    made[target] = count === 1 ? value : joined(before, value, together);
  }
  if (together === "mean") for (let cell = 0; cell < cells; cell++) made[cell] = (made[cell] ?? 0) / Math.max(1, many[cell] ?? 1);
  return made;
}

/**
 * @param {number} one
 * @param {number} other
 * @param {Together} together
 */
function joined(one, other, together) {
  if (together === "min") return Math.min(one, other);
  if (together === "max") return Math.max(one, other);
  return together === "mean" ? one + other : NaN;
}

/**
 * The colours as the stage takes them: each once, and for every cell which it is.
 *
 * @param {Laid} laid
 * @param {number | null} input
 * @param {number | null} others
 * @param {Float64Array | null} made  what the output holds, where values are written on cells; null: they are not
 * @param {Uint32Array | null} mixed  the colours of the output's cells that are computed; null: they have none
 * @returns {Carried}
 */
export function carried({ values, colours }, input, others, made, mixed) {
  /** @type {Map<number, number>} */
  const known = new Map();
  const placed = (/** @type {Uint32Array} */ each) => each.map((own) => {
    const colour = own || NONE;
    const place = known.get(colour) ?? known.size;
    if (place === known.size) known.set(colour, place);
    return place;
  });
  const [cells, results] = [placed(colours), mixed && placed(mixed)];
  const told = (/** @type {Float64Array} */ each) => Array.from(each, (value) => (Number.isNaN(value) ? null : value));
  return { input, palette: Uint32Array.from(known.keys()), cells, values: made && told(values), made: made && told(made), mixed: results, others };
}

const NONE = 0xff9a9a9a; // cells that no pixel belongs to
