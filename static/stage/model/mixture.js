/** The shades of what blocks become that share a cell of the output: the middle of theirs; of no hue where those differ. */

/** @import {Shade} from "../../base/types.js" */
/** @import {Flight} from "./flight.js" */

/**
 * @param {Flight[]} flights
 * @param {Shade[][]} palette  by hue and level
 * @returns {(flight: Flight) => Uint16Array | Uint32Array}  the shade for each block of a flight; worked out when it is first asked for
 */
export function mixture(flights, palette) {
  /** @type {Map<Flight, Uint16Array | Uint32Array> | null} */
  let known = null;
  return (flight) => (known ??= mixed(flights, palette)).get(flight) ?? flight.shades;
}

/**
 * Cost: O(blocks).
 *
 * @param {Flight[]} flights
 * @param {Shade[][]} palette
 */
function mixed(flights, palette) {
  const levels = Math.max(1, palette[0]?.length ?? 1);
  const own = Math.max(1, palette.length) * levels; // shades of the scene; behind them are colours that blocks carry
  const hollow = own + (flights[0]?.carried?.palette.length ?? 0);
  const results = flights[0]?.carried?.mixed;
  if (results) return new Map(flights.map((flight) => [flight, shadesOf(flight, results, own, hollow + 1)]));
  const cells = new Map(flights.map((flight) => [flight, cellsOf(flight)]));
  const size = flights.reduce((most, flight) => Math.max(most, flight.sides[1].digits.size), 0);
  const [sums, counts, hues] = [new Float64Array(size), new Uint32Array(size), new Int32Array(size).fill(-1)];
  for (const [{ shades }, at] of cells) {
    for (let block = 0; block < shades.length; block++) {
      const [cell, shade] = [at[block] ?? 0, shades[block] ?? 0];
      if (shade >= hollow) continue;
      const hue = shade < own ? Math.floor(shade / levels) : -2;
      hues[cell] = hues[cell] === -1 || hues[cell] === hue ? hue : -2;
      sums[cell] = (sums[cell] ?? 0) + (shade % levels);
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
  }
  const shadeOf = (/** @type {number} */ cell) => {
    const hue = hues[cell] ?? -2;
    return hue < 0 ? hollow + 1 : hue * levels + Math.floor((sums[cell] ?? 0) / (counts[cell] ?? 1) + 0.5);
  };
  return new Map([...cells].map(([flight, at]) => [flight, hollow < 65_535 ? Uint16Array.from(at, shadeOf) : Uint32Array.from(at, shadeOf)]));
}

/**
 * The colours that were computed for cells of the output.
 *
 * @param {Flight} flight
 * @param {Uint32Array} results  by flat position
 * @param {number} first  of the colours that blocks carry
 * @param {number} unknown  the shade where there is none
 */
function shadesOf(flight, results, first, unknown) {
  return Uint32Array.from({ length: flight.blocks }, (_, block) => first + (results[flight.target(block)] ?? unknown - first));
}

/**
 * For each block a number of the cell of the output that it shares with others.
 *
 * @param {Flight} flight
 * @returns {Uint32Array}
 */
function cellsOf({ blocks, sides: [, to], told }) {
  if (told.pairs) return Uint32Array.from({ length: blocks }, (_, block) => to.cell(block));
  let below = 1;
  const strides = to.digits.counts.map((_, axis, counts) => {
    const own = counts.length - 1 - axis;
    const [count, moves] = [counts[own] ?? 1, to.closed.steps[own]?.some(Boolean)];
    const stride = moves ? below : 0;
    below *= moves ? count : 1;
    return stride;
  });
  return to.digits.sums(strides.reverse(), 0, new Uint32Array(blocks));
}
