/** A choice among names that the program has: which function is run, which result is shown. Hidden where there is none. */

import { say } from "../base/words.js";

export class Choice {
  /**
   * @param {HTMLSelectElement} select  its label is hidden with it
   * @param {() => void} onChange
   */
  constructor(select, onChange) {
    this.select = select;
    this.chosen = select.value; // a name that is not listed yet may come with an address
    select.addEventListener("change", () => {
      this.chosen = select.value;
      onChange();
    });
  }

  /**
   * What an address says: a name, or nothing.
   *
   * @param {string} name
   */
  put(name) {
    this.chosen = name;
    if ([...this.select.options].some(({ value }) => value === name)) this.select.value = name;
  }

  /**
   * @param {string[]} names
   * @param {string} taken  the one that was taken; empty: none of them
   */
  show(names, taken) {
    const usual = this.chosen ? say("as usual") : say("as usual: {name}", { name: taken || say("all lines") });
    const options = [new Option(usual, ""), ...names.map((name) => new Option(name, name))];
    this.select.replaceChildren(...options);
    this.select.value = this.chosen;
    const label = this.select.closest("label");
    if (label) label.hidden = names.length < 2 && !(names.length && !taken) && !this.chosen;
  }
}
