/** The lines that somebody copies to show a picture elsewhere, and the files to take along. Touches no document. */

/** @import {Answer} from "./types.js" */

/**
 * @typedef {object} Line
 * @property {"markdown" | "html" | "svg" | "gif" | "png"} kind
 * @property {string} text  the line itself, or the address of the file
 * @property {string} [file]  what a downloaded file is called
 */

/**
 * What to offer for a state.
 *
 * @param {Answer} answer
 * @param {string} origin  what relative links begin with, for whoever reads them elsewhere
 * @returns {Line[]}
 */
export function shareLines(answer, origin) {
  const { links } = answer;
  const absolute = (/** @type {string} */ link) => new URL(link, origin).href;
  const [page, picture] = [absolute(links.page), absolute(links.svg)];
  const name = `einscope-${answer.op}`;
  return [
    { kind: "markdown", text: `[![${forMarkdown(titleOf(answer))}](${bracketed(picture)})](${bracketed(page)})` },
    { kind: "html", text: `<a href="${forHtml(page)}"><img src="${forHtml(picture)}" alt="${forHtml(titleOf(answer))}"></a>` },
    { kind: "svg", text: absolute(links.svg), file: `${name}.svg` },
    { kind: "gif", text: absolute(links.gif), file: `${name}.gif` },
    { kind: "png", text: absolute(links.png), file: `${name}.png` },
  ];
}

/** @param {Answer} answer */
function titleOf(answer) {
  return answer.pattern || answer.formula.text;
}

/**
 * A text that stands between square brackets.
 *
 * @param {string} text
 */
function forMarkdown(text) {
  return text.replace(/[\\[\]*_`<>]/g, "\\$&").replace(/\s+/g, " ");
}

/**
 * A text that stands between double quotes.
 *
 * @param {string} text
 */
function forHtml(text) {
  return text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

/**
 * An address in Markdown: its parentheses would end it.
 *
 * @param {string} address
 */
function bracketed(address) {
  return address.replace(/[()]/g, (each) => (each === "(" ? "%28" : "%29"));
}
