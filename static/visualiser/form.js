/** The request as it stands in the form: the pattern line, a field for each other parameter, and a chip for each size. */

/** @import {Find} from "../base/find.js" */
/** @import {Answer, Mistake, Problem, Texts} from "../base/types.js" */
import { Chips, chipsOf } from "../panels/chips.js";
import { stepped } from "./completion.js";
import { PatternLine } from "./pattern_line.js";
import { bound, follows, numbered, resized, shapesOf } from "./resized.js";
import { Suggest } from "./suggest.js";

export class Form {
  /**
   * @param {Find} find
   * @param {HTMLInputElement | null} typed  the pattern, where the operation has one
   * @param {Texts} defaults
   * @param {(field: string) => void} onChange
   */
  constructor(find, typed, defaults, onChange) {
    this.form = find("ask", HTMLFormElement);
    /** The line with its form, and the other fields, which come after the stage where somebody walks from one to the next. */
    this.places = [this.form, find("asked", HTMLElement)];
    this.typed = typed;
    this.defaults = defaults;
    this.onChange = onChange;
    this.line = new PatternLine(find("line", HTMLElement), typed);
    const sized = this.form.elements.namedItem("sizes") !== null;
    this.chips = new Chips(find("axes", HTMLElement), sized, (name, size) => this.resize([[name, size]]), (name, size) => this.bound(name, size));
    /** The last answer, and the same while pattern and shape are those that it answers. @type {Answer | null} */
    this.last = null;
    /** @type {Answer | null} */
    this.answer = null;
    /** Sizes that were changed since. @type {Map<string, number>} */
    this.changed = new Map();
    /** What stood in the form when it was last answered. @type {Texts} */
    this.valid = {};
    /** A number that an arrow key changed, until it is answered. @type {{name: string, at: number, by: number, fitted: boolean} | null} */
    this.step = null;
    this.form.addEventListener("submit", (event) => event.preventDefault());
    for (const place of this.places) {
      place.addEventListener("keydown", (event) => this.key(event));
      place.addEventListener("input", ({ target }) => {
        if (!isField(target)) return;
        this.step = null;
        if (target.name !== "data") this.answer = null;
        onChange(target.name);
      });
    }
    if (typed) {
      new Suggest(typed, find("options", HTMLElement), () => {
        this.answer = null;
        this.line.typed(typed.value);
        onChange("pattern");
      });
    }
  }

  /** The fields by the parameter they are for; sizes have chips instead. */
  fields() {
    return [...this.form.elements].filter(isField).filter(({ name }) => name !== "sizes");
  }

  /** The names of the parameters. */
  names() {
    return [...this.fields().map(({ name }) => name).filter((name) => name !== "data"), "sizes"];
  }

  /** @returns {Texts} */
  texts() {
    const read = this.fields().map(({ name, value }) => [name, value]).filter(([name, value]) => name !== "data" || value);
    return { ...Object.fromEntries(read), ...(this.chips.sized ? { sizes: this.chips.text() } : {}) };
  }

  /** @param {Texts} given */
  fill(given) {
    this.answer = null;
    for (const field of this.fields()) {
      const text = given[field.name] ?? this.defaults[field.name] ?? "";
      if (field.value !== text) field.value = text;
    }
    this.chips.read(given.sizes ?? "");
    if (this.typed) this.line.typed(this.typed.value);
  }

  /**
   * Show what the server understood: the shape as people write it, and what an empty field came to mean.
   *
   * @param {Answer} answer
   */
  show(answer) {
    this.answer = this.last = answer;
    this.changed.clear();
    this.step = null;
    this.mark(null);
    if (typeof answer.request.pattern === "string") this.line.mean(answer.request.pattern);
    this.line.show(answer.tokens);
    this.chips.show(chipsOf(answer.axes, answer.tokens));
    for (const field of this.fields()) {
      if (!(field instanceof HTMLInputElement) || field === this.typed) continue;
      const said = answer.request[field.name];
      if (field.name !== "shape") field.placeholder = typeof said === "string" ? said : "";
      else if (field !== field.ownerDocument.activeElement) field.value = shapesOf(answer).map((shape) => shape.join(" × ")).join("; ");
    }
    this.valid = this.texts();
  }

  /**
   * Show where a mistake is.
   *
   * @param {Problem} problem
   * @param {Mistake} mistake
   */
  complain({ tokens }, { field, span }) {
    this.mark(field);
    if (!this.typed) return;
    this.line.show(tokens, field === "pattern" ? (span ?? [0, Array.from(this.typed.value).length]) : null);
    this.chips.show(chipsOf(null, tokens), field === "sizes" ? span : null);
  }

