/** The colours of the page, for the canvas. */

/** @import {Paper} from "./looks.js" */

/** On a printer everything is on white. @type {Paper} */
export const PRINTED = { ink: "#000000", card: "#ffffff", line: "#c8c8c8", stage: "#ffffff", quiet: "#555555" };

/**
 * @param {Element} element
 * @returns {Paper}
 */
export function paperOf(element) {
  const style = getComputedStyle(element);
  const read = (/** @type {string} */ name) => style.getPropertyValue(`--${name}`).trim();
  return { ink: read("ink"), card: read("card"), line: read("line"), stage: read("stage"), quiet: read("quiet") };
}
