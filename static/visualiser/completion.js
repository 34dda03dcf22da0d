/** What can be typed next on the right of a pattern: names of the left that are not used yet. Touches no document. */

const NAME = /[\p{L}\p{N}_]/u;

/**
 * @typedef {object} Completion
 * @property {number} from   the word that is being typed, as places in the text
 * @property {number} to
 * @property {string[]} names  that begin like it, in the order of the left side
 */

/**
 * @param {string} text
 * @param {number} caret
 * @returns {Completion | null}  null on the left side, and inside a word
 */
export function completion(text, caret) {
  const arrow = text.indexOf("->");
  if (arrow < 0 || caret < arrow + 2) return null;
  let from = caret;
  while (from > arrow + 2 && NAME.test(text.charAt(from - 1))) from--;
  if (NAME.test(text.charAt(caret)) || /^\d/.test(text.slice(from))) return null;
  const word = text.slice(from, caret);
  const used = new Set(names(text.slice(arrow + 2, from) + " " + text.slice(caret)));
  const left = [...new Set(names(text.slice(0, arrow)))].filter((name) => !used.has(name));
  const fitting = left.filter((name) => name.startsWith(word) && name !== word);
  return fitting.length ? { from, to: caret, names: fitting } : null;
}

/** @param {string} side */
function names(side) {
  return side.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? [];
}

/**
 * The place of the bracket that belongs to the one beside the caret, and its own; null where there is none.
 *
 * @param {string} text
 * @param {number} caret
 * @returns {[number, number] | null}
 */
export function partner(text, caret) {
  for (const place of [caret - 1, caret]) {
    const way = { "(": 1, ")": -1 }[text.charAt(place)];
    if (way === undefined) continue;
    for (let other = place, depth = 0; other >= 0 && other < text.length; other += way) {
      depth += { "(": 1, ")": -1 }[text.charAt(other)] ?? 0;
      if (depth === 0) return [Math.min(place, other), Math.max(place, other)];
    }
  }
  return null;
}

/** No part of a fraction or a power: 1.9 is not followed by 1.10. */
const WHOLE = /(?<![\d.]|\d[eE][+-]?)-?\d+(?![\d.])/g;

/**
 * The whole number at a place of a text, one up or down.
 *
 * @param {string} text
 * @param {number} caret
 * @param {number} by
 * @param {number} least
 * @returns {{text: string, caret: number, at: number, size: number} | null}  at: which of its numbers
 */
export function stepped(text, caret, by, least) {
  for (const [at, { 0: number, index }] of [...text.matchAll(WHOLE)].entries()) {
    if (caret < index || caret > index + number.length) continue;
    const size = Math.max(least, Number(number) + by);
    return { text: text.slice(0, index) + size + text.slice(index + number.length), caret: index + String(size).length, at, size };
  }
  return null;
}
