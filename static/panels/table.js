/** The picture as a table: for each cell of the output the cells it is made of. Filled only while somebody looks at it. */

/** @import {Answer, Tensor} from "../base/types.js" */
import { element } from "../base/dom.js";
import { say } from "../base/words.js";

const MOST = 256; // rows
const TERMS = 4; // cells named in a row

export class Table {
  /**
   * @param {HTMLDetailsElement} details
   * @param {HTMLTableElement} table
   */
  constructor(details, table) {
    this.details = details;
    this.table = table;
    /** @type {Answer | null} */
    this.answer = null;
    details.addEventListener("toggle", () => this.fill());
  }

  /** @param {Answer} answer */
  show(answer) {
    this.answer = answer;
    this.fill();
  }

  fill() {
    if (!this.details.open || !this.answer) return;
    const { cells, inputs, output, scene } = this.answer;
    const merged = scene.merged.map(({ text }) => `${text}: `).join("");
    const targets = cells.targets.slice(0, MOST);
    const part = targets.length < cells.total ? say(" (the first {part} of {whole})", { part: targets.length, whole: cells.total }) : "";
    const head = element("tr", "", heading(say("cell of y")), heading(say("made of")));
    const rows = targets.map((target, row) => {
      const terms = Array.from({ length: Math.min(cells.arity, TERMS) }, (_, term) => row * cells.arity + term);
      const sources = terms.map((place) => inputs.map((input, n) => named(input, cells.sources[n]?.[place] ?? -1)).join(" · "));
      const more = cells.arity > TERMS ? ` ${say("and {count} more", { count: cells.arity - TERMS })}` : "";
      const line = element("tr", "", element("td", "", `y${digits(target, output.shape)}`), element("td", "", merged + sources.join("; ") + more));
      line.dataset.target = String(target);
      return line;
    });
    this.table.replaceChildren(
      element("caption", "", say("Where each cell of y comes from") + part),
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

/** @param {string} text */
function heading(text) {
  const cell = element("th", "", text);
  cell.scope = "col";
  return cell;
}

/**
 * @param {Tensor} input
 * @param {number} cell
 */
function named({ name, shape }, cell) {
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
