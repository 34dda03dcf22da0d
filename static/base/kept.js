/** What a browser keeps for somebody, and tells nobody; one that keeps nothing is no fault. */

const PREFIX = "einscope-";

/**
 * @template T
 * @param {string} name
 * @param {T} otherwise  where nothing is kept, or nothing that can be read
 * @returns {T}
 */
export function kept(name, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name) ?? "null") ?? otherwise;
  } catch {
    return otherwise;
  }
}

/**
 * @param {string} name
 * @param {unknown} value  null: nothing any more
 */
export function keep(name, value) {
  try {
    if (value === null) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // Then it holds on this page alone.
  }
}
