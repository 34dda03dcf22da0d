/** The picture as a table: for each cell of the output the cells it is made of. Filled only while somebody looks at it. */

/** @import {Answer} from "../base/types.js" */
import { element } from "../base/dom.js";
import { say } from "../base/words.js";

const MOST = 256; // rows
export const TERMS = 4; // cells named in a row

/**
 * What a table lists.
 *
 * @typedef {object} Listing
 * @property {{name: string, shape: number[]}} output
 * @property {{name: string, shape: number[]}[]} inputs
 * @property {{total: number, arity: number, targets: number[], sources: number[][]}} cells
 * @property {string} said   what is said before the sources of every cell
 * @property {(listing: Listing, row: number) => string} sourcesOf  a cell, in words
 */

export class Table {
  /**
   * @param {HTMLDetailsElement} details
   * @param {HTMLTableElement} table
   */
  constructor(details, table) {
    this.details = details;
    this.table = table;
    /** @type {Listing | null} */
    this.listing = null;
    details.addEventListener("toggle", () => this.fill());
  }

  /** @param {Listing} listing */
  show(listing) {
    this.listing = listing;
    this.fill();
  }

  fill() {
    if (!this.details.open || !this.listing) return;
    const { listing } = this;
    const { cells, output, said } = listing;
    const { name } = output;
    const targets = cells.targets.slice(0, MOST);
    const part = targets.length < cells.total ? say(" (the first {part} of {whole})", { part: targets.length, whole: cells.total }) : "";
    const head = element("tr", "", heading(say("cell of {name}", { name })), heading(say("made of")));
    const rows = targets.map((target, row) => {
      const sources = listing.sourcesOf(listing, row);
      const line = element("tr", "", element("td", "", `${name}${digits(target, output.shape)}`), element("td", "", said + sources));
      line.dataset.target = String(target);
      return line;
    });
    this.table.replaceChildren(
      element("caption", "", say("Where each cell of {name} comes from", { name }) + part),
      element("thead", "", head),
      element("tbody", "", ...rows),
    );
  }

  /**
   * Mark the row of a cell of the output.
   *
   * @param {number | null} target
   */
  mark(target) {
    for (const row of this.table.querySelectorAll("tbody tr")) {
      if (row instanceof HTMLElement && row.dataset.target === String(target)) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    }
  }
}

/**
 * What a table lists of an operation.
 *
 * @param {Answer} answer
 * @returns {Listing}
 */
export function listingOf({ cells, inputs, output, scene }) {
  return { cells, inputs, output, said: scene.merged.map(({ text }) => say("{some}: {more}", { some: text, more: "" })).join(""), sourcesOf: ordered };
}

/**
 * The sources of a cell that has one of every input for each of its terms.
 *
 * @param {Listing} listing
 * @param {number} row
 */
function ordered({ cells, inputs }, row) {
  const terms = Array.from({ length: Math.min(cells.arity, TERMS) }, (_, term) => row * cells.arity + term);
  const sources = terms.map((place) => inputs.map((input, n) => named(input, cells.sources[n]?.[place] ?? -1)).join(" · "));
  return sources.join("; ") + (cells.arity > TERMS ? ` ${say("and {count} more", { count: cells.arity - TERMS })}` : "");
}

/** @param {string} text */
function heading(text) {
  const cell = element("th", "", text);
  cell.scope = "col";
  return cell;
}

/**
 * @param {{name: string, shape: number[]}} input
 * @param {number} cell
 */
export function named({ name, shape }, cell) {
  return cell < 0 ? say("0, filled in") : `${name}${digits(cell, shape)} = ${cell}`;
}

/**
 * The index of a flat C-order position, in brackets.
 *
 * @param {number} position
 * @param {number[]} shape
 */
function digits(position, shape) {
  const found = [];
  let rest = position;
  for (const size of [...shape].reverse()) {
    found.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return `[${found.join(", ")}]`;
}
