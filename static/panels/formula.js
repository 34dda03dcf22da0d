/** The formula of an answer: where each cell comes from, or where it goes. */

/** @import {Answer} from "../base/types.js" */
import { element } from "../base/dom.js";
import { say } from "../base/words.js";
import { sides } from "./mathml.js";

const SMALLEST = .875; // of the size that the browser writes in

export class Formula {
  /**
   * @param {object} parts
   * @param {HTMLElement} parts.math  the equation
   * @param {HTMLElement} parts.text  the same as text, for whoever reads no mathematics
   * @param {HTMLElement} parts.condition
   * @param {HTMLElement} parts.directions  the two buttons
   * @param {HTMLElement} parts.title
   */
  constructor({ math, text, condition, directions, title }) {
    this.math = math;
    this.text = text;
    this.condition = condition;
    this.directions = directions;
    this.title = title;
    this.forward = false;
    /** @type {Answer | null} */
    this.answer = null;
    new ResizeObserver(() => this.fit()).observe(math);
    directions.addEventListener("click", ({ target }) => {
      if (!(target instanceof HTMLElement) || !target.dataset.direction) return;
      this.forward = target.dataset.direction === "to";
      this.draw();
    });
  }

  /** @param {Answer} answer */
  show(answer) {
    this.answer = answer;
    this.draw();
  }

  /** What does not break into lines, as the cases of a definition, is written smaller where it is long, and scrolls from what can just be read. */
  fit() {
    this.math.style.fontSize = "";
    const usual = parseFloat(getComputedStyle(this.math).fontSize);
    const widths = [...this.math.children].map((side) => side.clientWidth / side.scrollWidth);
    const part = Math.min(1, ...widths.filter((width) => width > 0));
    if (part < 1) this.math.style.fontSize = `max(${SMALLEST}rem, ${Math.floor(usual * part * 10) / 10}px)`;
  }

  draw() {
    if (!this.answer) return;
    const { formula, axes } = this.answer;
    const forward = this.forward && formula.where_to !== null;
    const written = forward && formula.where_to ? formula.where_to : formula;
    this.title.textContent = forward ? say("Where each cell goes") : say("Where each cell comes from");
    const names = axes.map(({ name }) => name);
    this.math.replaceChildren(...sides(written.mathml, names).map((side) => element("span", "side", ...side)));
    requestAnimationFrame(() => this.fit()); // before it is seen, and with the layout of all that changes
    this.text.textContent = written.text;
    this.condition.textContent = formula.condition && !forward ? say("where {condition}, else 0", { condition: formula.condition }) : "";
    this.directions.hidden = formula.where_to === null;
    for (const button of this.directions.children) {
      if (button instanceof HTMLElement) button.setAttribute("aria-pressed", String((button.dataset.direction === "to") === forward));
    }
  }
}
