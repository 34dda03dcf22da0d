/** The sources of a cell that a program makes, in words. */

/** @import {Listing} from "../panels/table.js" */
import { say } from "../base/words.js";
import { named, TERMS } from "../panels/table.js";

/**
 * Each source once, with how often it is taken.
 *
 * @param {Listing} listing
 * @param {number} row
 */
export function gathered({ cells, inputs }, row) {
  const sources = inputs.flatMap((input, n) => {
    /** @type {Map<number, number>} */
    const times = new Map();
    for (const cell of (cells.sources[n] ?? []).slice(row * cells.arity, (row + 1) * cells.arity)) {
      if (cell >= 0) times.set(cell, (times.get(cell) ?? 0) + 1);
    }
    return [...times].map(([cell, count]) => `${count > 1 ? `${count} × ` : ""}${named(input, cell)}`);
  });
  if (!sources.length) return say("nothing");
  const more = sources.length - TERMS;
  return [...sources.slice(0, TERMS), ...(more > 0 ? [say("and {count} more", { count: more })] : [])].join("; ");
}
