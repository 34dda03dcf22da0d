/** The request as it stands in the form: the pattern line, a field for each other parameter, and a chip for each size. */

/** @import {Find} from "../base/find.js" */
/** @import {Answer, Mistake, Problem, Texts} from "../base/types.js" */
import { Chips, chipsOf } from "../panels/chips.js";
import { stepped } from "./completion.js";
import { PatternLine } from "./pattern_line.js";
import { follows, resized, shapesOf } from "./resized.js";
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
    this.chips = new Chips(find("axes", HTMLElement), typed !== null, (name, size) => this.resize(name, size));
    /** The last answer, and the same while pattern and shape are those that it answers. @type {Answer | null} */
    this.last = null;
    /** @type {Answer | null} */
    this.answer = null;
    /** Sizes that were changed since. @type {Map<string, number>} */
    this.changed = new Map();
    this.form.addEventListener("submit", (event) => event.preventDefault());
    for (const place of this.places) {
      place.addEventListener("keydown", (event) => this.key(event));
      place.addEventListener("input", ({ target }) => {
        if (!isField(target)) return;
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
    return { ...Object.fromEntries(read), ...(this.typed ? { sizes: this.chips.text() } : {}) };
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
   * An axis has another size: the shape moves with it, so that both fit; data of the old shape is none any more.
   *
   * @param {string} name
   * @param {number | null} size  null: the shape stays as it is
   */
  resize(name, size) {
    const [shape, data] = ["shape", "data"].map((each) => this.fields().find((field) => field.name === each));
    if (this.answer && size !== null && shape) {
      this.changed.set(name, size);
      const after = written(resized(this.answer, this.changed));
      if (data && after !== written(shapesOf(this.answer))) data.value = "";
      shape.value = after;
    }
    this.onChange("sizes");
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
   * Arrow keys count up and down in the number at the caret.
   *
   * @param {KeyboardEvent} event
   */
  key(event) {
    const { target, key } = event;
    const by = { ArrowUp: 1, ArrowDown: -1 }[key];
    if (!isField(target) || target instanceof HTMLSelectElement || by === undefined || target === this.typed) return;
    if (target.value.includes("\n")) return; // they lead from line to line
    const next = stepped(target.value || target.placeholder, target.selectionStart ?? 0, by);
    if (!next || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    target.value = next.text;
    target.setSelectionRange(next.caret, next.caret);
    this.onChange(target.name);
  }
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
