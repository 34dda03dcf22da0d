/** The colours of the page, for the canvas. */

/** @import {Paper} from "../pixels/looks.js" */

/** On a printer everything is on white. @type {Paper} */
export const PRINTED = { ink: "#000000", card: "#ffffff", line: "#c8c8c8", stage: "#ffffff", quiet: "#555555" };

/**
 * @param {Element} element
 * @returns {Paper}
 */
export function paperOf(element) {
  const style = getComputedStyle(element);
  const read = (/** @type {string} */ name) => hex(style.getPropertyValue(`--${name}`));
  return { ink: read("ink"), card: read("card"), line: read("line"), stage: read("stage"), quiet: read("quiet") };
}

/**
 * A colour as #rrggbb; style.css registers those of the paper, so that the browser has computed them.
 *
 * @param {string} computed  rgb(1, 2, 3)
 */
function hex(computed) {
  const parts = computed.match(/\d+/g) ?? [];
  return `#${parts.slice(0, 3).map((each) => Number(each).toString(16).padStart(2, "0")).join("")}`;
}
