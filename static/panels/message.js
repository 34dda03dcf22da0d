/**
 * The line that says what is wrong and offers the repair; quiet where nothing is. It never changes its height. What is
 * seen meanwhile belongs to the last valid state: it is dimmed, and a note says so.
 */

/** @import {Mistake} from "../base/types.js" */
import { element } from "../base/dom.js";
import { called, say } from "../base/words.js";
import { oneStop } from "../shell/focus.js";

export class Message {
  /**
   * @param {HTMLElement} line
   * @param {HTMLElement} verdict
   * @param {HTMLElement} bench  around what belongs to the last valid state
   * @param {HTMLElement} note  which describes it
   * @param {(repair: Record<string, string>) => void} onRepair
   */
  constructor(line, verdict, bench, note, onRepair) {
    this.line = line;
    this.verdict = verdict;
    this.bench = bench;
    this.note = note;
    this.answered = false;
    this.onRepair = onRepair;
    /** What stands here where nothing is wrong. @type {string | HTMLElement} */
    this.quiet = line.dataset.quiet ?? "";
  }

  /** Show something else where nothing is wrong. @param {string | HTMLElement} quiet */
  rest(quiet) {
    this.quiet = quiet;
    if (!this.wrong) this.line.replaceChildren(quiet);
  }

  /** Whether something is wrong. */
  get wrong() {
    return this.line.classList.contains("wrong");
  }

  clear() {
    this.line.className = "message";
    this.line.replaceChildren(this.quiet);
    this.verdict.className = "verdict";
    this.verdict.textContent = say("✓ valid");
    this.answered = true;
    this.bench.classList.remove("stale");
    this.note.textContent = "";
  }

  /**
   * @param {Mistake} mistake
   * @param {{text: string, repair: Record<string, string>}[]} [choices]  what else there is, or the repair in words
   * @param {string | null} [part]  what is seen belongs to this state, but is only a part of it: which
   */
  show({ code, message, hint, repair }, choices = [], part = null) {
    this.line.className = "message wrong";
    const ways = element("span", "ways");
    const text = element("span", "text", whole({ message, hint }), ...whyOf(code));
    this.line.replaceChildren(text, " ", ways);
    const listed = choices.some((choice) => JSON.stringify(choice.repair) === JSON.stringify(repair));
    if (!listed && Object.keys(repair).length) ways.append(this.button(written(repair), repair));
    ways.append(...choices.map((choice) => this.button(choice.text, choice.repair)));
    if (ways.childElementCount > 1) {
      ways.setAttribute("role", "toolbar");
      ways.setAttribute("aria-label", say("Ways to go on"));
      oneStop(ways);
    }
    this.verdict.className = "verdict wrong";
    this.verdict.textContent = say("✗ not valid yet");
    if (part) this.note.textContent = part;
    if (part || !this.answered) return; // there is nothing to dim
    this.bench.classList.add("stale");
    this.note.textContent = say("Dimmed: the last valid state");
  }

  /**
   * @param {string} text
   * @param {Record<string, string>} repair
   */
  button(text, repair) {
    const button = element("button", "button", text);
    button.type = "button";
    if (text !== written(repair)) button.title = written(repair);
    button.addEventListener("click", () => this.onRepair(repair));
    return button;
  }
}

/**
 * A link to the page that explains a mistake, of which there is one for every code.
 *
 * @param {string} code
 */
function whyOf(code) {
  if (!code) return [];
  const link = element("a", "why"); // what is written on it is style: the sentence stays as the server said it
  const lang = new URLSearchParams(location.search).get("lang");
  link.href = `/problems/${encodeURIComponent(code)}${lang ? `?${new URLSearchParams({ lang })}` : ""}`;
  link.title = say("What this means, and what mends it");
  link.setAttribute("aria-label", link.title);
  return [link];
}

/**
 * What a repair writes, by the parameters it changes.
 *
 * @param {Record<string, string>} repair
 */
function written(repair) {
  const said = Object.entries(repair).map(([name, text]) => say("{some}: {more}", { some: called(name), more: text || say("none") }));
  return said.reduce((some, more) => say("{some}, {more}", { some, more }));
}

/**
 * What is wrong, and what to do about it.
 *
 * @param {Pick<Mistake, "message" | "hint">} mistake
 */
export function whole({ message, hint }) {
  return hint ? say("{message} {hint}.", { message, hint: capitalised(hint) }) : message;
}

/** @param {string} text */
function capitalised(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
