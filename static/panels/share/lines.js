/** The lines that somebody copies to show a state elsewhere, and the picture of it as it was chosen. Touches no document. */

import { withState, withParameters } from "../../base/address.js";
import { curlOf } from "../json.js";

const [WIDTH, HEIGHT] = [720, 460]; // of a frame: the stage with its timeline

/**
 * @typedef {object} Shared  a state, as its page knows it
 * @property {string} title
 * @property {Partial<Record<"page" | "embed" | "api" | "svg" | "npy" | "file", string | null>>} links  null: too long; file: the page, where it can be saved without being framed
 * @property {number | null} [stage]
 * @property {number | null} [cell]
 * @property {boolean} [marked]  whether its pictures mark a cell
 * @property {string} [language]  of the page; pictures that are not told theirs are English
 * @property {{data?: boolean, picture?: "own" | "built-in" | null}} [missing]  what is on the page, and not in all that is shared
 * @property {boolean} [deep]  whether depth is seen, as a stack or as tiles
 * @property {boolean} [valued]  whether cells hold more than their numbers
 *
 * @typedef {object} Choice  how the picture is to be
 * @property {Format} format
 * @property {boolean} still  of a format that may be either
 * @property {string} size  "": the usual one; "1600": so wide; "1200x630"
 * @property {string} theme  "auto": as the reader has it
 * @property {string} ground
 * @property {string} font
 * @property {string} accent
 * @property {string} layout  "": as it is read best
 * @property {string} label  "": the usual one
 *
 * @typedef {"svg" | "png" | "gif" | "webp"} Format
 *
 * @typedef {object} Line
 * @property {"link" | "embed" | "markdown" | "html" | "picture" | "file" | "curl"} kind
 * @property {string} text
 */

/** Which formats show a film, and which a still. @type {Record<Format, {film: boolean, still: boolean}>} */
export const SHOWN = {
  svg: { film: true, still: true },
  png: { film: false, still: true },
  gif: { film: true, still: false },
  webp: { film: true, still: false },
};

/** @type {Choice} */
export const USUAL = { format: "svg", still: false, size: "", theme: "auto", ground: "paper", font: "mono", accent: "", layout: "", label: "" };

/**
 * The address of the picture; what is as usual is not in it.
 *
 * @param {Shared} shared
 * @param {Choice} choice
 * @param {string} origin  what relative links begin with, for whoever reads them elsewhere
 * @returns {string | null}  null: the state has none, or the address would be too long
 */
export function pictureOf({ links, stage = null, cell = null, marked = true, language = "en" }, choice, origin) {
  if (!links.svg) return null;
  const { format, size, accent } = choice;
  const still = SHOWN[format].still && (choice.still || !SHOWN[format].film);
  const [wide = "", high = ""] = size.split("x");
  /** @type {Record<string, string | null>} */
  const look = { layout: choice.layout || null, label: choice.label || null };
  if (language !== "en") look.lang = language;
  if (wide) look.width = wide;
  if (high) look.height = high;
  for (const name of /** @type {const} */ (["theme", "ground", "font"])) if (choice[name] !== USUAL[name]) look[name] = choice[name];
  if (accent.trim()) look.accent = encodeURIComponent(accent.trim()).replaceAll("%2C", ",");
  if (still && format === "svg" && stage === null) look.animate = "0";
  const link = links.svg.replace(/^([^?]*)\.svg(?=\?|$)/, `$1.${format}`);
  return new URL(withParameters(withState(link, still ? stage : null, marked ? cell : null), look), origin).href;
}

/**
 * The address of the page as one file, which plays without a server.
 *
 * @param {Shared} shared
 * @param {string} origin
 * @returns {string | null}  null: there is nothing to save, or its address would be too long
 */
export function fileOf({ links, stage = null, cell = null }, origin) {
  const page = links.file ?? (links.embed ? links.page : null);
  if (!page) return null;
  const file = new URL(withState(page, stage, cell), origin);
  file.pathname += ".html";
  return file.href;
}

/**
 * What to offer for a state.
 *
 * @param {Shared} shared
 * @param {Choice} choice
 * @param {string} origin
 * @returns {Line[]}
 */
export function shareLines(shared, choice, origin) {
  const { title, links, stage = null, cell = null } = shared;
  const absolute = (/** @type {string} */ link) => new URL(link, origin).href;
  const page = links.page ? absolute(withState(links.page, stage, cell)) : "";
  const picture = pictureOf(shared, choice, origin);
  /** @type {Line[]} */
  const lines = [];
  if (page) lines.push({ kind: "link", text: page });
  if (links.embed) {
    const frame = absolute(withState(links.embed, stage, cell));
    const size = `width="${WIDTH}" height="${HEIGHT}"`;
    lines.push({ kind: "embed", text: `<iframe src="${forHtml(frame)}" ${size} title="${forHtml(title)}" loading="lazy" style="border:0"></iframe>` });
  }
  if (page && picture) {
    lines.push({ kind: "markdown", text: `[![${forMarkdown(title)}](${bracketed(picture)})](${bracketed(page)})` });
    lines.push({ kind: "html", text: `<a href="${forHtml(page)}"><img src="${forHtml(picture)}" alt="${forHtml(title)}"></a>` });
    lines.push({ kind: "picture", text: picture });
    lines.push({ kind: "file", text: curlOf(picture).replace("curl ", "curl -OJ ") });
  }
  if (links.api) lines.push({ kind: "curl", text: curlOf(absolute(links.api)) });
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
