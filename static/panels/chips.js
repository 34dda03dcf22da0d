/** The sizes of axes: a chip an axis; given ones can be changed or emptied, inferred ones can be given. */

/** @import {Axis, Pair, Token} from "../base/types.js" */
import { element, hueOf } from "../base/dom.js";
import { say } from "../base/words.js";

export class Chips {
  /**
   * @param {HTMLElement} holder
   * @param {boolean} editable
   * @param {(name: string, size: number | null) => void} onChange  a size was given, and which; null: none that fits anything
   */
  constructor(holder, editable, onChange) {
    this.holder = holder;
    this.editable = editable;
    this.onChange = onChange;
    /** Sizes by name as typed. @type {Map<string, string>} */
    this.given = new Map();
    /** Sizes of names that the pattern has no more; they come back with the name. @type {Map<string, string>} */
    this.parked = new Map();
    /** Axes whose size cannot be given by name. @type {Set<string>} */
    this.unnamed = new Set();
    /** @type {Map<string, {chip: HTMLElement, input: HTMLInputElement | null}>} */
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
   * @param {{name: string, axis: number, size: number | null, named?: boolean, fixed?: boolean}[]} axes  size null: not known; not named: the pattern
   *   has no name for it; fixed: the pattern says its size
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
    this.unnamed = new Set(axes.filter(({ named }) => named === false).map(({ name }) => name));
    axes.forEach(({ name, axis, size, fixed = false }, number) => {
      const { chip, input } = this.chips.get(name) ?? this.make(name);
      const given = this.given.has(name) && this.given.get(name) !== "";
      chip.dataset.axis = name;
      chip.className = `chip ${hueOf(axis)} ${given ? "given" : "inferred"}${name === wrong ? " culprit" : ""}`;
      if (input) {
        input.readOnly = fixed;
        input.placeholder = size === null ? "?" : String(size);
        const value = this.given.get(name) ?? "";
        const typing = input === input.ownerDocument.activeElement && size !== null && Number(input.value) === size;
        if (input.value !== value && !typing) input.value = value;
      } else {
        chip.textContent = `${name} = ${size ?? "?"}`;
      }
      if (this.holder.children[number] !== chip) this.holder.insertBefore(chip, this.holder.children[number] ?? null);
    });
  }

  /** @param {string} name */
  make(name) {
    const chip = element("span", "chip");
    let input = null;
    if (this.editable) {
      input = element("input");
      input.inputMode = "numeric";
      input.setAttribute("aria-label", say("Size of {axis}", { axis: name }));
      const typed = input;
      input.addEventListener("input", () => this.change(name, typed.value));
      input.addEventListener("blur", () => { typed.value = this.given.get(name) ?? ""; });
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
        if (target instanceof HTMLButtonElement || typed.readOnly) return;
        if (!this.given.get(name) && /^\d+$/.test(typed.placeholder)) this.change(name, typed.placeholder);
        typed.value = this.given.get(name) ?? "";
        typed.focus();
        if (target !== typed) typed.select();
      });
    }
    const made = { chip, input };
    this.chips.set(name, made);
    return made;
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
    const now = Number(this.given.get(name) || input?.placeholder);
    if (!Number.isSafeInteger(now) || !input || input.readOnly) return;
    const next = Math.max(1, now + by);
    if (this.given.has(name)) this.given.set(name, String(next));
    input.value = input.placeholder = String(next); // the next press counts on from here, answered or not
    this.onChange(name, next);
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
    return axes.map(({ name, size, role }, axis) => {
      const known = names.has(name);
      return { name, axis, size: /** @type {number | null} */ (size), named: known, fixed: role === "new" && !known };
    });
  }
  const named = new Map(tokens.filter(({ axis }) => axis !== null).map(({ text, axis }) => [text, axis ?? 0]));
  return [...named].map(([name, axis]) => ({ name, axis, size: /** @type {number | null} */ (null) }));
}
