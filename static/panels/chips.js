/** The sizes of axes: a chip an axis; given ones can be changed or emptied, inferred ones can be given, where there are names to give them by. */

/** @import {Axis, Pair, Token} from "../base/types.js" */
import { element, hueOf } from "../base/dom.js";
import { say } from "../base/words.js";

export class Chips {
  /**
   * @param {HTMLElement} holder
   * @param {boolean} sized  whether sizes can be given by name; else they are all in other parameters
   * @param {(name: string, size: number | null) => void} onChange  a size was given, and which; null: none that fits anything
   * @param {(name: string, size: number) => string} bound  why an axis cannot have a size; empty: it can
   */
  constructor(holder, sized, onChange, bound) {
    this.holder = holder;
    this.sized = sized;
    this.onChange = onChange;
    this.bound = bound;
    /** Sizes by name as typed. @type {Map<string, string>} */
    this.given = new Map();
    /** Sizes of names that the pattern has no more; they come back with the name. @type {Map<string, string>} */
    this.parked = new Map();
    /** Axes whose size cannot be given by name. @type {Set<string>} */
    this.unnamed = new Set();
    /** @type {Map<string, {chip: HTMLElement, input: HTMLInputElement, steppers: HTMLButtonElement[]}>} */
    this.chips = new Map();
  }

  /** The sizes as the text of a parameter, and where in it each name stands. */
  text() {
    const entries = [...this.given].filter(([, size]) => size.trim() !== "");
    return entries.map(([name, size]) => `${name}=${size.trim()}`).join(",");
  }

  /** @param {string} text */
  read(text) {
    const pairs = text.split(/[,;]/).filter((each) => each.trim() !== "");
    this.given = new Map(pairs.map((each) => {
      const [name = "", size = ""] = each.split("=");
      return [name.trim(), size.trim()];
    }));
  }

  /**
   * Forget a size that the pattern has no use for, until its name comes back.
   *
   * @param {Pair} span  of it in text()
   * @returns {boolean} whether there was one
   */
  park(span) {
    const name = this.nameAt(span);
    const size = name === null ? undefined : this.given.get(name);
    if (name === null || size === undefined) return false;
    this.parked.set(name, size);
    return this.given.delete(name);
  }

  /**
   * Take back what was put aside for names that are in the pattern again.
   *
   * @param {Token[]} tokens
   * @returns {boolean} whether there was any
   */
  unpark(tokens) {
    const names = new Set(tokens.map(({ text }) => text));
    const back = [...this.parked].filter(([name]) => names.has(name));
    for (const [name, size] of back) {
      this.parked.delete(name);
      if (!this.given.has(name)) this.given.set(name, size);
    }
    return back.length > 0;
  }

  /**
   * Show a chip for every axis. A chip that stays keeps its element, so that typing in it goes on.
   *
   * @param {{name: string, axis: number, size: number | null, given?: boolean, named?: boolean, fixed?: boolean}[]} axes  size null: not known;
   *   given: in another parameter; not named: the pattern has no name for it; fixed: the pattern says its size
   * @param {Pair | null} [culprit]  span in text()
   */
  show(axes, culprit = null) {
    const wrong = culprit ? this.nameAt(culprit) : null;
    const names = new Set(axes.map(({ name }) => name));
    for (const [name, { chip }] of this.chips) {
      if (names.has(name)) continue;
      chip.remove();
      this.chips.delete(name);
    }
    if (this.chips.size === 0) this.holder.replaceChildren();
    this.unnamed = new Set(axes.filter(({ named }) => named === false || !this.sized).map(({ name }) => name));
    axes.forEach(({ name, axis, size, given: said = false, fixed = false }, number) => {
      const { chip, input } = this.chips.get(name) ?? this.make(name);
      const given = this.sized ? Boolean(this.given.get(name)) : said;
      chip.dataset.axis = name;
      chip.className = `chip ${hueOf(axis)} ${given ? "given" : "inferred"}${name === wrong ? " culprit" : ""}`;
      chip.title = fixed ? say("The pattern itself says how large {axis} is.", { axis: name }) : say("Size of {axis}; the shape of x moves with it", { axis: name });
      input.readOnly = fixed;
      input.placeholder = size === null ? "?" : String(size);
      const value = this.given.get(name) ?? "";
      const typing = input === input.ownerDocument.activeElement && size !== null && Number(input.value) === size;
      if (input.value !== value && !typing) input.value = value;
      this.limit(name);
      if (this.holder.children[number] !== chip) this.holder.insertBefore(chip, this.holder.children[number] ?? null);
    });
  }

