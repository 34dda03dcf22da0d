/** Which steps of lessons were solved: kept in this browser and told to nobody; one that keeps nothing forgets with the page. */

const NAME = "einscope-lessons";

/** @typedef {Record<string, number[]>} Progress  numbers of steps by lesson */

/** What is known where nothing is kept. @type {Progress} */
let here = {};

/** @returns {Progress} */
export function solved() {
  try {
    return read(localStorage.getItem(NAME));
  } catch {
    return here;
  }
}

/**
 * @param {string} lesson
 * @param {number} step
 */
export function solve(lesson, step) {
  const all = solved();
  keep({ ...all, [lesson]: [...new Set([...(all[lesson] ?? []), step])] });
}

export function forget() {
  here = {};
  try {
    localStorage.removeItem(NAME);
  } catch {
    // Nothing was kept.
  }
}

/** @param {Progress} progress */
function keep(progress) {
  here = progress;
  try {
    localStorage.setItem(NAME, JSON.stringify(progress));
  } catch {
    // It holds on this page, then.
  }
}

/**
 * What was kept, as far as it can be read: anybody may have written there.
 *
 * @param {string | null} text
 * @returns {Progress}
 */
function read(text) {
  /** @type {unknown} */
  let found = null;
  try {
    found = JSON.parse(text ?? "null");
  } catch {
    return {};
  }
  if (typeof found !== "object" || found === null) return {};
  return Object.fromEntries(Object.entries(found).map(([lesson, steps]) => [lesson, Array.isArray(steps) ? steps.filter(Number.isInteger) : []]));
}
