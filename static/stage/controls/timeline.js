/** The timeline: a clock from 0 to 3 with a stop at each stage. Play, pause, scrub, speed and loop. */

/** @import {Scene} from "../../base/types.js" */
import { element, within } from "../../base/dom.js";
import { say } from "../../base/words.js";
import { tensorsAt } from "../model/model.js";
import { ALONG, LAST, place, timeAt } from "../model/motion.js";

const SECONDS = [0.5, 3.2, 0.5]; // how long each part takes at speed 1
const REST = 0.9; // seconds at the end before a loop begins again
const SPEEDS = [1, 2, 0.5];
/** @type {Record<string, 1 | -1>} */
const WAYS = { ArrowLeft: -1, ArrowRight: 1 };
// Where the space bar, and where arrows, have a meaning already: in a dialog all of them do.
const PRESSED = "input, select, textarea, button, a, summary, [contenteditable='true'], dialog";
const TYPED = "input, textarea, select, [contenteditable='true'], dialog";
const WALKED = "input, select, textarea, [contenteditable='true'], [tabindex='0'], dialog";

export class Timeline {
  /**
   * @param {object} parts
   * @param {HTMLButtonElement} parts.play
   * @param {HTMLInputElement} parts.time
   * @param {HTMLElement} parts.stops
   * @param {HTMLButtonElement} parts.speed
   * @param {HTMLButtonElement} parts.loop
   * @param {HTMLButtonElement} parts.back
   * @param {HTMLButtonElement} parts.on
   * @param {HTMLButtonElement} parts.present
   * @param {(time: number, moving: boolean) => void} onTime
   * @param {() => void} onChoice  somebody chose a time or plays
   */
  constructor({ play, time, stops, speed, loop, back, on, present }, onTime, onChoice) {
    this.play = play;
    this.input = time;
    this.stops = stops;
    this.onTime = onTime;
    this.onChoice = onChoice;
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
    this.time = 0;
    this.speed = 1;
    this.looping = false;
    this.along = ALONG;
    this.seconds = SECONDS;
    this.running = 0;
    this.rested = 0;
    this.until = Infinity; // where it pauses by itself
    /** @type {Promise<import("./presentation.js").Presentation> | null} */
    this.presentation = null;
    this.present = async () => {
      this.presentation ??= import("./presentation.js").then((module) => new module.Presentation(this, present));
      (await this.presentation).toggle();
    };
    present.addEventListener("click", this.present);
    play.addEventListener("click", () => this.toggle());
    back.addEventListener("click", () => this.step(-1));
    on.addEventListener("click", () => this.step(1));
    addEventListener("keydown", (event) => this.key(event));
    time.addEventListener("input", () => this.seek(timeAt(Number(time.value), this.along)));
    stops.addEventListener("click", ({ target }) => {
      if (target instanceof HTMLElement && target.dataset.stop) this.seek(Number(target.dataset.stop));
    });
    speed.addEventListener("click", () => {
      this.speed = SPEEDS[(SPEEDS.indexOf(this.speed) + 1) % SPEEDS.length] ?? 1;
      speed.textContent = `${this.speed}×`;
    });
    loop.addEventListener("click", () => {
      this.looping = !this.looping;
      loop.setAttribute("aria-pressed", String(this.looping));
    });
    this.set(0);
  }

  /**
   * What each stop says of itself.
   *
   * @param {Scene} scene
   */
  name(scene) {
    scene.stages.forEach(({ name, caption }, index) => {
      const stop = this.stops.children[index];
      if (!(stop instanceof HTMLElement)) return;
      const [axes = "", shape = "", call = ""] = tensorsAt(scene, index);
      const sizes = element("span", "stop-shape", ...(call ? [element("span", "how", `${call} `)] : []), shape);
      stop.replaceChildren(caption || name, ...(shape ? [element("span", "stop-shape axes", axes), sizes] : []));
      stop.title = axes || name;
    });
  }

  /**
   * The space bar plays, arrows go from stop to stop and f presents, wherever they mean nothing else.
   *
   * @param {KeyboardEvent} event
   */
  key(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const way = WAYS[event.key];
    if (event.key === " " && !within(event, PRESSED)) this.toggle();
    else if (way && !within(event, WALKED)) this.step(way);
    else if (event.key === "f" && !within(event, TYPED)) this.present();
    else return;
    event.preventDefault();
  }

  toggle() {
    if (this.running) this.pause();
    else this.start();
  }

  /**
   * To the stop before or after this time.
   *
   * @param {1 | -1} way
   */
  step(way) {
    const next = way > 0 ? Math.floor(this.time) + 1 : Math.ceil(this.time) - 1;
    this.seek(Math.min(LAST, Math.max(0, next)));
  }

  /**
   * To the stop after this time as it plays, at once where nothing may move or where it is on its way; or to the one before.
   *
   * @param {1 | -1} way
   */
  go(way) {
    if (way < 0 || this.still.matches || this.running || this.time >= LAST) return this.step(way);
    this.until = Math.floor(this.time) + 1;
    this.start();
  }

  /** Play from here, from the beginning where the end was reached; without motion, go to the next stop. */
  start() {
    if (this.still.matches) {
      this.seek(this.time >= LAST ? 0 : Math.floor(this.time) + 1);
      return;
    }
    this.onChoice();
    if (this.time >= LAST) this.set(0);
    let before = performance.now();
    this.rested = 0;
    const tick = (/** @type {number} */ now) => {
      this.advance(Math.max(0, Math.min(0.1, (now - before) / 1000)));
      before = now;
      if (this.running) this.running = requestAnimationFrame(tick);
    };
    this.running = requestAnimationFrame(tick);
    this.mark();
  }

  pause() {
    cancelAnimationFrame(this.running);
    this.running = 0;
    this.until = Infinity;
    this.mark();
    this.onTime(this.time, false);
  }

  /** @param {number} time */
  seek(time) {
    this.onChoice();
    this.pause();
    this.set(time);
  }

  /** @param {number} seconds */
  advance(seconds) {
    if (this.time < LAST) {
      const part = this.seconds[Math.min(LAST - 1, Math.floor(this.time))] ?? 1;
      this.set(Math.min(LAST, this.until, this.time + (seconds * this.speed) / part));
      if (this.time === this.until) this.pause();
    } else if (!this.looping) {
      this.pause();
    } else if ((this.rested += seconds) > REST) {
      this.rested = 0;
      this.set(0);
    }
  }

  /** @param {number} time */
  set(time) {
    this.time = time;
    this.input.value = String(place(time, this.along));
    for (const stop of this.stops.children) {
      if (stop instanceof HTMLElement) stop.toggleAttribute("aria-current", Number(stop.dataset.stop) === time);
    }
    this.onTime(time, this.running !== 0);
  }

  mark() {
    this.play.classList.toggle("playing", this.running !== 0);
    this.play.setAttribute("aria-label", this.running ? say("Pause") : say("Play"));
  }
}