  /**
   * Axes have other sizes: the shape moves with them, and so does the parameter that says their sizes, so that all fit; data of
   * the old shape is none any more. Where there is no pattern to be typed on, that is so of the last valid state.
   *
   * @param {[string, number | null][]} sizes  null: the shape stays as it is
   */
  resize(sizes) {
    const answer = this.answer ?? (this.typed ? null : this.last);
    const [shape, data] = ["shape", "data"].map((each) => this.fields().find((field) => field.name === each));
    const known = sizes.filter((each) => each[1] !== null);
    if (answer && shape && known.length) {
      if (!this.answer) this.fill(this.valid);
      this.answer = answer;
      for (const [name, size] of known) this.changed.set(name, Number(size));
      const after = written(resized(answer, this.changed));
      if (data && after !== written(shapesOf(answer))) data.value = "";
      shape.value = after;
      for (const field of this.fields()) {
        const { axes } = said(field);
        if (axes && known.some(([axis]) => axis.startsWith(axes))) field.value = numbered(answer, this.changed, axes);
      }
    }
    this.onChange("sizes");
  }

  /**
   * Why an axis cannot have a size; empty: it can.
   *
   * @param {string} name
   * @param {number} size
   */
  bound(name, size) {
    return bound(this.answer ?? (this.typed ? null : this.last), new Map(this.changed).set(name, size));
  }

  /**
   * Forget a given size that the shape says otherwise, where it says it alone.
   *
   * @param {Mistake} mistake
   * @returns {boolean} whether there was one
   */
  yield({ code, span }) {
    const name = code === "size-mismatch" && span ? this.chips.nameAt(span) : null;
    return name !== null && this.last !== null && follows(this.last, name) && this.chips.given.delete(name);
  }

  /**
   * Mark the field that is at fault.
   *
   * @param {string | null} name
   */
  mark(name) {
    for (const chip of this.places.flatMap((place) => [...place.querySelectorAll("[data-field]")])) {
      const wrong = chip instanceof HTMLElement && chip.dataset.field === name;
      chip.classList.toggle("culprit", wrong);
      chip.querySelector("input, select, textarea")?.setAttribute("aria-invalid", String(wrong));
    }
    this.typed?.setAttribute("aria-invalid", String(name === "pattern"));
  }

  /**
   * Arrow keys count up and down in the number at the caret, where numbers count something.
   *
   * @param {KeyboardEvent} event
   */
  key(event) {
    const { target, key } = event;
    const by = { ArrowUp: 1, ArrowDown: -1 }[key];
    if (!isField(target) || target instanceof HTMLSelectElement || by === undefined) return;
    const { axes, least } = said(target);
    const text = target.value || target.placeholder;
    if (text.includes("\n")) return; // they lead from line to line
    const next = least ? stepped(text, target.selectionStart ?? 0, by, Number(least)) : null;
    if (!next || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (next.text === text) return;
    if (axes) {
      const names = [...this.chips.chips.keys()].filter((name) => name.startsWith(axes)).sort();
      this.resize((/\d\D+\d/.test(text) ? names.slice(next.at, next.at + 1) : names).map((name) => [name, next.size]));
    } else {
      this.answer = null;
      this.step = { name: target.name, at: next.at, by, fitted: false };
      target.value = next.text;
    }
    target.setSelectionRange(next.caret, next.caret);
    if (!axes) this.onChange(target.name);
  }

  /**
   * What an arrow key led to is refused: the shape that goes with it is taken, or else what was there before.
   *
   * @param {Mistake} mistake
   * @returns {boolean} whether an arrow key led there
   */
  fit({ repair, choices }) {
    const { step } = this;
    if (!step) return false;
    const size = (/** @type {string | undefined} */ text) => Number(text?.match(/\d+/g)?.[step.at]);
    const found = [repair, ...choices.map((choice) => choice.repair)].find(({ shape, ...others }) => (
      !step.fitted && shape && !Object.keys(others).length && (step.name !== "shape" || (size(shape) - size(this.valid.shape)) * step.by > 0)));
    const field = this.fields().find(({ name }) => name === step.name);
    const caret = field instanceof HTMLInputElement ? field.selectionStart : null;
    this.fill(found ? { ...this.texts(), ...found } : this.valid);
    if (field instanceof HTMLInputElement && field.matches(":focus")) field.setSelectionRange(caret, caret);
    this.step = found ? { ...step, fitted: true } : null;
    return true;
  }
}

/**
 * What the page says of a field: what the names of axes begin with whose sizes it has, and how small its numbers may be.
 *
 * @param {HTMLElement} field
 * @returns {DOMStringMap}
 */
function said(field) {
  return field.closest("label")?.dataset ?? {};
}

/**
 * What a parameter is typed or chosen in.
 *
 * @param {EventTarget | null} each
 * @returns {each is HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement}
 */
function isField(each) {
  return (each instanceof HTMLInputElement || each instanceof HTMLSelectElement || each instanceof HTMLTextAreaElement) && each.name !== "";
}

/**
 * Shapes as the text of a parameter.
 *
 * @param {number[][]} shapes
 */
function written(shapes) {
  return shapes.map((shape) => shape.join(",")).join(";");
}
