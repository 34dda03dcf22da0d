/** What a browser keeps for somebody, and tells nobody; where it keeps nothing, it holds on this page. */

const PREFIX = "einscope-";
/** As text, by name. @type {Map<string, string>} */
const here = new Map();

/**
 * @template T
 * @param {string} name
 * @param {T} otherwise  where nothing is kept, or nothing that can be read
 * @returns {T}
 */
export function kept(name, otherwise) {
  try {
    return JSON.parse(stored(name) ?? "null") ?? otherwise;
  } catch {
    return otherwise; // anybody may have written there
  }
}

/**
 * @param {string} name
 * @param {unknown} value  null: nothing any more
 */
export function keep(name, value) {
  if (value === null) here.delete(name);
  else here.set(name, JSON.stringify(value));
  try {
    if (value === null) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // Then it holds on this page alone.
  }
}

/** @param {string} name */
function stored(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return here.get(name) ?? null;
  }
}
