/** A stage and its timeline on the whole screen, with the pattern and the formula as captions; loaded when somebody presents. */

/** @import {Timeline} from "./timeline.js" */
import { element, typing, within } from "../../base/dom.js";
import { settle } from "../../shell/focus.js";

/** What the buttons of a remote control send, and what is pressed instead of them. @type {Record<string, 1 | -1>} */
const WAYS = { PageDown: 1, ArrowRight: 1, " ": 1, ".": 1, PageUp: -1, ArrowLeft: -1 };
const root = document.documentElement;

export class Presentation {
  /**
   * @param {Timeline} timeline
   * @param {HTMLButtonElement} button
   */
  constructor(timeline, button) {
    this.timeline = timeline;
    this.button = button;
    this.full = false; // whether the browser gave the whole screen, and says when it takes it back
    /** Its style, once. @type {Promise<unknown> | null} */
    this.styled = null;
    document.addEventListener("fullscreenchange", () => {
      if (document.fullscreenElement) this.full = true;
      else if (this.full) this.leave();
    });
    addEventListener("keydown", (event) => this.key(event), { capture: true }); // before whatever the keys mean elsewhere
  }

  get on() {
    return root.classList.contains("presenting");
  }

  toggle() {
    return this.on ? this.leave() : this.enter();
  }

  async enter() {
    root.requestFullscreen?.().catch(() => {}); // where it is not allowed, the window is the screen
    await (this.styled ??= style());
    root.classList.add("presenting");
    this.button.setAttribute("aria-pressed", "true");
    const main = this.button.closest("main");
    if (main) settle(main); // the space bar goes on, and does not press it again
  }

  leave() {
    root.classList.remove("presenting");
    this.button.setAttribute("aria-pressed", "false");
    if (document.fullscreenElement) document.exitFullscreen();
    this.full = false;
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    if (!this.on || ctrlKey || metaKey || altKey || shiftKey || within(event, "dialog")) return;
    const way = WAYS[key];
    const pressing = key === " " && within(event, "button, a, summary");
    if (way && !typing(event) && !pressing) this.timeline.go(way);
    else if (key === "Escape") this.leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

/** The style of a presentation: the page has it before it looks like one; a page that is one file has it already. */
async function style() {
  if (!import.meta.url) return;
  const link = element("link");
  link.rel = "stylesheet";
  link.href = String(new URL("../../shell/presentation.css", import.meta.url));
  await new Promise((resolve) => {
    link.onload = link.onerror = resolve;
    document.head.append(link);
  });
}
