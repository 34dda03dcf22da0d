/** The inspector: the formula in the hues of its axes, and the same with the numbers of one cell put in. */

/** @import {Answer, Note, Term, Verdict} from "./types.js" */
/** @import {Block} from "./places.js" */
import { element, hueOf } from "./dom.js";
import { sum } from "./places.js";

/**
 * y[…] = x[…] in the server's own pieces: names of axes in their hue, the right side on a line of its own.
 *
 * @param {Answer} answer
 * @returns {Node[]}
 */
export function formulaOf({ formula }) {
  const where = formula.fragments.findIndex(([text, axis]) => axis === null && text.includes(" where "));
  // The condition has a line of its own.
  const fragments = where < 0 ? formula.fragments : formula.fragments.slice(0, where + 1);
  const equals = fragments.findIndex(([text, axis]) => axis === null && text.includes(" = "));
  const pieces = fragments.map(([text, axis], place) => {
    if (axis === null) return text.replace(/_$/, "").replace(/ where .*$/, "");
    const lowered = fragments[place - 1]?.[0].endsWith("_"); // the axes below a sum sign
    return lowered ? element("sub", "", weighted(text, axis)) : weighted(text, axis);
  });
  if (equals < 0) return [element("span", "side", ...pieces)];
  const [before = "", ...after] = String(pieces[equals]).split(" = ");
  return [
    element("span", "side", ...pieces.slice(0, equals), `${before} `),
    element("span", "side", `= ${after.join(" = ")}`, ...pieces.slice(equals + 1)),
  ];
}

/**
 * The verdict, a line a sentence.
 *
 * @param {Note[]} notes
 */
export function notesOf(notes) {
  return notes.map(({ text, good }) => element("li", good ? "good" : good === false ? "bad" : "plain", text));
}

/**
 * The way back, as a link.
 *
 * @param {Verdict} verdict
 * @returns {(string | Node)[]}
 */
export function undoOf({ inverse }) {
  if (!inverse) return [];
  const link = element("a", "", `${inverse.op} ${inverse.pattern ?? ""}`);
  link.href = inverse.url;
  return ["Undo: ", link];
}

/**
 * What einops says, where it was asked.
 *
 * @param {Verdict} verdict
 */
export function checkedOf({ checked }) {
  if (!checked || checked.agrees === null) return "";
  return checked.agrees ? `agrees with ${checked.library}` : `${checked.library} says otherwise: please report it`;
}

/**
 * The name of an axis with the number before it: 2h.
 *
 * @param {string} text
 * @param {number} axis
 */
function weighted(text, axis) {
  const name = text.replace(/^\d+/, "");
  return element("span", "", text.slice(0, text.length - name.length), named(name, axis));
}

/**
 * The name of an axis, trailing digits lowered: p₁.
 *
 * @param {string} name
 * @param {number} axis
 */
function named(name, axis) {
  const digits = /^(.*\D)(\d+)$/.exec(name);
  return digits
    ? element("i", hueOf(axis), digits[1] ?? "", element("sub", "", digits[2] ?? ""))
    : element("i", hueOf(axis), name);
}

/**
 * The formula of one cell: x[0, 0, 1, 2·1 + 0 + 0] → y[0, 2·0 + 1, 2·1 + 0, 0] = y[0, 1, 2, 0].
 *
 * @param {Answer} answer
 * @param {Block} block
 * @returns {Node[]}
 */
export function cellOf(answer, block) {
  const { digits, number } = block;
  const side = (/** @type {string} */ name, /** @type {Term[][]} */ indices) =>
    [`${name}[`, ...joined(indices.map((index) => numbers(index, digits)), ", "), "]"];
  const result = answer.formula.target.map((index) => sum(index, digits)).join(", ");
  const source = number < 0 ? ["0 (filled in)"] : side("x", answer.formula.source);
  return [
    element("p", "", ...source),
    element("p", "", "→ ", ...side("y", answer.formula.target)),
    element("p", "", "= ", element("strong", "", `y[${result}]`)),
  ];
}

/**
 * @param {Term[]} index
 * @param {number[]} digits
 */
function numbers(index, digits) {
  return added(index, (size, axis) => {
    if (axis === null) return [String(size)];
    const digit = element("b", hueOf(axis), String(digits[axis] ?? 0));
    return size === 1 ? [digit] : [`${size}·`, digit];
  });
}

/**
 * Terms with their signs between them.
 *
 * @param {Term[]} index
 * @param {(size: number, axis: number | null) => (string | Node)[]} piece
 * @returns {(string | Node)[]}
 */
function added(index, piece) {
  if (!index.length) return ["0"];
  return index.flatMap(({ times, axis }, place) => {
    const sign = times < 0 ? (place ? " − " : "−") : place ? " + " : "";
    return [...(sign ? [sign] : []), ...piece(Math.abs(times), axis)];
  });
}

/**
 * @param {(string | Node)[][]} parts
 * @param {string} separator
 * @returns {(string | Node)[]}
 */
function joined(parts, separator) {
  return parts.flatMap((part, index) => (index ? [separator, ...part] : part));
}
