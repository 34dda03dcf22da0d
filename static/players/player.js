/** One stage with its timeline, of an operation or of a program, wherever it stands: beside a lesson, in a frame, in a file. */

/** @import {Find} from "../base/find.js" */
/** @import {Answer, Texts} from "../base/types.js" */
/** @import {ProgramAnswer} from "../lines/types.js" */
/** @import {Model, Point} from "../stage/model/model.js" */
import { Lines, stagedOf } from "../lines/lines.js";
import { lineTime, ProgramTimeline } from "../lines/program_timeline.js";
import { inOneLine } from "../panels/inspector.js";
import { pointAt, targetAt } from "../stage/model/cell.js";
import { partsOfTimeline, pinCell, stageOf, timelineOf } from "../stage/wiring.js";
import { element } from "../base/dom.js";

/**
 * What a page may have beside its stage.
 *
 * @typedef {object} Beside
 * @property {HTMLElement} [cell]  what is said of the cell that is pointed at, in a line
 * @property {HTMLAnchorElement} [full]  leads to the page of what is shown
 * @property {HTMLElement} [said]  what the line of a program does
 * @property {HTMLElement} [list]  the lines of a program
 * @property {(point: Point | null, model: Model, pinned: boolean) => void} [onPoint]
 */

class Player {
  /**
   * @param {Find} find
   * @param {Beside} beside
   */
  constructor(find, beside) {
    this.beside = beside;
    this.ofLine = false; // whether it shows one of a program
    this.stage = stageOf(find, (point, model, pinned) => this.pointed(point, model, pinned));
    /** @type {Answer | ProgramAnswer | null} */
    this.answer = null;
  }

  /**
   * @param {Point | null} point
   * @param {Model} model
   * @param {boolean} pinned
   */
  pointed(point, model, pinned) {
    const { answer, beside } = this;
    if (!answer) return;
    if (beside.cell) beside.cell.textContent = point ? inOneLine(/** @type {Answer} */ (answer), model, point, this.stage.highlighted, this.ofLine) : "";
    beside.onPoint?.(point, model, pinned);
  }

  /**
   * The cell of the output that is pointed at: its flat position.
   *
   * @param {Point} point
   * @param {Model} model
   */
  target(point, model) {
    return targetAt(/** @type {Answer} */ (this.answer), model, point);
  }
}

export class OperationPlayer extends Player {
  /**
   * @param {Find} find
   * @param {Beside} [beside]
   */
  constructor(find, beside = {}) {
    super(find, beside);
    this.timeline = timelineOf(find, [this.stage]);
  }

  /** @param {Answer} answer */
  show(answer) {
    this.answer = answer;
    this.timeline.name(answer.scene);
    if (this.beside.full) this.beside.full.href = answer.links.page;
    this.stage.drawing.setAttribute("aria-label", answer.formula.text);
    this.stage.show(answer);
  }

  play() {
    if (this.timeline.still.matches) this.stage.stand(true);
    else if (!this.timeline.running) this.timeline.start();
  }

  /**
   * Show it as an address says.
   *
   * @param {Answer} answer
   * @param {Texts} texts
   */
  async begin(answer, { label = "", picture, cell, fill, stills, stage }) {
    this.stage.write(label);
    this.show(answer);
    if (picture) this.picture(answer, picture);
    pinCell(this.stage, answer, cell ? Number(cell) : null);
    this.stage.fill(fill === "1");
    if (stills === "1") this.stage.stand(true);
    else if (stage) this.timeline.seek(Number(stage));
    else this.play();
  }

  /**
   * Lay a built-in picture on it.
   *
   * @param {Answer} answer
   * @param {string} text  as an address names it
   */
  async picture(answer, text) {
    const { Picture } = await import("../picture/picture.js");
    const laid = new Picture(this.stage, { look: null, reshape: null, keep: () => {} }, () => {});
    laid.show(answer);
    laid.read(text);
  }
}

export class ProgramPlayer extends Player {
  /**
   * @param {Find} find
   * @param {(step: number) => Promise<ProgramAnswer | null>} answerOf  the line that made a tensor; null: there is no answer, or a newer question
   * @param {Beside} [beside]
   */
  constructor(find, answerOf, beside = {}) {
    super(find, beside);
    this.ofLine = true;
    this.answerOf = answerOf;
    this.lines = new Lines(find("stops", HTMLElement), beside.list ?? element("ol"), (step) => this.timeline.choose(step));
    const parts = { ...partsOfTimeline(find), stops: element("div") };
    this.timeline = new ProgramTimeline(parts, (time, moving) => this.stage.seek(time, moving), (step) => this.line(step), () => this.stage.stand(false));
  }

  /**
   * Show the line that made a tensor.
   *
   * @param {number} step
   * @returns {Promise<boolean>} whether it is shown
   */
  async line(step) {
    const answer = await this.answerOf(step);
    if (answer) this.show(answer);
    return answer !== null;
  }

  /** @param {ProgramAnswer} answer */
  show(answer) {
    const { steps, step, links } = answer;
    const { full, said } = this.beside;
    this.answer = answer;
    this.lines.show(answer);
    this.timeline.show(answer);
    if (full && links.page) full.href = links.page;
    if (said) said.textContent = steps[step] ?? "";
    this.stage.drawing.setAttribute("aria-label", steps[step] ?? "");
    this.stage.show(stagedOf(answer));
  }

  play() {
    this.timeline.once();
  }

  /**
   * Show it as an address says.
   *
   * @param {ProgramAnswer} answer
   * @param {Texts} texts
   */
  begin(answer, { label = "", cell, fill, stills, stage }) {
    this.stage.write(label);
    this.show(answer);
    const pinned = cell ? answer.shown.indexOf(Number(cell)) : -1;
    const point = this.stage.model && pinned >= 0 ? pointAt(this.stage.model, pinned) : null;
    if (point) this.stage.pin(point);
    this.stage.fill(fill === "1");
    if (stills === "1") this.stage.stand(true);
    else if (stage) this.timeline.seek(lineTime(Number(stage)));
    else this.play();
  }
}
