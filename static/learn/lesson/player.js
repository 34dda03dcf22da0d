/** The stage of a lesson, of an operation or of a program, with its timeline. */

/** @import {Find} from "../../base/find.js" */
/** @import {Answer, Texts} from "../../base/types.js" */
/** @import {ProgramAnswer} from "../../lines/types.js" */
/** @import {Model, Point} from "../../stage/model/model.js" */
import { asker } from "../../base/ask.js";
import { element } from "../../base/dom.js";
import { Lines, stagedOf } from "../../lines/lines.js";
import { ProgramTimeline } from "../../lines/program_timeline.js";
import { Question } from "../../lines/question.js";
import { inOneLine } from "../../panels/inspector.js";
import { targetAt } from "../../stage/model/cell.js";
import { partsOfTimeline, stageOf, timelineOf } from "../../stage/wiring.js";

/** @typedef {(target: number) => void} OnPress  a cell of the output was pressed: its flat position */

class Player {
  /**
   * @param {Find} find
   * @param {OnPress} onPress
   */
  constructor(find, onPress) {
    this.onPress = onPress;
    this.cell = find("cell", HTMLElement);
    this.full = find("full", HTMLAnchorElement);
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
    const { answer } = this;
    if (!answer) return;
    const told = /** @type {Answer} */ (this.stage.answer?.told ?? answer); // of a program, the tensor of the line that is shown
    this.cell.textContent = point ? inOneLine(told, model, point, this.stage.highlighted, told.output.name) : "";
    if (point && pinned && point.figure === model.output) this.onPress(targetAt(/** @type {Answer} */ (answer), model, point));
  }
}

export class OperationPlayer extends Player {
  /**
   * @param {Find} find
   * @param {string} op
   * @param {OnPress} onPress
   */
  constructor(find, op, onPress) {
    super(find, onPress);
    this.timeline = timelineOf(find, [this.stage]);
    this.question = asker(op, (answer) => this.show(answer), () => {});
  }

  /** @param {Texts} texts  of another state, which is shown and played */
  async ask(texts) {
    if (await this.question(texts)) this.play();
  }

  /** @param {Answer} answer */
  show(answer) {
    this.answer = answer;
    this.timeline.name(answer.scene);
    this.full.href = answer.links.page;
    this.stage.drawing.setAttribute("aria-label", answer.formula.text);
    this.stage.show(answer);
  }

  play() {
    if (this.timeline.still.matches) this.stage.stand(true);
    else if (!this.timeline.running) this.timeline.start();
  }
}

export class ProgramPlayer extends Player {
  /**
   * @param {Find} find
   * @param {Texts} program
   * @param {OnPress} onPress
   */
  constructor(find, program, onPress) {
    super(find, onPress);
    this.program = program;
    this.question = new Question();
    this.lines = new Lines(find("stops", HTMLElement), element("ol"), (step) => this.timeline.choose(step));
    const parts = { ...partsOfTimeline(find), stops: element("div") };
    this.timeline = new ProgramTimeline(parts, (time, moving) => this.stage.seek(time, moving), (step) => this.line(step), () => this.stage.stand(false));
  }

  /** @param {Texts} texts  of another program, whose last line is shown and played */
  async ask(texts) {
    const { step: _step, ...program } = texts;
    this.program = program;
    const asked = await this.question.ask(program);
    if (!asked?.answer) return;
    this.show(asked.answer);
    this.play();
  }

  /**
   * Show the line that made a tensor.
   *
   * @param {number} step
   * @returns {Promise<boolean>} whether it is shown
   */
  async line(step) {
    const asked = await this.question.ask({ ...this.program, step: String(step) });
    if (asked?.answer) this.show(asked.answer);
    return Boolean(asked?.answer);
  }

  /** @param {ProgramAnswer} answer */
  show(answer) {
    const { steps, step, links } = answer;
    this.answer = answer;
    this.lines.show(answer);
    this.timeline.show(answer);
    if (links.page) this.full.href = links.page;
    this.stage.drawing.setAttribute("aria-label", steps[step] ?? "");
    this.stage.show(stagedOf(answer));
  }

  play() {
    this.timeline.once();
  }
}
