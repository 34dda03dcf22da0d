/** Elements: made in one way, which lets text stay text, whoever wrote it; found by their words; shown; and what keys mean to them. */

const SVG = "http://www.w3.org/2000/svg";
const TYPING = "input, textarea, select, [contenteditable='true']";

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {string} [className]
 * @param {(string | Node)[]} content
 */
export function element(name, className = "", ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {string} [text]
 */
export function shape(name, attributes, text = "") {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.textContent = text;
  return made;
}

/**
 * The class that gives an axis its hue, everywhere the same.
 *
 * @param {number} axis
 */
export function hueOf(axis) {
  const style = Math.min(3, Math.floor(axis / 6));
  return `axis-${axis % 12}${style ? ` line-${style}` : ""}`;
}

/**
 * An element that speaks of an axis: it has its hue, and is lit when somebody points at the axis anywhere.
 *
 * @template {"span" | "b"} K
 * @param {K} kind
 * @param {number} axis
 * @param {string} name  of the axis
 * @param {string} text
 */
export function markedAxis(kind, axis, name, text) {
  const made = element(kind, hueOf(axis), text);
  made.dataset.axis = name;
  return made;
}

/**
 * Show an element of a row that is wider than its place: the row moves, the page around it stays.
 *
 * @param {HTMLElement} row  that scrolls sideways
 * @param {Element | null | undefined} part
 */
export function reveal(row, part) {
  if (!part) return;
  const [place, seen] = [row.getBoundingClientRect(), part.getBoundingClientRect()];
  if (seen.left < place.left) row.scrollLeft -= place.left - seen.left;
  else if (seen.right > place.right) row.scrollLeft += seen.right - place.right;
}

/**
 * Hide the elements that do not hold every word that is looked for, in their text or in `data-words`.
 *
 * @param {Iterable<Element>} elements
 * @param {string} text
 * @returns {number} how many are left
 */
export function narrow(elements, text) {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== "");
  let left = 0;
  for (const element of elements) {
    const inside = `${element.textContent} ${element.getAttribute("data-words") ?? ""}`.toLowerCase();
    const fits = words.every((word) => inside.includes(word));
    element.toggleAttribute("hidden", !fits);
    if (fits) left++;
  }
  return left;
}

/**
 * Whether the key means something to the element that has the focus, or to one around it. Elements inside a shadow root count
 * too: the editor of programs is one.
 *
 * @param {Event} event
 * @param {string} selector  of elements to which it does
 */
export function within(event, selector) {
  const [target] = event.composedPath();
  return target instanceof Element && target.closest(selector) !== null;
}

/**
 * Whether somebody is typing.
 *
 * @param {Event} event
 */
export function typing(event) {
  return within(event, TYPING);
}
