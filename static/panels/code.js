/** The same in code: a tab a library, the chosen one kept from answer to answer. */

import { element, markedAxis } from "../base/dom.js";

// A string, or a name with what follows it. The letters of an equation without spaces are no names.
const PIECES = /"[^"\n]*"|(?<![\w.])[A-Za-z_]\w*(?![\w.([]| = )/g;
const NAMES = /[A-Za-z_]\w*/g;
const WORDS = new Set(["for", "in", "from", "import", "as", "range"]);

export class Code {
  /**
   * @param {HTMLElement} section  hidden where there is no code
   * @param {HTMLElement} tabs
   * @param {HTMLElement} panel
   */
  constructor(section, tabs, panel) {
    this.section = section;
    this.tabs = tabs;
    this.panel = panel;
    this.chosen = "";
    /** @type {Record<string, string>} */
    this.snippets = {};
    /** Names of the axes that it may speak of. @type {string[]} */
    this.names = [];
    tabs.addEventListener("click", ({ target }) => {
      if (target instanceof HTMLElement && target.dataset.library) this.choose(target.dataset.library);
    });
    tabs.addEventListener("keydown", (event) => this.walk(event));
  }

  /**
   * @param {Record<string, string>} snippets
   * @param {string[]} [names]  of the axes that they speak of
   */
  show(snippets, names = []) {
    this.names = names;
    this.snippets = snippets;
    const libraries = Object.keys(snippets);
    this.section.hidden = libraries.length === 0;
    this.tabs.replaceChildren(...libraries.map((library) => this.tab(library)));
    this.choose(libraries.includes(this.chosen) ? this.chosen : (libraries[0] ?? ""));
  }

  /** @param {string} library */
  tab(library) {
    const tab = element("button", "tab", library);
    tab.type = "button";
    tab.dataset.library = library;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", this.panel.id);
    return tab;
  }

  /** @param {string} library */
  choose(library) {
    this.chosen = library;
    this.panel.replaceChildren(...namesIn(this.snippets[library] ?? "", this.names));
    for (const tab of this.tabs.children) {
      if (!(tab instanceof HTMLElement)) continue;
      const chosen = tab.dataset.library === library;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
    }
  }

  /** @param {KeyboardEvent} event */
  walk(event) {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (!step) return;
    event.preventDefault();
    const libraries = Object.keys(this.snippets);
    const next = libraries[(libraries.indexOf(this.chosen) + step + libraries.length) % libraries.length];
    if (next === undefined) return;
    this.choose(next);
    const tab = this.tabs.querySelector('[aria-selected="true"]');
    if (tab instanceof HTMLElement) tab.focus();
  }
}

/**
 * Code with the names of axes marked: in the patterns of einops, as arguments, and as digits of loops.
 *
 * @param {string} code
 * @param {string[]} names  of the axes, by their number
 * @returns {(string | Node)[]}
 */
function namesIn(code, names) {
  // What a line assigns is a tensor, whatever an axis is called; so is what the code is given.
  const tensors = new Set([...code.matchAll(/^(\w+) = |\bas (\w+)$|\b(x\d*|y)\b(?=[.,)[])/gm)].map((found) => found[1] ?? found[2] ?? found[3]));
  return cut(code, PIECES, (piece) => {
    if (piece.startsWith('"')) return piece.includes(" ") ? cut(piece, NAMES, (name) => [marked(name, names)]) : [piece];
    return [tensors.has(piece) || WORDS.has(piece) ? piece : marked(piece, names)];
  });
}

/**
 * A text, with what is found in it replaced.
 *
 * @param {string} text
 * @param {RegExp} pattern
 * @param {(found: string) => (string | Node)[]} replaced
 */
function cut(text, pattern, replaced) {
  let end = 0;
  const pieces = [...text.matchAll(pattern)].flatMap(({ 0: found, index }) => {
    const before = text.slice(end, index);
    end = index + found.length;
    return [before, ...replaced(found)];
  });
  return [...pieces, text.slice(end)];
}

/**
 * @param {string} name
 * @param {string[]} names
 * @returns {string | Node}
 */
function marked(name, names) {
  const axis = names.indexOf(name);
  return axis < 0 ? name : markedAxis("span", axis, name, name);
}
