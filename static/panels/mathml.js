/** Equations in MathML: what the server wrote, copied element by element, so that nothing else can come with it. */

import { say } from "../base/words.js";

const MATHML = "http://www.w3.org/1998/Math/MathML";
const ELEMENTS = new Set(["math", "mrow", "mi", "mn", "mo", "msub", "munder", "mspace", "mtable", "mtr", "mtd", "mtext"]);
const ATTRIBUTES = new Set(["stretchy", "separator", "movablelimits", "width", "columnalign"]);
const AXIS = /^axis-(\d+)$/;
const RELATIONS = new Set(["=", "→"]);
const BROKEN_BEFORE = new Set(["·"]);

/**
 * The two sides of an equation, the sign before the second; each in pieces, between which a line may be broken: browsers
 * do not break mathematics.
 *
 * @param {string} text  a math element
 * @param {string[]} [names]  of the axes
 * @returns {Element[][]}
 */
export function sides(text, names = []) {
  const parsed = new DOMParser().parseFromString(text, "application/xml").documentElement;
  const row = parsed.firstElementChild;
  if (parsed.localName !== "math" || !row) return [];
  const parts = [...row.childNodes];
  const sign = parts.findIndex((part) => part instanceof Element && part.localName === "mo" && RELATIONS.has(part.textContent ?? ""));
  const rows = sign > 0 ? [parts.slice(0, sign), parts.slice(sign)] : [parts];
  return rows.map((side) => pieces(side).map((piece) => made("math", made("mrow", ...piece.flatMap((node) => copied(node, names))))));
}

/**
 * Parts in pieces that end where an index ends within brackets, and before signs.
 *
 * @param {Node[]} parts
 * @returns {Node[][]}
 */
function pieces(parts) {
  /** @type {Node[][]} */
  const found = [[]];
  for (const part of parts.flatMap(indexed)) {
    const sign = part instanceof Element && part.localName === "mo" ? (part.textContent ?? "") : "";
    if (BROKEN_BEFORE.has(sign)) found.push([]);
    found.at(-1)?.push(part);
    if (part instanceof Element && part.getAttribute("separator")) found.push([]);
  }
  return found.filter((piece) => piece.length);
}

/** What is in a row of indices, by itself. @param {Node} part @returns {Node[]} */
function indexed(part) {
  const inner = [...part.childNodes];
  const separated = part instanceof Element && part.localName === "mrow" && inner.some((each) => each instanceof Element && each.getAttribute("separator"));
  return separated ? inner : [part];
}

/**
 * @param {string} name
 * @param {(string | Node)[]} content
 */
function made(name, ...content) {
  const element = document.createElementNS(MATHML, name);
  element.append(...content);
  return element;
}

/**
 * A node that is among those known, made anew; of any other, what is in it that is known.
 *
 * @param {Node} node
 * @param {string[]} names
 * @returns {(string | Node)[]}
 */
function copied(node, names) {
  if (node.nodeType === Node.TEXT_NODE) return [node.nodeValue ?? ""];
  if (!(node instanceof Element)) return [];
  const inner = [...node.childNodes].flatMap((each) => copied(each, names));
  if (node.namespaceURI !== MATHML || !ELEMENTS.has(node.localName)) return inner;
  const copy = node.localName === "mtext" ? made("mtext", worded(node.textContent ?? "")) : made(node.localName, ...inner);
  for (const { name, value } of node.attributes) if (ATTRIBUTES.has(name)) copy.setAttribute(name, value);
  const axis = AXIS.exec(node.getAttribute("class") ?? "");
  if (axis) copy.setAttribute("class", `axis-${Number(axis[1]) % 12}`);
  if (axis) copy.setAttribute("data-axis", names[Number(axis[1])] ?? "");
  return [copy];
}

/**
 * The few words of equations.
 *
 * @param {string} text  with the spaces around it
 */
function worded(text) {
  const word = text.trim();
  const said = { if: say("if"), and: say("and"), otherwise: say("otherwise"), "for every": say("for every") }[word];
  return said === undefined ? text : text.replace(word, said);
}
