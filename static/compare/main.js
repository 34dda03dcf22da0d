/** Two states side by side with one timeline. */

/** @import {Axis, Scene, Tensor} from "../base/types.js" */
/** @import {Outcome} from "../stage/model/cell.js" */
/** @import {Model, Point} from "../stage/model/model.js" */
import { tidy } from "../base/address.js";
import { find, stateOfPage } from "../base/find.js";
import { inOneLine } from "../panels/inspector.js";
import { pageFrame } from "../shell/page_frame.js";
import { pointIn, targetAt } from "../stage/model/cell.js";
import { LAST } from "../stage/model/motion.js";
import { stageOf, timelineOf } from "../stage/wiring.js";
import { Pair } from "./pair.js";

/**
 * An operation, or a program, whose blocks say their own numbers.
 *
 * @typedef {Outcome & {op: string, inputs: Tensor[], axes: Axis[], scene: Scene}} Side
 */

const WIDTH = 1200; // of the usual picture

/** @type {{answers: (Side | null)[], differ: number[], texts: {stage?: string, cell?: string}, link: string, links: {svg?: string, api?: string}, language: string, words: Record<string, string>}} */
const state = stateOfPage();
tidy(["a", "b", "stage", "cell", "lang"]);
pageFrame(find);
const pair = new Pair();
/** @type {number | null} */
let pinned = null; // flat position in the output
for (const [index, answer] of state.answers.entries()) if (answer) stand(index ? "b" : "a", answer);

/**
 * @param {"a" | "b"} name
 * @param {Side} answer
 */
function stand(name, answer) {
  const cell = find(`${name}-cell`, HTMLElement);
  const pointed = (/** @type {Point | null} */ point, /** @type {Model} */ model, /** @type {boolean} */ held) => {
    pinned = held && point ? targetAt(answer, model, point) : null;
    cell.textContent = point ? inOneLine(answer, model, point, stage.highlighted) : "";
    pair.follow(answer, point, model, held);
  };
  const stage = stageOf(find, pointed, `${name}-`);
  pair.add(stage, answer);
}

const timeline = timelineOf(find, pair.sides.map(({ stage }) => stage));
const share = find("share", HTMLButtonElement);
share.addEventListener("click", async () => {
  const { sharePanel } = await import("../panels/share/panel.js");
  sharePanel(find("sharing", HTMLDialogElement), share, find("sharing-lines", HTMLElement), () => ({
    title: document.title,
    links: { page: state.link, ...state.links },
    cell: pinned,
    marked: false,
    stage: !timeline.running && timeline.time !== LAST ? timeline.time : null,
    language: state.language,
  }), WIDTH);
  share.click(); // it listens from now on
}, { once: true });

for (const { stage, answer } of pair.sides) {
  const { scene, axes } = answer;
  stage.show(answer.shown ? { scene, axes } : answer);
  const { model } = stage;
  if (model) stage.ring(state.differ.map((target) => pointIn(answer, model, target)).filter((point) => point !== null));
}
const [first] = pair.sides;
const chosen = first?.stage.model && state.texts.cell ? pointIn(first.answer, first.stage.model, Number(state.texts.cell)) : null;
if (first && chosen) first.stage.pin(chosen);
if (state.texts.stage) timeline.seek(Number(state.texts.stage));
else if (timeline.still.matches) timeline.seek(LAST);
else if (first) timeline.start();
