/** How the stage is looked at: what colours tell, all stages at once, the order of filling, closer and further. */

/** @import {Find} from "../base/find.js" */
/** @import {Answer} from "../base/types.js" */
/** @import {Stage} from "../stage/stage.js" */
import { say } from "../base/words.js";

const ZOOMS = /** @type {const} */ ([["closer", 1.4], ["further", 1 / 1.4], ["whole", 0]]);

/** What the colour of a cell tells: its block in the source, its value, or the digit of an axis. */
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

/**
 * @param {Find} find
 * @param {Stage} stage
 * @returns {(still: boolean) => void}  shows all stages at once, at rest, or one of them
 */
export function viewButtons(find, stage) {
  const stills = find("stills", HTMLButtonElement);
  toggle(stills, (on) => stage.stand(on));
  toggle(find("filling", HTMLButtonElement), (on) => stage.fill(on));
  for (const [id, factor] of ZOOMS) find(id, HTMLButtonElement).addEventListener("click", () => stage.zoom(factor));
  return (still) => {
    stills.setAttribute("aria-pressed", String(still));
    stage.stand(still);
  };
}

/**
 * Let a button be on or off.
 *
 * @param {HTMLButtonElement} button
 * @param {(on: boolean) => void} change
 */
function toggle(button, change) {
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    change(on);
  });
}

/** @param {string} name */
function titled(name) {
  return name === "source" ? say("source") : name === "value" ? say("value") : name;
}
