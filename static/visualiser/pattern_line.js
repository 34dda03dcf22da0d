/** The pattern line: tokens in the hue of their axis above a plain input, and the underlined culprit. */

/** @import {Pair, Token} from "../base/types.js" */
import { element, hueOf } from "../base/dom.js";
import { pointAt } from "../base/pointed_axis.js";
import { partner } from "./completion.js";

/** Keys that move the caret. */
const WALKS = new Set(["ArrowLeft", "ArrowRight", "Home", "End"]);

export class PatternLine {
  /**
   * @param {HTMLElement} line              shows the coloured text
   * @param {HTMLInputElement | null} input  lies above it; null where the pattern follows from other parameters
   */
  constructor(line, input) {
    this.line = line;
    this.input = input;
    /** @type {Token[]} */
    this.tokens = [];
    this.composing = false; // whether an input method is still at a word
    input?.addEventListener("input", () => this.typed(input.value));
    input?.addEventListener("compositionstart", () => (this.composing = true));
    input?.addEventListener("compositionend", () => (this.composing = false));
    input?.addEventListener("scroll", () => (line.scrollLeft = input.scrollLeft));
    for (const moved of ["keyup", "click", "focus", "select", "input"]) input?.addEventListener(moved, () => this.match());
    input?.addEventListener("blur", () => this.match());
    input?.addEventListener("keyup", ({ key }) => WALKS.has(key) && pointAt({ focus: this.nameAt(input.selectionStart ?? 0) }));
    input?.addEventListener("input", () => pointAt({ focus: "" })); // whoever types is not asking
  }

  /**
   * Show tokens; the culprit's span is in code points.
   *
   * @param {Token[]} tokens
   * @param {Pair | null} [culprit]
   */
  show(tokens, culprit = null) {
    this.tokens = tokens;
    const pieces = tokens.flatMap((token) => cut(token, culprit));
    this.line.replaceChildren(...pieces.map(({ token, text, wrong }) => piece(token, text, wrong)));
    this.match();
    const end = tokens.at(-1)?.span[1] ?? 0;
    if (culprit && culprit[0] >= end) this.line.append(element("span", "culprit edge"));
    if (this.input) this.line.scrollLeft = this.input.scrollLeft;
  }

  /**
   * Write the pattern that is meant in the place of what was typed for it; the caret stays beside what it stood beside.
   *
   * @param {string} pattern
   */
  mean(pattern) {
    const { input } = this;
    if (!input || this.composing || input.value === pattern) return;
    const { value, selectionStart, selectionEnd } = input;
    const shorter = Math.min(value.length, pattern.length);
    let front = 0;
    while (front < shorter && value[front] === pattern[front]) front++;
    const moved = (/** @type {number | null} */ place) => (place === null || place <= front ? place : Math.max(front, pattern.length - (value.length - place)));
    input.value = pattern;
    if (input.matches(":focus")) input.setSelectionRange(moved(selectionStart), moved(selectionEnd));
  }

  /**
   * The name of the axis that the caret stands in.
   *
   * @param {number} place  in the input
   */
  nameAt(place) {
    const at = Array.from(this.input?.value.slice(0, place) ?? "").length;
    return this.tokens.find(({ span: [start, end], axis }) => axis !== null && start <= at && at <= end)?.text ?? "";
  }

  /** Light the bracket beside the caret and the one that belongs to it. */
  match() {
    const { input } = this;
    const pair = input?.matches(":focus") ? partner(input.value, input.selectionStart ?? 0) : null;
    // Places in the input are UTF-16, those of tokens code points.
    const lit = pair && input ? pair.map((place) => Array.from(input.value.slice(0, place)).length) : [];
    let place = 0;
    for (const piece of this.line.children) {
      const one = piece.classList.contains("open") || piece.classList.contains("close");
      piece.classList.toggle("match", one && lit.includes(place));
      place += piece.classList.contains("arrow") ? 2 : Array.from(piece.textContent ?? "").length;
    }
  }

  /**
   * While the server has not answered yet: keep the colours of what stayed the same at either end.
   *
   * @param {string} text
   */
  typed(text) {
    const now = Array.from(text);
    const before = Array.from(this.tokens.map((token) => token.text).join(""));
    const same = before.findIndex((character, index) => character !== now[index]);
    const kept = same < 0 ? before.length : same;
    const front = this.tokens.filter((token) => token.span[1] <= Math.min(kept, now.length));
    const start = front.at(-1)?.span[1] ?? 0;
    /** @type {Token} */
    const rest = { kind: "typed", text: now.slice(start).join(""), span: [start, now.length], axis: null };
    this.line.replaceChildren(...[...front, rest].map((token) => piece(token, token.text, false)));
    if (this.input) this.line.scrollLeft = this.input.scrollLeft;
  }
}

/**
 * A token, cut where the culprit begins and ends.
 *
 * @param {Token} token
 * @param {Pair | null} culprit
 */
function cut(token, culprit) {
  const characters = Array.from(token.text);
  const [start, end] = culprit ?? [0, 0];
  const from = Math.min(characters.length, Math.max(0, start - token.span[0]));
  const to = Math.min(characters.length, Math.max(from, end - token.span[0]));
  return [
    { token, text: characters.slice(0, from).join(""), wrong: false },
    { token, text: characters.slice(from, to).join(""), wrong: true },
    { token, text: characters.slice(to).join(""), wrong: false },
  ].filter(({ text }) => text !== "");
}

/**
 * @param {Token} token
 * @param {string} text
 * @param {boolean} wrong
 */
function piece(token, text, wrong) {
  const hue = token.axis === null ? "" : ` ${hueOf(token.axis)}`;
  // The arrow takes the room of the two characters that are typed for it.
  const shown = token.kind === "arrow" && text === "->" ? "→" : text;
  const made = element("span", `${token.kind}${hue}${wrong ? " culprit" : ""}`, shown);
  if (token.axis !== null) made.dataset.axis = token.text;
  return made;
}
