/** The slow motion of one cell of the output: its terms one after the other, as long as nobody looks at anything else. */

/** @import {Point} from "./model/model.js" */
/** @import {Stage} from "./stage.js" */
/** @import {Term} from "./overlay/one_cell.js" */
/** @import {Timeline} from "./controls/timeline.js" */
import { theme } from "../base/dark.js";
import { shape } from "../base/dom.js";
import { LAST } from "./model/motion.js";
import { oneCell } from "./overlay/one_cell.js";

const SECONDS = 2.4; // a term takes; of many each takes less
const LEAST = 1.1;
const UNHURRIED = 4; // terms that take their time

export class SlowMotion {
  /**
   * @param {Stage} stage
   * @param {Timeline} timeline
   * @param {Point} point  the cell
   * @param {Term[]} terms
   * @param {(at: number, playing: boolean) => void} onTerm  another term is shown, or playing began or ended
   * @param {() => void} onEnd  something else is looked at
   */
  constructor(stage, timeline, point, terms, onTerm, onEnd) {
    this.stage = stage;
    this.timeline = timeline;
    this.point = point;
    this.terms = terms;
    this.onTerm = onTerm;
    this.onEnd = onEnd;
    this.at = 0;
    this.share = 0;
    this.running = 0;
    this.lit = stage.highlighted;
    this.layer = shape("svg", { "aria-hidden": "true", class: "one-cell" });
    this.drawn = () => this.draw();
    this.seconds = Math.max(LEAST, Math.min(SECONDS, (SECONDS * UNHURRIED) / terms.length));
    stage.drawing.append(this.layer);
    timeline.seek(LAST);
    stage.drawing.addEventListener("drawn", this.drawn);
    this.show(0, 0);
  }

  get playing() {
    return this.running !== 0;
  }

  /** Without motion a term is shown as it ends, and the next one comes after a while. */
  play() {
    if (this.at === this.terms.length - 1 && this.share >= 1) this.show(0, 0);
    let before = performance.now();
    let waited = 0;
    const tick = (/** @type {number} */ now) => {
      const passed = Math.max(0, Math.min(0.1, (now - before) / 1000)) * this.timeline.speed;
      before = now;
      waited += passed;
      const still = this.timeline.still.matches;
      if (still && waited < this.seconds) this.share = 1;
      else if (still) waited = this.next() ? 0 : waited;
      else if ((this.share += passed / this.seconds) >= 1) this.next();
      if (!this.running) return;
      this.draw();
      this.running = requestAnimationFrame(tick);
    };
    this.running = requestAnimationFrame(tick);
    this.onTerm(this.at, true);
  }

  pause() {
    if (!this.running) return;
    cancelAnimationFrame(this.running);
    this.running = 0;
    this.onTerm(this.at, false);
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  /** @returns {boolean} whether there is another term; else the last one stays */
  next() {
    if (this.at + 1 < this.terms.length) {
      this.show(this.at + 1, 0);
      return true;
    }
    this.share = 1;
    this.pause();
    return false;
  }

  /**
   * To the term before or after this one, as it ends.
   *
   * @param {1 | -1} way
   */
  step(way) {
    this.pause();
    this.show(Math.max(0, Math.min(this.terms.length - 1, this.at + way)), 1);
  }

  /**
   * @param {number} at
   * @param {number} share
   */
  show(at, share) {
    [this.at, this.share] = [at, share];
    this.stage.highlighted = this.terms[at]?.blocks ?? [];
    this.stage.redraw();
    this.onTerm(at, this.playing);
    this.draw();
  }

  draw() {
    const { stage } = this;
    const [view] = stage.views();
    if (!stage.model || !view || stage.time !== LAST || stage.still) return this.end();
    this.layer.replaceChildren(...oneCell(stage.model, view, stage.room, theme(), this.point, this.terms, this.at, this.share));
  }

  /** Everything as it was before. */
  end() {
    cancelAnimationFrame(this.running);
    this.running = 0;
    this.stage.drawing.removeEventListener("drawn", this.drawn);
    if (!this.layer.isConnected) return;
    this.layer.remove();
    if (this.stage.highlighted === this.terms[this.at]?.blocks) this.stage.highlighted = this.lit;
    this.stage.redraw();
    this.onEnd();
  }
}
