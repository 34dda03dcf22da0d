/** The same in code: a tab a library, the chosen one kept from answer to answer. */

import { element } from "../base/dom.js";

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
    tabs.addEventListener("click", ({ target }) => {
      if (target instanceof HTMLElement && target.dataset.library) this.choose(target.dataset.library);
    });
    tabs.addEventListener("keydown", (event) => this.walk(event));
  }

  /** @param {Record<string, string>} snippets */
  show(snippets) {
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
    this.panel.textContent = this.snippets[library] ?? "";
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
