/** Two states side by side with one timeline: what is pointed at on one lights up on the other, and cells that differ have a ring. */

/** @import {Find} from "../base/find.js" */
/** @import {Axis, Scene, Tensor} from "../base/types.js" */
/** @import {ProgramAnswer} from "../lines/types.js" */
/** @import {Outcome} from "../stage/model/cell.js" */
/** @import {Model, Point} from "../stage/model/model.js" */
/** @import {Stage} from "../stage/stage.js" */
import { stagedOf } from "../lines/lines.js";
import { inOneLine } from "../panels/inspector.js";
import { pointIn, targetAt } from "../stage/model/cell.js";
import { LAST } from "../stage/model/motion.js";
import { stageOf, timelineOf } from "../stage/wiring.js";

/**
 * An operation, or a program, whose blocks say their own numbers.
 *
 * @typedef {Outcome & {op: string, inputs: Tensor[], axes: Axis[], scene: Scene}} Side
 *
 * @typedef {{stage: Stage, answer: Side}} Shown
 */

export class PairPlayer {
  /**
   * @param {Find} find
   * @param {object} state
   * @param {(Side | null)[]} state.answers  null: one that is not shown
   * @param {number[]} state.differ  cells of the output that come from elsewhere
   */
  constructor(find, { answers, differ }) {
    this.differ = differ;
    /** @type {Shown[]} */
    this.sides = [];
    /** The cell of the output that is pinned: its flat position. @type {number | null} */
    this.pinned = null;
    this.bare = false;
    this.busy = false;
    for (const [index, answer] of answers.entries()) if (answer) this.stand(find, index ? "b" : "a", answer);
    this.timeline = timelineOf(find, this.sides.map(({ stage }) => stage));
    for (const side of this.sides) this.show(side);
  }

  /**
   * @param {Find} find
   * @param {"a" | "b"} name
   * @param {Side} answer
   */
  stand(find, name, answer) {
    const cell = find(`${name}-cell`, HTMLElement);
    const stage = stageOf(find, (point, model, held) => {
      this.pinned = held && point ? targetAt(answer, model, point) : null;
      cell.textContent = point ? inOneLine(answer, model, point, stage.highlighted) : "";
      this.follow(answer, point, model, held);
    }, `${name}-`);
    this.sides.push({ stage, answer });
  }

  /** @param {Shown} side */
  show({ stage, answer }) {
    stage.show(answer.shown ? stagedOf(/** @type {ProgramAnswer} */ (/** @type {unknown} */ (answer))) : answer);
    this.ring({ stage, answer });
  }

  /** @param {Shown} side */
  ring({ stage, answer }) {
    const { model } = stage;
    if (model) stage.ring(this.bare ? [] : this.differ.map((target) => pointIn(answer, model, target)).filter((point) => point !== null));
  }

  /** @param {boolean} bare  pixels tell what differs, and rings would cover them */
  strip(bare) {
    if (bare === this.bare) return;
    this.bare = bare;
    for (const side of this.sides) this.ring(side);
  }

  /**
   * Lay a built-in picture on both.
   *
   * @param {string} text  as an address names it
   */
  async lay(text) {
    const { PicturePair } = await import("../picture/pair.js");
    const laying = new PicturePair(this.sides, () => {}, () => {}, (result) => this.strip(Boolean(result)));
    laying.read(text);
  }

  /** From its beginning; as far, and with the cell, as an address says. @param {{stage?: string, cell?: string}} texts */
  play({ stage, cell }) {
    const [first] = this.sides;
    const chosen = first?.stage.model && cell ? pointIn(first.answer, first.stage.model, Number(cell)) : null;
    if (first && chosen) first.stage.pin(chosen);
    if (stage) this.timeline.seek(Number(stage));
    else if (this.timeline.still.matches) this.timeline.seek(LAST);
    else if (first) this.timeline.start();
  }

  /**
   * Somebody points at a block of one stage; the other follows.
   *
   * @param {Outcome} answer  of the stage
   * @param {Point | null} point
   * @param {Model} model
   * @param {boolean} pinned
   */
  follow(answer, point, model, pinned) {
    if (this.busy) return; // the other one says that it has followed
    this.busy = true;
    for (const side of this.sides) {
      if (side.answer === answer) continue;
      const same = point && twin(answer, model, point, side.answer, side.stage.model);
      if (pinned || side.stage.pinned) side.stage.pin(same);
      if (!pinned) side.stage.point(same);
    }
    this.busy = false;
  }
}

/**
 * The same cell on another stage: of the output where the output is pointed at, else of the same input.
 *
 * @param {Outcome} answer
 * @param {Model} model
 * @param {Point} point
 * @param {Outcome} other
 * @param {Model | null} there
 * @returns {Point | null}
 */
export function twin(answer, model, point, other, there) {
  if (!there) return null;
  if (point.figure === model.output) {
    if (String(answer.output.shape) !== String(other.output.shape)) return null;
    return pointIn(other, there, targetAt(answer, model, point));
  }
  const { number } = model.block(point);
  const figure = model.flights[point.flight]?.figure;
  for (const flight of number < 0 ? [] : there.flights) {
    const block = flight.figure === figure ? flight.numbers.indexOf(number) : -1;
    if (block >= 0) return { flight: flight.index, block, figure: flight.figure };
  }
  return null;
}
