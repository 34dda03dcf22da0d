/** Which steps of lessons were solved. */

import { keep, kept } from "./kept.js";

const NAME = "lessons";

/** @typedef {Record<string, number[]>} Progress  numbers of steps by lesson */

/** As far as it can be read: anybody may have written there. @returns {Progress} */
export function solved() {
  const found = kept(NAME, /** @type {unknown} */ ({}));
  if (typeof found !== "object" || found === null) return {};
  return Object.fromEntries(Object.entries(found).map(([lesson, steps]) => [lesson, Array.isArray(steps) ? steps.filter(Number.isInteger) : []]));
}

/**
 * @param {string} lesson
 * @param {number} step
 */
export function solve(lesson, step) {
  const all = solved();
  keep(NAME, { ...all, [lesson]: [...new Set([...(all[lesson] ?? []), step])] });
}

export function forget() {
  keep(NAME, null);
}
