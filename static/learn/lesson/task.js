/** What there is to do in a step: an answer is sent, and what the server says of it is shown. */

/** @import {Texts} from "../../base/types.js" */
import { element } from "../../base/dom.js";
import { say } from "../../base/words.js";

/** @typedef {{right: boolean, sentence: string, op: string | null, texts: Texts | null}} Judged */

export class Task {
  /**
   * @param {object} parts
   * @param {HTMLFormElement} parts.form
   * @param {HTMLElement} parts.said
   * @param {string} address  where answers are judged
   * @param {Texts} asked  what is asked with them: the step, and the language
   * @param {(judged: Judged) => void} onJudged
   */
  constructor({ form, said }, address, asked, onJudged) {
    this.form = form;
    this.said = said;
    this.address = address;
    this.asked = asked;
    this.onJudged = onJudged;
    this.running = new AbortController();
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.judge(String(new FormData(form).get("answer") ?? ""));
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) form.requestSubmit(); // where Enter makes a line
    });
  }

  /** Answer with something that was not typed. @param {string} answer */
  answer(answer) {
    const field = this.form.elements.namedItem("answer");
    if (field instanceof HTMLInputElement) field.value = answer;
    this.judge(answer);
  }

  /** @param {string} answer */
  async judge(answer) {
    this.running.abort();
    const mine = (this.running = new AbortController());
    try {
      const response = await fetch(`${this.address}?${new URLSearchParams({ ...this.asked, answer })}`, { signal: mine.signal });
      if (!response.ok) throw new Error(response.statusText);
      const judged = /** @type {Judged} */ (await response.json());
      if (mine.signal.aborted) return;
      this.tell(judged.right ? "right" : "wrong", judged.sentence);
      this.onJudged(judged);
    } catch {
      if (!mine.signal.aborted) this.tell("wrong", say("The server is not responding."));
    }
  }

  /**
   * @param {"right" | "wrong"} kind
   * @param {string} sentence  what stands between backticks is code
   */
  tell(kind, sentence) {
    this.said.className = `said ${kind}`;
    this.said.replaceChildren(...sentence.split("`").map((part, index) => (index % 2 ? element("code", "", part) : part)));
  }
}
