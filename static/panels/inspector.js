/** The inspector: the verdict, and the formula with the numbers of one cell put in. */

/** @import {Answer, CompareLink, Merged, Note, Term, Together, Verdict} from "../base/types.js" */
/** @import {Outcome} from "../stage/model/cell.js" */
/** @import {Block, Model, Point} from "../stage/model/model.js" */
import { element, markedAxis } from "../base/dom.js";
import { say, sayCount } from "../base/words.js";
import { indexIn, targetAt } from "../stage/model/cell.js";
import { sum } from "../stage/model/model.js";

const LISTED = 24; // sources that are named

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
 * @returns {Node[]}
 */
export function undoOf({ inverse }) {
  if (!inverse) return [];
  const link = element("a", "button", element("span", "", say("Undo with")), " ", element("code", "", inverse.pattern || inverse.op));
  link.href = inverse.url;
  return [link];
}

/**
 * What a merge and an expansion do together, with a link to both as one pattern.
 *
 * @param {Together | null} together
 * @returns {(string | Node)[]}
 */
export function togetherOf(together) {
  if (!together) return [];
  if (!together.url) return [together.text];
  const link = element("a", "mono", together.pattern ?? "");
  link.href = together.url;
  return [`${together.text} `, link];
}

/**
 * The link to the state that this one is mistaken for, beside it.
 *
 * @param {CompareLink | null} compare
 * @returns {(Node | string)[]}
 */
export function compareOf(compare) {
  if (!compare) return [];
  const link = element("a", "", say("Compare with"), " ", element("span", "mono", compare.label));
  link.href = compare.url;
  return [link, compare.text];
}

/**
 * What einops says, where it was asked.
 *
 * @param {Verdict} verdict
 */
export function checkedOf({ checked }) {
  if (!checked || checked.agrees === null) return "";
  return checked.agrees
    ? say("agrees with {library}", { library: checked.library })
    : say("{library} disagrees: please report this", { library: checked.library });
}

/**
 * The formula of one cell: x[0, 0, 1, 2·1 + 0 + 0] → y[0, 2·0 + 1, 2·1 + 0, 0] = y[0, 1, 2, 0].
 *
 * @param {Answer} answer
 * @param {Block} block
 * @param {Merged | null} merged  what it is, where it is no cell of an input
 * @returns {Node[]}
 */
export function cellOf(answer, block, merged) {
  const { digits, number } = block;
  const side = (/** @type {string} */ name, /** @type {Term[][]} */ indices, /** @type {number[]} */ wraps = []) =>
    [`${name}[`, ...joined(indices.map((index, axis) => {
      const told = numbers(index, digits, answer.axes);
      return wraps.includes(axis) && index.length > 1 ? ["(", ...told, `) mod ${answer.inputs[block.flight]?.shape[axis]}`] : told;
    }), ", "), "]"];
  const result = answer.formula.target.map((index) => sum(index, digits)).join(", ");
  if (merged) return [element("p", "", element("strong", "", `y[${result}]`), ` = ${merged.text}`)];
  const source = number < 0 ? [say("0, filled in")] : side("x", answer.formula.source, answer.scene.flights[block.flight]?.wraps);
  return [
    element("p", "", ...source),
    element("p", "", "→ ", ...side("y", answer.formula.target)),
    element("p", "", "= ", element("strong", "", `y[${result}]`)),
  ];
}

/**
 * What else belongs to a cell that is pointed at: all that a cell of the output is made of, or how often a cell of an input
 * is used.
 *
 * @param {Model} model
 * @param {Point} point
 * @param {{flight: number, block: number}[]} highlighted
 * @returns {Node[]}
 */
export function companyOf(model, point, highlighted) {
  if (highlighted.length <= model.flights.length && !model.merged(point)) return [];
  if (point.figure !== model.output) return [element("p", "company", sayCount("used {count} time", "used {count} times", highlighted.length))];
  return [element("p", "company", say("made of {parts}", { parts: sourcesOf(model, highlighted).join("; ") }))];
}

/**
 * What the input is called that a flight comes from.
 *
 * @param {Model} model
 * @param {number} index  of the flight
 */
function nameOf(model, index) {
  const flight = model.flights[index];
  return flight?.source?.name ?? model.scene.figures[flight?.figure ?? 0]?.tensor ?? "";
}

/**
 * For each input the cells of it that are highlighted; several flights may come from one.
 *
 * @param {Model} model
 * @param {{flight: number, block: number}[]} highlighted
 * @param {(flight: number) => string} [called]  what the input of a flight is called
 * @param {(numbers: number[]) => (string | number)[]} [told]  cells, and what is none
 */
function sourcesOf(model, highlighted, called = (flight) => nameOf(model, flight), told = filledIn) {
  /** @type {Map<string, number[]>} */
  const inputs = new Map();
  for (const { flight, block } of highlighted) {
    const name = called(flight);
    inputs.set(name, [...(inputs.get(name) ?? []), model.flights[flight]?.numbers[block] ?? -1]);
  }
  return [...inputs].flatMap(([name, numbers]) => {
    const listed = told(numbers.sort((one, other) => one - other).slice(0, LISTED));
    return listed.length ? [`${name} ${listed.join(", ")}${numbers.length > LISTED ? ", …" : ""}`.trimStart()] : [];
  });
}

/** @param {number[]} numbers */
function filledIn(numbers) {
  return numbers.map((number) => (number < 0 ? say("0 (filled in)") : number));
}

/**
 * The way of one cell in a line: y[0, 1, 2, 0] ← x 6; of an input that is used more than once: x 6 → 4 ×.
 *
 * @param {Outcome & {step?: number, tensors?: {name: string, shape: number[]}[]}} answer  of a program, of the line that is shown
 * @param {Model} model
 * @param {Point} point
 * @param {{flight: number, block: number}[]} highlighted
 * @param {boolean} [line]  whether a line of a program is shown: its blocks have the numbers of cells of the program's inputs, whatever the line read
 */
export function inOneLine(answer, model, point, highlighted, line = false) {
  const called = (/** @type {number} */ flight) => (line ? "" : nameOf(model, flight));
  if (point.figure !== model.output && highlighted.length > 1) {
    const { number } = model.block(point);
    const used = sayCount("used {count} time", "used {count} times", highlighted.length);
    return number < 0 ? used : say("{some}: {more}", { some: `${called(point.flight)} ${number}`.trimStart(), more: used });
  }
  const { name = "y", shape } = answer.tensors?.[answer.step ?? 0] ?? { shape: answer.output.shape };
  const target = `${name}[${indexIn(shape, targetAt(answer, model, point)).join(", ")}]`;
  const merged = model.merged(point);
  // What is no cell of an input is 0 in an operation; in a program it is whatever its label says.
  const sources = sourcesOf(model, highlighted, called, answer.shown ? (numbers) => numbers.filter((number) => number >= 0) : undefined).join("; ");
  const told = merged && sources ? say("{some}: {more}", { some: merged.text, more: sources }) : merged ? merged.text : sources;
  return `${target} ← ${told || say("nothing")}`;
}

/**
 * @param {Term[]} index
 * @param {number[]} digits
 * @param {{name: string}[]} axes
 */
function numbers(index, digits, axes) {
  return added(index, (size, axis) => {
    if (axis === null) return [String(size)];
    const digit = markedAxis("b", axis, axes[axis]?.name ?? "", String(digits[axis] ?? 0));
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
