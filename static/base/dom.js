/** Elements. This is the one way in which the page makes them: text stays text, whoever wrote it. */

const SVG = "http://www.w3.org/2000/svg";

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
  return `axis-${axis % 12}`;
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
