/** How well something fits what is looked for: by its names first, then by its sentence; a slip of the finger is forgiven. */

/** @typedef {{title: string, sentence: string, page: string, also: string[]}} Entry */

const SLIP = 5; // characters of a word in which one may be wrong
const SEPARATORS = /[\s_\-./\\,;:·()（），。；：、“”"'`→>]+/u;

/**
 * The words of a text, small, plain and apart: `space_to_depth` has three.
 *
 * @param {string} text
 */
export function wordsOf(text) {
  return text.normalize("NFKC").toLowerCase().split(SEPARATORS).filter((word) => word !== "");
}

/**
 * The entries that fit, the best first.
 *
 * @template {Entry} T
 * @param {T[]} entries  in the order that decides between equals
 * @param {string} text
 * @returns {T[]}
 */
export function ranked(entries, text) {
  const wanted = wordsOf(text);
  if (!wanted.length) return entries;
  const exact = sorted(entries, (entry) => fit(entry, wanted, within));
  return exact.length ? exact : sorted(entries, (entry) => fit(entry, wanted, slipped));
}

/**
 * @template {Entry} T
 * @param {T[]} entries
 * @param {(entry: T) => number} score
 */
function sorted(entries, score) {
  const scored = entries.map((entry) => ({ entry, score: score(entry) })).filter((each) => each.score > 0);
  return scored.sort((one, other) => other.score - one.score).map(({ entry }) => entry);
}

/**
 * @param {Entry} entry
 * @param {string[]} wanted
 * @param {(word: string, text: string) => number} like  how much a word of the text is like the one that is wanted
 */
function fit({ title, sentence, also }, wanted, like) {
  const whole = wanted.join("");
  const names = [title, ...also].map(wordsOf);
  const named = Math.max(...names.map((words, index) => spelled(words.join(""), whole) + (index ? 0 : 3)));
  const told = wordsOf(sentence);
  const each = wanted.map((word) => Math.max(4 * best(names.flat(), word, like), best(told, word, like)));
  const parts = each.includes(0) ? 0 : each.reduce((sum, score) => sum + score, 0) / each.length;
  return Math.max(named > 3 ? named : 0, parts);
}

/**
 * How much a whole name is what is looked for, however its words are joined.
 *
 * @param {string} name
 * @param {string} whole
 */
function spelled(name, whole) {
  if (name === whole) return 100;
  if (name.startsWith(whole)) return 75;
  return 0;
}

/**
 * @param {string[]} words
 * @param {string} wanted
 * @param {(word: string, wanted: string) => number} like
 */
function best(words, wanted, like) {
  return Math.max(0, ...words.map((word) => like(word, wanted)));
}

/**
 * @param {string} word
 * @param {string} wanted
 */
function within(word, wanted) {
  if (word === wanted) return 16;
  if (word.startsWith(wanted)) return 11;
  // Inside of a word two Latin letters mean nothing; Chinese has no spaces between words.
  return (wanted.length > 2 || /\p{Script=Han}/u.test(wanted)) && word.includes(wanted) ? 6 : 0;
}

/**
 * @param {string} word
 * @param {string} wanted
 */
function slipped(word, wanted) {
  const found = within(word, wanted);
  if (found || wanted.length < SLIP || word.length < SLIP - 1) return found;
  return oneApart(word, wanted) ? 3 : 0;
}

/**
 * Whether one letter is wrong, missing, too many, or two have changed places.
 *
 * @param {string} one
 * @param {string} other
 */
function oneApart(one, other) {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const [rest, left] = [one.slice(at), other.slice(at)];
  return (
    rest.slice(1) === left.slice(1) ||
    rest.slice(1) === left ||
    rest === left.slice(1) ||
    (rest[0] === left[1] && rest[1] === left[0] && rest.slice(2) === left.slice(2))
  );
}
