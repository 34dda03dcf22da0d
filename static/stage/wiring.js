/** A stage and its timeline with the elements that a page has for them: templates call them the same on every page. */

/** @import {Find} from "../base/find.js" */
/** @import {Answer} from "../base/types.js" */
/** @import {Model, Point} from "./model/model.js" */
import { element } from "../base/dom.js";
import { say } from "../base/words.js";
import { Timeline } from "./controls/timeline.js";
import { blockAt } from "./model/cell.js";
import { spoken } from "./spoken.js";
import { Stage } from "./stage.js";

/**
 * A stage that also says, for whoever hears the page, which cell is pointed at.
 *
 * @param {Find} find
 * @param {(point: Point | null, model: Model, pinned: boolean) => void} onPoint
 * @param {string} [name]  what the names of its elements begin with
 */
export function stageOf(find, onPoint, name = "") {
  const drawing = find(`${name}drawing`, HTMLElement);
  const said = roled("status");
  drawing.after(said);
  // Blocks are no elements. While somebody is in the grid it has one cell, the one that is reached: a grid without any is not entered.
  const cell = roled("gridcell");
  const row = roled("row", cell);
  drawing.addEventListener("focus", () => drawing.append(row));
  drawing.addEventListener("blur", () => row.remove());
  /** @type {(point: Point | null, model: Model, pinned: boolean) => void} */
  const pointed = (point, model, pinned) => {
    const sentence = point && stage.answer ? spoken(stage.answer, model, point, stage.highlighted) : "";
    const whole = sentence && pinned ? say("{sentence}: pinned", { sentence }) : sentence;
    said.textContent = whole && name ? `${name.charAt(0).toUpperCase()}: ${whole}` : whole; // one of two
    cell.textContent = whole;
    onPoint(point, model, pinned);
  };
  const stage = new Stage(
    drawing,
    find(`${name}canvas`, HTMLCanvasElement),
    find(`${name}underlay`, SVGSVGElement),
    find(`${name}overlay`, SVGSVGElement),
    pointed,
  );
  return stage;
}

/**
 * @param {string} role
 * @param {Node[]} content
 */
function roled(role, ...content) {
  const made = element("div", "unseen", ...content);
  made.setAttribute("role", role);
  return made;
}

/** @param {Find} find */
export function partsOfTimeline(find) {
  return {
    play: find("play", HTMLButtonElement),
    time: find("time", HTMLInputElement),
    stops: find("stops", HTMLElement),
    speed: find("speed", HTMLButtonElement),
    loop: find("loop", HTMLButtonElement),
    back: find("back", HTMLButtonElement),
    on: find("on", HTMLButtonElement),
    present: find("present", HTMLButtonElement),
  };
}

/**
 * The timeline of some stages; whoever chooses a time wants to see it, and no longer all stages at once.
 *
 * @param {Find} find
 * @param {Stage[]} stages
 * @param {(time: number, moving: boolean) => void} [onTime]
 * @param {() => void} [onChoice]
 */
export function timelineOf(find, stages, onTime = () => {}, onChoice = () => {}) {
  return new Timeline(
    partsOfTimeline(find),
    (time, moving) => {
      for (const stage of stages) stage.seek(time, moving);
      onTime(time, moving);
    },
    () => {
      for (const stage of stages) stage.stand(false);
      onChoice();
    },
  );
}

/**
 * Pin a cell of the output, where its block is shown.
 *
 * @param {Stage} stage
 * @param {Answer} answer  that it shows
 * @param {number | null} target
 */
export function pinCell(stage, answer, target) {
  const block = target === null ? null : blockAt(answer, target);
  if (block !== null) stage.pin({ flight: 0, block, figure: answer.scene.figures.length - 1 });
}
