/** The timeline: a clock from 0 to 3 with a stop at each stage. Play, pause, scrub, speed and loop. */

import { LAST } from "./places.js";

const SECONDS = [0.9, 2.4, 0.9]; // how long each part takes at speed 1
const REST = 0.9; // seconds at the end before a loop begins again
const SPEEDS = [1, 2, 0.5];

export class Timeline {
  /**
   * @param {object} parts
   * @param {HTMLButtonElement} parts.play
   * @param {HTMLInputElement} parts.time
   * @param {HTMLElement} parts.stops
   * @param {HTMLButtonElement} parts.speed
   * @param {HTMLButtonElement} parts.loop
   * @param {(time: number) => void} onTime
   */
  constructor({ play, time, stops, speed, loop }, onTime) {
    this.play = play;
    this.input = time;
    this.stops = stops;
    this.onTime = onTime;
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
    this.time = 0;
    this.speed = 1;
    this.looping = false;
    this.running = 0;
    this.rested = 0;
    play.addEventListener("click", () => (this.running ? this.pause() : this.start()));
    time.addEventListener("input", () => this.seek(Number(time.value)));
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

  /** Play from here, from the beginning where the end was reached; without motion, go to the next stop. */
  start() {
    if (this.still.matches) {
      this.seek(this.time >= LAST ? 0 : Math.floor(this.time) + 1);
      return;
    }
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
    this.mark();
  }

  /** @param {number} time */
  seek(time) {
    this.pause();
    this.set(time);
  }

  /** @param {number} seconds */
  advance(seconds) {
    if (this.time < LAST) {
      const part = SECONDS[Math.min(SECONDS.length - 1, Math.floor(this.time))] ?? 1;
      this.set(Math.min(LAST, this.time + (seconds * this.speed) / part));
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
    this.input.value = String(time);
    for (const stop of this.stops.children) {
      if (stop instanceof HTMLElement) stop.toggleAttribute("aria-current", Number(stop.dataset.stop) === time);
    }
    this.onTime(time);
  }

  mark() {
    this.play.classList.toggle("playing", this.running !== 0);
    this.play.setAttribute("aria-label", this.running ? "Pause" : "Play");
  }
}
