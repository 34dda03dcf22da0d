/** Two stages that point at the same cell: what is pointed at on one lights up on the other. */

/** @import {Outcome} from "../stage/model/cell.js" */
/** @import {Model, Point} from "../stage/model/model.js" */
/** @import {Stage} from "../stage/stage.js" */
import { pointIn, targetAt } from "../stage/model/cell.js";

export class Pair {
  constructor() {
    /** @type {{stage: Stage, answer: Outcome}[]} */
    this.sides = [];
    this.busy = false;
  }

  /**
   * @param {Stage} stage
   * @param {Outcome} answer  that it shows
   */
  add(stage, answer) {
    this.sides.push({ stage, answer });
  }

  /**
   * Somebody points at a block of one stage; the others follow.
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