  /** @param {string} name */
  make(name) {
    const chip = element("span", "chip");
    const input = element("input");
    input.inputMode = "numeric";
    input.setAttribute("aria-label", say("Size of {axis}", { axis: name }));
    input.addEventListener("input", () => this.change(name, input.value));
    input.addEventListener("blur", () => { input.value = this.given.get(name) ?? ""; });
    input.addEventListener("keydown", (event) => {
      const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      this.step(name, by);
    });
    const more = this.stepper(name, 1, "▴", say("{axis}: one more", { axis: name }));
    const less = this.stepper(name, -1, "▾", say("{axis}: one less", { axis: name }));
    chip.append(element("span", "", `${name} =`), input, element("span", "steppers", more, less));
    chip.addEventListener("click", ({ target }) => {
      if (target instanceof HTMLButtonElement || input.readOnly) return;
      const known = /^\d+$/.test(input.placeholder);
      if (this.sized && known && !this.given.get(name)) this.change(name, input.placeholder);
      input.value = this.given.get(name) ?? (known && !this.sized && input.value === "" ? input.placeholder : input.value);
      input.focus();
      if (target !== input) input.select();
    });
    const made = { chip, input, steppers: [more, less] };
    this.chips.set(name, made);
    return made;
  }

  /** The size of an axis as it stands, whether answered or not. @param {string} name */
  size(name) {
    return Number(this.given.get(name) || this.chips.get(name)?.input.placeholder);
  }

  /**
   * A stepper that would lead to no size that is possible says why it does not.
   *
   * @param {string} name
   */
  limit(name) {
    this.chips.get(name)?.steppers.forEach((button, number) => {
      const reason = this.bound(name, this.size(name) + (number ? -1 : 1));
      button.disabled = reason !== "";
      button.title = reason;
    });
  }

  /**
   * @param {string} name
   * @param {number} by
   * @param {string} sign
   * @param {string} label
   */
  stepper(name, by, sign, label) {
    const button = element("button", "stepper", sign);
    button.type = "button";
    button.tabIndex = -1; // with the keyboard, the arrow keys do the same
    button.setAttribute("aria-label", label);
    button.addEventListener("click", () => this.step(name, by));
    return button;
  }

  /**
   * One more, or one less; an inferred size stays inferred.
   *
   * @param {string} name
   * @param {number} by
   */
  step(name, by) {
    const input = this.chips.get(name)?.input;
    const next = this.size(name) + by;
    if (!Number.isSafeInteger(next) || !input || input.readOnly || this.bound(name, next)) return;
    if (this.given.has(name)) this.given.set(name, String(next));
    input.value = input.placeholder = String(next); // the next press counts on from here, answered or not
    this.onChange(name, next);
    this.limit(name);
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  change(name, value) {
    const size = Number(value);
    if (value.trim() === "") this.given.delete(name);
    else if (!this.unnamed.has(name)) this.given.set(name, value);
    this.onChange(name, size > 0 && Number.isSafeInteger(size) ? size : null);
  }

  /**
   * The name whose size stands at a span of text().
   *
   * @param {Pair} span
   */
  nameAt([start]) {
    let end = 0;
    for (const piece of this.text().split(",")) {
      end += Array.from(piece).length + 1;
      if (start < end) return piece.split("=")[0] ?? null;
    }
    return null;
  }
}

/**
 * The axes that an answer has, or else the names that the tokens have.
 *
 * @param {Axis[] | null} axes
 * @param {Token[]} tokens
 */
export function chipsOf(axes, tokens) {
  const names = new Set(tokens.map(({ text }) => text));
  if (axes) {
    return axes.map(({ name, size, role, given }, axis) => {
      const known = names.has(name);
      return { name, axis, size: /** @type {number | null} */ (size), given, named: known, fixed: role === "new" && !known };
    });
  }
  const named = new Map(tokens.filter(({ axis }) => axis !== null).map(({ text, axis }) => [text, axis ?? 0]));
  return [...named].map(([name, axis]) => ({ name, axis, size: /** @type {number | null} */ (null) }));
}
