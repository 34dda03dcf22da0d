/** The search, over any page: words find operations, lessons, examples and pages; arrow keys choose, Enter opens. */

/** @import {Entry} from "./ranking.js" */
import { home } from "../base/address.js";
import { element } from "../base/dom.js";
import { say } from "../base/words.js";
import { ranked } from "./ranking.js";

/** @typedef {{title: string, entries: Entry[]}} Group */
/** @typedef {Entry & {link: HTMLAnchorElement}} Option */

const MOST = 40; // that are listed

export class Finder {
  /**
   * @param {object} parts
   * @param {HTMLDialogElement} parts.dialog
   * @param {HTMLInputElement} parts.input
   * @param {HTMLElement} parts.list
   * @param {HTMLElement} parts.none  says that nothing fits
   */
  constructor({ dialog, input, list, none }) {
    this.dialog = dialog;
    this.input = input;
    this.list = list;
    this.none = none;
    /** @type {{title: string, options: Option[], shown: HTMLElement}[]} */
    this.groups = [];
    /** Where to go with what nothing here is called. @type {Option[]} */
    this.elsewhere = [];
    this.count = 0;
    /** @type {HTMLAnchorElement | null} */
    this.active = null;
    input.addEventListener("input", () => this.narrow());
    input.addEventListener("keydown", (event) => this.key(event));
    list.addEventListener("pointermove", ({ target }) => {
      const option = target instanceof Element ? target.closest("a") : null;
      if (option) this.choose(option);
    });
  }

  async begin() {
    if (!this.groups.length) await this.load();
    if (this.groups.length) this.narrow();
  }

  /** Ask what there is, once. */
  async load() {
    const lang = new URLSearchParams(location.search).get("lang"); // links say the language where this one does
    try {
      const response = await fetch(`${home}/state/find${lang ? `?${new URLSearchParams({ lang })}` : ""}`);
      if (!response.ok) throw new Error(response.statusText);
      this.fill(/** @type {{groups: Group[], elsewhere: Entry[]}} */ (await response.json()));
    } catch {
      this.list.replaceChildren(element("p", "quiet", say("The server is not responding.")));
    }
  }

  /** @param {{groups: Group[], elsewhere: Entry[]}} found */
  fill({ groups, elsewhere }) {
    this.groups = groups.map(({ title, entries }) => {
      const heading = element("h3", "", title);
      heading.setAttribute("role", "presentation");
      const shown = element("div", "", heading);
      shown.setAttribute("role", "group");
      shown.setAttribute("aria-label", title);
      return { title, options: entries.map((entry) => this.option(entry, title)), shown };
    });
    this.elsewhere = elsewhere.map((entry) => this.option(entry, ""));
  }

  /**
   * @param {Entry} entry
   * @param {string} kind  what it is
   * @returns {Option}
   */
  option(entry, kind) {
    const link = element("a", "", element("span", "", entry.title), " ", element("em", "kind", kind), " ", element("small", "", entry.sentence));
    link.href = entry.page;
    link.id = `${this.list.id}-${this.count++}`;
    link.tabIndex = -1; // the focus stays where one types
    link.setAttribute("role", "option");
    return { ...entry, link };
  }

  /** Without a word everything in its groups; with one, what fits, the best first; and where nothing does, where to go. */
  narrow() {
    const text = this.input.value.trim();
    const found = ranked(this.groups.flatMap(({ options }) => options), text).slice(0, text ? MOST : undefined);
    this.list.classList.toggle("searched", text !== "");
    if (text) this.list.replaceChildren(...(found.length ? found : this.elsewhere).map(({ link }) => link));
    else {
      for (const { options, shown } of this.groups) shown.append(...options.map(({ link }) => link));
      this.list.replaceChildren(...this.groups.map(({ shown }) => shown));
    }
    this.none.textContent = found.length ? "" : say("Nothing here is called “{text}”.", { text });
    this.list.scrollTop = 0;
    this.choose(this.links()[0] ?? null);
  }

  links() {
    return [...this.list.querySelectorAll("a")];
  }

  /** @param {HTMLAnchorElement | null} option */
  choose(option) {
    this.active?.setAttribute("aria-selected", "false");
    this.active = option;
    option?.setAttribute("aria-selected", "true");
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  /** Open what is chosen. */
  enter() {
    this.active?.click();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing) return; // Enter ends a word of Chinese there
    if (by) {
      const links = this.links();
      const place = this.active ? links.indexOf(this.active) : -1;
      this.choose(links[(place + by + links.length) % links.length] ?? null);
      this.active?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") this.enter();
    else if (event.key === "Escape") this.dialog.close(); // and not only what was typed
    else return;
    event.preventDefault();
  }
}
