/** What the colour of a cell tells: its block in the source, its value, or the digit of an axis. */

/** @import {Answer} from "../../base/types.js" */
import { say } from "../../base/words.js";

export class Colour {
  /**
   * @param {HTMLSelectElement} select
   * @param {(color: string) => void} onColour  the parameter `color`; empty for the usual one
   */
  constructor(select, onColour) {
    this.select = select;
    select.addEventListener("change", () => onColour(select.value));
  }

  /**
   * @param {Answer} answer
   * @param {string} color  the parameter it was asked with
   */
  show({ axes }, color) {
    const names = axes.filter(({ size }) => size > 1).map(({ name }) => name);
    const told = ["source", "value", ...names, ...(color && !names.includes(color) ? [color] : [])];
    const wanted = [...new Set(told)].map((name) => new Option(titled(name), name === "source" ? "" : name));
    const same = wanted.length === this.select.options.length && wanted.every(({ value }, n) => value === this.select.options[n]?.value);
    if (!same) this.select.replaceChildren(...wanted);
    this.select.value = color === "source" ? "" : color;
  }
}

/** @param {string} name */
function titled(name) {
  return name === "source" ? say("source") : name === "value" ? say("value") : name;
}
