/** The search for examples, over any page: words narrow the list down, arrow keys choose, Enter opens. */

import { element, narrow } from "../base/dom.js";
import { say } from "../base/words.js";
import { Dialog } from "./dialog.js";

/** @typedef {{title: string, examples: {title: string, sentence: string, page: string}[]}} Group */

export class Finder {
  /**
   * @param {object} parts
   * @param {HTMLDialogElement} parts.dialog
   * @param {HTMLElement} parts.button
   * @param {HTMLInputElement} parts.input
   * @param {HTMLElement} parts.list
   * @param {HTMLElement} parts.none  says that nothing fits
   */
  constructor({ dialog, button, input, list, none }) {
    this.panel = new Dialog(dialog, button, () => this.begin());
    this.input = input;
    this.list = list;
    this.none = none;
    /** @type {HTMLAnchorElement[]} */
    this.options = [];
    /** @type {HTMLAnchorElement | null} */
    this.active = null;
    input.addEventListener("input", () => this.narrow());
    input.addEventListener("keydown", (event) => this.key(event));
    list.addEventListener("pointermove", ({ target }) => {
      const option = target instanceof Element ? target.closest("a") : null;
      if (option) this.choose(option);
    });
  }

  open() {
    this.panel.open();
  }

  async begin() {
    this.input.value = "";
    if (!this.options.length) await this.load();
    this.narrow();
  }

  /** Ask for the examples, once. */
  async load() {
    const lang = new URLSearchParams(location.search).get("lang"); // links say the language where this one does
    try {
      const response = await fetch(`/api/v1/examples${lang ? `?${new URLSearchParams({ lang })}` : ""}`);
      if (!response.ok) throw new Error(response.statusText);
      this.fill(/** @type {Group[]} */ (await response.json()));
    } catch {
      this.list.replaceChildren(element("p", "quiet", say("The server is not responding.")));
    }
  }

  /** @param {Group[]} groups */
  fill(groups) {
    this.list.replaceChildren(
      ...groups.map((group) => {
        const title = element("h3", "", group.title);
        title.setAttribute("role", "presentation");
        const made = element("div", "", title, ...group.examples.map((each) => this.option(each)));
        made.setAttribute("role", "group");
        made.setAttribute("aria-label", group.title);
        return made;
      }),
    );
  }

  /** @param {Group["examples"][number]} example */
  option({ title, sentence, page }) {
    const option = element("a", "", element("span", "", title), " ", element("small", "", sentence));
    option.href = page;
    option.id = `${this.list.id}-${this.options.length}`;
    option.tabIndex = -1; // the focus stays where one types
    option.setAttribute("role", "option");
    this.options.push(option);
    return option;
  }

  narrow() {
    const left = narrow(this.options, this.input.value);
    for (const group of this.list.children) group.toggleAttribute("hidden", !group.querySelector("a:not([hidden]), p"));
    this.none.textContent = left || !this.options.length ? "" : say("Nothing found.");
    this.list.scrollTop = 0;
    this.choose(this.left()[0] ?? null);
  }

  left() {
    return this.options.filter((each) => !each.hidden);
  }

  /** @param {HTMLAnchorElement | null} option */
  choose(option) {
    this.active?.setAttribute("aria-selected", "false");
    this.active = option;
    option?.setAttribute("aria-selected", "true");
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing) return; // Enter ends a word of Chinese there
    if (by) {
      const left = this.left();
      const place = this.active ? left.indexOf(this.active) : -1;
      this.choose(left[(place + by + left.length) % left.length] ?? null);
      this.active?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") this.active?.click();
    else if (event.key === "Escape") this.panel.dialog.close(); // and not only what was typed
    else return;
    event.preventDefault();
  }
}
