/** What a cell is computed from, term by term: x[0, 1] · x2[1, 2] = 1 · 5 = 5, what they become together, and how it comes about. */

/** @import {Answer, Merged, Value} from "../base/types.js" */
/** @import {Timeline} from "../stage/controls/timeline.js" */
/** @import {Model, Point} from "../stage/model/model.js" */
/** @import {Term} from "../stage/overlay/one_cell.js" */
/** @import {Stage} from "../stage/stage.js" */
import { element, within } from "../base/dom.js";
import { say } from "../base/words.js";
import { signed, soFar } from "../stage/controls/so_far.js";
import { SlowMotion } from "../stage/slow_motion.js";
import { indexIn, targetAt } from "../stage/model/cell.js";
import { productOf, textOf } from "../stage/model/values.js";

const LISTED = 24; // terms, until they are played
const PLAYED = 64;
const KEY = "t";
const TYPED = "input:not([type='range']), select, textarea, [contenteditable='true'], dialog";

/** @typedef {Term & {name: string, factors: string}} Listed  a term in words: `x[0, 1] · x2[1, 2]`, and `1 · 5` */

/** The terms of the cell that is pointed at. */
export class Terms {
  /**
   * @param {HTMLElement} place
   * @param {Stage} stage
   * @param {Timeline} timeline
   */
  constructor(place, stage, timeline) {
    this.place = place;
    this.stage = stage;
    this.timeline = timeline;
    /** @type {SlowMotion | null} */
    this.motion = null;
    this.wanted = false; // whether it is to be played as soon as it is pinned
    this.play = () => {};
    addEventListener("keydown", (event) => {
      if (event.key !== KEY || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || within(event, TYPED)) return;
      event.preventDefault();
      this.play();
    });
  }

  /** Another cell is pointed at, or none. */
  leave() {
    this.play = () => {};
    this.motion?.end();
  }

  /**
   * Add the terms to what is told of a cell; nothing where it is a cell of an input, or where nothing is computed.
   *
   * @param {Answer} answer
   * @param {Model} model
   * @param {Point} point
   */
  show(answer, model, point) {
    const merged = model.merged(point);
    if (point.figure !== model.output || !answer.output.data || !merged) return;
    const blocks = [...new Set(this.stage.highlighted.map(({ block }) => block))].sort((one, other) => one - other);
    const terms = termsOf(answer, model, blocks.slice(0, PLAYED), merged);
    const result = answer.output.data[targetAt(answer, model, point)] ?? null;
    const list = element("ol", "terms");
    const more = element("p", "quiet");
    const listed = (/** @type {number} */ most) => {
      list.replaceChildren(...terms.slice(0, most).map(({ name, factors }) => element("li", "", name, " = ", factors)));
      const left = (merged.count ?? blocks.length) - Math.min(most, terms.length);
      more.textContent = left > 0 ? say("and {count} more", { count: left }) : "";
      more.hidden = left <= 0;
    };
    listed(LISTED);
    const made = element("p", "result", merged.lines[0] ?? "", " = ", element("strong", "", textOf(result)));
    const words = terms.some(({ values }) => values.some((value) => typeof value === "string"));
    const parts = [list, more, made, ...(words ? [element("p", "quiet", say("Words cannot be computed with."))] : [])];
    const back = button("‹", say("Previous term"), () => this.motion?.step(-1));
    const on = button("›", say("Next term"), () => this.motion?.step(1));
    const play = button(say("Play this cell"), "", () => this.play());
    play.title = KEY;
    const said = element("p", "so-far");
    this.place.append(...(terms.length ? [element("div", "slow", play, back, on), said] : []), ...parts);
    back.hidden = on.hidden = true;
    if (!terms.length) return;
    const mark = (/** @type {number} */ at, /** @type {boolean} */ playing) => {
      play.textContent = playing ? say("Pause") : say("Play this cell");
      for (const [number, line] of [...list.children].entries()) line.toggleAttribute("aria-current", number === at);
      const { name = "", factors = "", sofar = "" } = terms[at] ?? {};
      const left = at === terms.length - 1 ? (merged.count ?? 0) - terms.length : 0;
      const rest = left > 0 ? say("and {count} more: {result}", { count: left, result: textOf(result) }) : "";
      const text = at < 0 ? "" : [`${name} = ${factors}`, at ? sofar : "", rest].filter(Boolean).join("; ");
      if (said.textContent !== text) said.textContent = text; // said once a term
    };
    this.play = () => {
      if (this.motion) return this.motion.toggle();
      if (!this.stage.pinned) {
        this.wanted = true;
        return this.stage.pin(point);
      }
      listed(PLAYED);
      back.hidden = on.hidden = false;
      this.stage.drawing.scrollIntoView({ block: "nearest" });
      this.motion = new SlowMotion(this.stage, this.timeline, point, terms, mark, () => {
        this.motion = null;
        back.hidden = on.hidden = true;
        mark(-1, false);
      });
      this.motion.play();
    };
    if (this.wanted) {
      this.wanted = false;
      this.play();
      play.focus();
    }
  }
}

/**
 * @param {Answer} answer
 * @param {Model} model
 * @param {number[]} blocks
 * @param {Merged} merged
 * @returns {Listed[]}
 */
function termsOf({ inputs }, model, blocks, { word, count }) {
  const terms = blocks.map((block) => {
    const cells = model.flights.map((flight, index) => {
      const number = flight.numbers[block] ?? -1;
      const input = inputs[index];
      return { name: number < 0 ? "0" : `${input?.name}[${indexIn(input?.shape ?? [], number).join(", ")}]`, value: flight.values.value(number) };
    });
    const values = cells.map(({ value }) => value);
    const product = values.length > 1 ? productOf(values) : (values[0] ?? null);
    return { block, values, product, name: cells.map(({ name }) => name).join(" · ") };
  });
  const steps = soFar(word ?? "sum", terms.map(({ product }) => product), count === terms.length);
  return terms.map(({ block, values, product, name }, at) => ({
    blocks: model.flights.map((flight) => ({ flight: flight.index, block })),
    values,
    name,
    factors: written(values, product, " · "),
    product: written(values, product, "·"),
    sofar: steps[at]?.text ?? "",
    before: at ? textOf(steps[at - 1]?.value ?? null) : "",
    after: textOf(steps[at]?.value ?? null),
  }));
}

/**
 * @param {Value[]} values  of the factors
 * @param {Value} product  of several
 * @param {string} times
 */
function written(values, product, times) {
  const factors = values.map((value, at) => (at ? signed(textOf(value)) : textOf(value))).join(times);
  return values.length < 2 || product === null ? factors : `${factors} = ${textOf(product)}`;
}

/**
 * @param {string} text
 * @param {string} label
 * @param {() => void} onPress
 */
function button(text, label, onPress) {
  const made = element("button", "tool", text);
  made.type = "button";
  if (label) made.setAttribute("aria-label", label);
  made.addEventListener("click", onPress);
  return made;
}
