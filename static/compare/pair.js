/** Two stages that point at the same cell: what is pointed at on one lights up on the other. */

/** @import {Answer} from "../base/types.js" */
/** @import {Model, Point} from "../stage/model/model.js" */
/** @import {Stage} from "../stage/stage.js" */
import { blockAt, targetOf } from "../stage/model/cell.js";

export class Pair {
  constructor() {
    /** @type {{stage: Stage, answer: Answer}[]} */
    this.sides = [];
    this.busy = false;
  }

  /**
   * @param {Stage} stage
   * @param {Answer} answer  that it shows
   */
  add(stage, answer) {
    this.sides.push({ stage, answer });
  }

  /**
   * Somebody points at a block of one stage; the others follow.
   *
   * @param {Answer} answer  of the stage
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
 * @param {Answer} answer
 * @param {Model} model
 * @param {Point} point
 * @param {Answer} other
 * @param {Model | null} there
 * @returns {Point | null}
 */
export function twin(answer, model, point, other, there) {
  if (!there) return null;
  const { digits, number } = model.block(point);
  if (point.figure === model.output) {
    const block = String(answer.output.shape) === String(other.output.shape) ? blockAt(other, targetOf(answer, digits)) : null;
    return block === null ? null : { flight: 0, block, figure: there.output };
  }
  const flight = there.flights[point.flight];
  const block = flight && number >= 0 ? flight.numbers.indexOf(number) : -1;
  return flight && block >= 0 ? { flight: flight.index, block, figure: flight.figure } : null;
}
