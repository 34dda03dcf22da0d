/** How the stage is looked at: what colours tell, all stages at once, the order of filling, closer and further. */

/** @import {Find} from "../base/find.js" */
/** @import {Written} from "../base/types.js" */
/** @import {PageState} from "../base/address.js" */
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
   * @param {{name: string, size: number}[]} axes
   * @param {string} color  the parameter it was asked with
   */
  show(axes, color) {
    const names = axes.filter(({ size }) => size > 1).map(({ name }) => name);
    const told = ["source", "value", ...names, ...(color && !names.includes(color) ? [color] : [])];
    const wanted = [...new Set(told)].map((name) => new Option(titled(name), name === "source" ? "" : name));
    const same = wanted.length === this.select.options.length && wanted.every(({ value }, n) => value === this.select.options[n]?.value);
    if (!same) this.select.replaceChildren(...wanted);
    this.select.value = color === "source" ? "" : color;
  }
}

/** How depth is shown: as a stack or as tiles, as somebody chose or as it is read best. */
export class Depth {
  /**
   * @param {HTMLElement} group  of a button for each
   * @param {(layout: string) => void} onChoice  the parameter `layout`; empty: as it is read best
   */
  constructor(group, onChoice) {
    this.group = group;
    this.chosen = "";
    for (const button of group.querySelectorAll("button")) button.addEventListener("click", () => onChoice(button.value === this.chosen ? "" : button.value));
  }

  /**
   * @param {"stack" | "tiles" | null} layout  as it is shown; null: there is no depth
   * @param {string} chosen  the parameter it was asked with
   */
  show(layout, chosen) {
    this.chosen = chosen;
    this.group.hidden = layout === null;
    this.group.classList.toggle("auto", chosen === "");
    for (const button of this.group.querySelectorAll("button")) {
      const on = button.value === layout;
      button.setAttribute("aria-pressed", String(on));
      button.title = on && chosen === "" ? say("chosen by the room there is") : on ? say("click again: chosen by the room there is") : "";
    }
  }
}

/** What is written on cells. */
export class Label {
  /**
   * @param {HTMLSelectElement} select
   * @param {(label: string) => void} onLabel  the parameter `label`; empty for the usual one
   */
  constructor(select, onLabel) {
    this.select = select;
    this.usual = "";
    /** What the stage writes. @type {Written | undefined} */
    this.written = undefined;
    select.addEventListener("change", () => onLabel(select.value === this.usual ? "" : select.value));
  }

  /**
   * @param {{inputs?: object[], output?: object}} answer
   * @param {string} label  the parameter it was asked with
   */
  show({ inputs = [], output }, label) {
    const valued = [...inputs, output].some((tensor) => tensor && "data" in tensor && tensor.data);
    this.usual = valued ? "values" : "numbers";
    this.select.closest("label")?.classList.toggle("idle", !valued && label === ""); // numbers are all there is to write
    this.select.value = label || this.usual;
    this.written = /** @type {Written} */ (this.select.value);
  }
}

/**
 * The buttons beside the stage; what they choose is kept in the address.
 *
 * @param {Find} find
 * @param {Stage} stage
 * @param {PageState} state
 */
export function viewButtons(find, stage, state) {
  const stills = find("stills", HTMLButtonElement);
  const filling = find("filling", HTMLButtonElement);
  const stand = (/** @type {boolean} */ still) => {
    stills.setAttribute("aria-pressed", String(still));
    stage.stand(still);
  };
  const fill = (/** @type {boolean} */ on) => {
    filling.setAttribute("aria-pressed", String(on));
    stage.fill(on);
  };
  stills.addEventListener("click", () => {
    stand(!stage.still);
    state.choose("stills", stage.still);
  });
  filling.addEventListener("click", () => {
    fill(!stage.filling);
    state.choose("fill", stage.filling);
  });
  for (const [id, factor] of ZOOMS) find(id, HTMLButtonElement).addEventListener("click", () => stage.zoom(factor));
  return {
    /** All stages at once, at rest, or one of them: not by choice. */
    stand,
    /** What is seen no longer is all stages at once. */
    leave() {
      stand(false);
      state.choose("stills", false);
    },
    /** As the address says. */
    read() {
      stand(state.stills);
      fill(state.fill);
    },
  };
}

/** @param {string} name */
function titled(name) {
  return name === "source" ? say("source") : name === "value" ? say("value") : name;
}
