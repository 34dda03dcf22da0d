/** The tensors that the program assigns, in order: as stops below the stage, and as sentences beside it. */

/** @import {Staged} from "../base/types.js" */
/** @import {ProgramAnswer} from "./types.js" */
import { element, reveal } from "../base/dom.js";

export class Lines {
  /**
   * @param {HTMLElement} stops
   * @param {HTMLElement} list
   * @param {(step: number) => void} onChoose
   */
  constructor(stops, list, onChoose) {
    this.stops = stops;
    this.list = list;
    for (const holder of [stops, list]) {
      holder.addEventListener("click", ({ target }) => {
        const button = target instanceof Element ? target.closest("button") : null;
        if (button?.dataset.step) onChoose(Number(button.dataset.step));
      });
    }
  }

  /** @param {ProgramAnswer} answer */
  show({ tensors, steps, step }) {
    const texts = tensors.map(({ name, line }) => `${line} ${name}`);
    if ([...this.stops.children].map((each) => each.textContent).join("\n") !== texts.map((each) => each.replace(" ", "")).join("\n")) {
      this.stops.replaceChildren(
        ...tensors.map(({ name, line }, index) => button(index, element("span", "stop-line", String(line)), name)),
      );
    }
    this.list.replaceChildren(...steps.map((said, index) => element("li", "", button(index, said))));
    for (const [index, each] of [...this.stops.children].entries()) current(each, index === step);
    for (const [index, each] of [...this.list.children].entries()) current(each.firstElementChild, index === step);
    reveal(this.stops, this.stops.children[step]);
  }
}

/**
 * What the stage shows of a program: the tensor of one line.
 *
 * @param {ProgramAnswer} answer
 * @returns {Staged}
 */
export function stagedOf(answer) {
  const { scene, axes, tensors, step, output } = answer;
  return { scene, axes, told: { ...answer, output: tensors[step] ?? output } };
}

/**
 * @param {number} step
 * @param {(string | Node)[]} content
 */
function button(step, ...content) {
  const made = element("button", "", ...content);
  made.type = "button";
  made.dataset.step = String(step);
  return made;
}

/**
 * @param {Element | null} element
 * @param {boolean} here
 */
function current(element, here) {
  if (here) element?.setAttribute("aria-current", "step");
  else element?.removeAttribute("aria-current");
}
