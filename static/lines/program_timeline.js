/** The timeline of a program: plays the flight of one line, and then that of the next. */

/** @import {ProgramAnswer} from "./types.js" */
import { Timeline } from "../stage/controls/timeline.js";
import { LAST } from "../stage/model/motion.js";

const FASTER = 1.5; // a line is a short flight, and there are many

// A line is nothing but a flight: its time passes evenly.
const EVEN = [0, 1, 2, 3];
const EVEN_SECONDS = [1.4, 1.4, 1.4];

/**
 * The time of a line's flight at a stage: blocks fly from 1 to 2.
 *
 * @param {number} stage
 */
export function lineTime(stage) {
  return Math.min(LAST, Math.max(0, (stage - 1) * LAST));
}

export class ProgramTimeline extends Timeline {
  /**
   * @param {ConstructorParameters<typeof Timeline>[0]} parts
   * @param {(time: number, moving: boolean) => void} onTime  time of the stage: blocks fly from 1 to 2
   * @param {(step: number) => Promise<boolean>} onLine  shows another line; false: it could not
   * @param {() => void} onChoice  somebody chose a time or plays
   */
  constructor(parts, onTime, onLine, onChoice) {
    super(parts, (time, moving) => onTime(1 + time / LAST, moving), onChoice);
    this.along = EVEN;
    this.seconds = EVEN_SECONDS;
    this.onLine = onLine;
    this.going = false;
    this.choosing = false;
    this.shown = { step: 0, lines: 0 };
  }

  /** The line that is shown, of how many. @param {ProgramAnswer} answer */
  show({ step, tensors }) {
    this.shown = { step, lines: tensors.length };
  }

  /**
   * Show another line, and its flight from its beginning.
   *
   * @param {number} step
   */
  async choose(step) {
    this.choosing = true;
    const found = await this.onLine(step);
    this.choosing = false;
    if (found) this.begin();
  }

  /**
   * Turn to another line.
   *
   * @param {1 | -1 | 0} way  the next, the one before, the first
   * @returns {boolean} false: there is none
   */
  turn(way) {
    if (this.choosing) return true;
    const step = way ? this.shown.step + way : 0;
    if (step < 0 || step >= this.shown.lines || step === this.shown.step) return false;
    this.choose(step);
    return true;
  }

  /**
   * Lines are the stops.
   *
   * @override
   * @param {1 | -1} way
   */
  step(way) {
    this.pause();
    this.turn(way);
  }

  /**
   * To another line: to the next one as it plays.
   *
   * @override
   * @param {1 | -1} way
   */
  async go(way) {
    this.pause();
    const step = this.shown.step + way;
    if (this.choosing || step < 0 || step >= this.shown.lines) return;
    await this.choose(step);
    if (way > 0) this.once();
  }

  /** Play on into the next line, from the first where the last has ended; without motion, go to the next. @override */
  start() {
    if (this.time >= LAST || this.still.matches) {
      if (!this.turn(1)) this.turn(0);
    }
    if (this.still.matches) return;
    super.start();
    this.going = true;
  }

  /** The flight of the line that is shown now, from its beginning; to its end where nothing may move. */
  begin() {
    this.set(this.still.matches || !this.running ? LAST : 0);
  }

  /** Play this line alone. */
  once() {
    this.set(this.still.matches ? LAST : 0);
    if (!this.still.matches) super.start();
  }

  /** @override */
  pause() {
    this.going = false;
    super.pause();
  }

  /**
   * @override
   * @param {number} seconds
   */
  advance(seconds) {
    if (this.time < LAST) super.advance(seconds * FASTER);
    else if (this.going && this.turn(1)) return; // the next line comes when it has been asked for
    else if (this.looping && this.going) this.turn(0);
    else if (this.looping) this.set(0);
    else this.pause();
  }
}
