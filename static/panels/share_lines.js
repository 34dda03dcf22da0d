/** The lines that somebody copies to show a state elsewhere, and the files to take along. Touches no document. */

import { withState, withParameters } from "../base/address.js";
import { curlOf } from "./json.js";

const [WIDTH, HEIGHT] = [720, 460]; // of a frame: the stage with its timeline

/**
 * @typedef {object} Shared  a state, as its page knows it
 * @property {string} op
 * @property {string} title
 * @property {Partial<Record<"page" | "embed" | "api" | "svg" | "gif" | "png", string | null>>} links  null: too long
 * @property {number | null} [stage]
 * @property {number | null} [cell]
 * @property {"light" | "dark" | null} [theme]  of pictures; null: as the reader has it
 * @property {string} [language]  of the page; pictures that are not told theirs are English
 * @property {{data?: boolean, picture?: "own" | "built-in" | null}} [missing]  what is on the page, and not in all that is shared
 *
 * @typedef {object} Line
 * @property {"link" | "embed" | "markdown" | "html" | "curl" | "svg" | "gif" | "png"} kind
 * @property {string} text  the line itself, or the address of the file
 * @property {string} [file]  what a downloaded file is called
 */

/**
 * What to offer for a state.
 *
 * @param {Shared} shared
 * @param {string} origin  what relative links begin with, for whoever reads them elsewhere
 * @returns {Line[]}
 */
export function shareLines({ op, title, links, stage = null, cell = null, theme = null, language = "en" }, origin) {
  const absolute = (/** @type {string} */ link) => new URL(link, origin).href;
  const look = { ...(theme ? { theme } : {}), ...(language === "en" ? {} : { lang: language }) };
  /** @param {string} link  @param {boolean} still  films show every stage */
  const pictured = (link, still) => absolute(withParameters(withState(link, still ? stage : null, cell), look));
  const page = links.page ? absolute(withState(links.page, stage, cell)) : "";
  /** @type {Line[]} */
  const lines = [];
  if (page) lines.push({ kind: "link", text: page });
  if (links.embed) {
    const frame = absolute(withState(links.embed, stage, cell));
    const size = `width="${WIDTH}" height="${HEIGHT}"`;
    lines.push({ kind: "embed", text: `<iframe src="${forHtml(frame)}" ${size} title="${forHtml(title)}" loading="lazy" style="border:0"></iframe>` });
  }
  if (page && links.svg) {
    const picture = pictured(links.svg, false);
    lines.push({ kind: "markdown", text: `[![${forMarkdown(title)}](${bracketed(picture)})](${bracketed(page)})` });
    lines.push({ kind: "html", text: `<a href="${forHtml(page)}"><img src="${forHtml(picture)}" alt="${forHtml(title)}"></a>` });
  }
  if (links.api) lines.push({ kind: "curl", text: curlOf(absolute(links.api)) });
  for (const kind of /** @type {const} */ (["svg", "gif", "png"])) {
    const link = links[kind];
    if (link) lines.push({ kind, text: pictured(link, kind === "png"), file: `einscope-${op}.${kind}` });
  }
  return lines;
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
