/** The list under the pattern: names that can be typed next, chosen by keys or by a click. */

import { element } from "../base/dom.js";
import { completion } from "./completion.js";

export class Suggest {
  /**
   * @param {HTMLInputElement} input  becomes a combobox
   * @param {HTMLElement} list
   * @param {() => void} onPick  the input has a new value
   */
  constructor(input, list, onPick) {
    this.input = input;
    this.list = list;
    this.onPick = onPick;
    this.active = -1;
    /** @type {import("./completion.js").Completion | null} */
    this.found = null;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.addEventListener("input", () => this.open());
    input.addEventListener("blur", () => this.close());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("click", () => this.close());
    list.addEventListener("pointerdown", (event) => {
      event.preventDefault(); // the focus stays in the line
      if (event.target instanceof HTMLElement && event.target.dataset.name) this.pick(event.target.dataset.name);
    });
    this.close();
  }

  open() {
    const { value, selectionStart, selectionEnd } = this.input;
    this.found = selectionStart === selectionEnd ? completion(value, selectionStart ?? 0) : null;
    if (!this.found) return this.close();
    this.list.replaceChildren(...this.found.names.map((name, number) => this.option(name, number)));
    this.list.hidden = false;
    this.list.style.left = `calc(${Array.from(value.slice(0, this.found.from)).length}ch - ${this.input.scrollLeft}px)`;
    this.input.setAttribute("aria-expanded", "true");
    this.mark(-1);
  }

  close() {
    this.found = null;
    this.list.hidden = true;
    this.list.replaceChildren();
    this.input.setAttribute("aria-expanded", "false");
    this.mark(-1);
  }

  /**
   * @param {string} name
   * @param {number} number
   */
  option(name, number) {
    const option = element("li", "option", name);
    option.id = `${this.list.id}-${number}`;
    option.dataset.name = name;
    option.setAttribute("role", "option");
    return option;
  }

  /** @param {number} number  of the option that Enter takes; -1: none */
  mark(number) {
    this.active = number;
    [...this.list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === number)));
    if (number < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", `${this.list.id}-${number}`);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const count = this.found?.names.length ?? 0;
    if (!count || event.altKey || event.ctrlKey || event.metaKey) return;
    const name = this.found?.names[this.active];
    if (event.key === "ArrowDown") this.mark((this.active + 1) % count);
    else if (event.key === "ArrowUp") this.mark(this.active <= 0 ? count - 1 : this.active - 1);
    else if (event.key === "Escape") this.close();
    else if ((event.key === "Enter" || event.key === "Tab") && name) this.pick(name);
    else if (event.key === "ArrowLeft" || event.key === "ArrowRight") return this.close();
    else return;
    event.preventDefault();
  }

  /** @param {string} name */
  pick(name) {
    if (!this.found) return;
    this.input.setRangeText(name, this.found.from, this.found.to, "end");
    this.close();
    this.onPick();
  }
}
