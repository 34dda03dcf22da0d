/** Two states side by side with one timeline. */

/** @import {Axis, Scene, Tensor} from "../base/types.js" */
/** @import {Outcome} from "../stage/model/cell.js" */
/** @import {Model, Point} from "../stage/model/model.js" */
import { home, tidy, withParameters } from "../base/address.js";
import { find, stateOfPage } from "../base/find.js";
import { inOneLine } from "../panels/inspector.js";
import { shareDoor } from "../panels/share/door.js";
import { PictureDoor } from "../picture/door.js";
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

/** @type {{answers: (Side | null)[], differ: number[], texts: {stage?: string, cell?: string, picture?: string}, link: string, links: {svg?: string, api?: string}, language: string, words: Record<string, string>}} */
const state = stateOfPage();
tidy(["a", "b", "stage", "cell", "lang", "picture"]);
pageFrame(find);
const pair = new Pair();
/** @type {number | null} */
let pinned = null; // flat position in the output
let laid = state.texts.picture ?? "";
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
shareDoor(find, () => ({
  title: document.title,
  links: { page: withParameters(state.link, { picture: laid ? encodeURIComponent(laid) : null }), ...state.links },
  cell: pinned,
  marked: false,
  stage: !timeline.running && timeline.time !== LAST ? timeline.time : null,
  language: state.language,
  missing: { picture: picture.missing },
}), WIDTH);

let pictured = false; // then pixels tell what differs, and rings would cover them

/** @param {typeof pair.sides[number]} side */
function show({ stage, answer }) {
  stage.show(answer.shown ? { scene: answer.scene, axes: answer.axes } : answer);
  ring({ stage, answer });
}

/** @param {typeof pair.sides[number]} side */
function ring({ stage, answer }) {
  const { model } = stage;
  if (model) stage.ring(pictured ? [] : state.differ.map((target) => pointIn(answer, model, target)).filter((point) => point !== null));
}

for (const side of pair.sides) show(side);
const picture = new PictureDoor(find, "compare", async (onResult) => {
  const { PicturePair } = await import("../picture/pair.js");
  const sides = pair.sides.map(({ stage, answer }) => ({ stage, answer: /** @type {Side} */ (/** @type {unknown} */ (answer)) }));
  const laying = new PicturePair(sides, (place, texts) => again(laying, place, texts), (text) => (laid = text), (result) => {
    onResult(result);
    if (pictured !== Boolean(result)) {
      pictured = Boolean(result);
      pair.sides.forEach(ring);
    }
  });
  return laying;
});
picture.read(state.texts.picture);

/**
 * Ask for one of them again, looked at in another way.
 *
 * @param {import("../picture/pair.js").PicturePair} laying
 * @param {number} place
 * @param {Record<string, string>} texts
 */
async function again(laying, place, texts) {
  const side = pair.sides[place];
  const { links } = /** @type {{links?: {page?: string}}} */ (/** @type {unknown} */ (side?.answer ?? {}));
  if (!side || !links?.page) return;
  const { pathname, search } = new URL(withParameters(links.page, texts), location.href);
  const { answer } = await (await fetch(`${home}/state${pathname.slice(home.length)}${search}`)).json();
  if (!answer) return;
  Object.assign(side.answer, answer);
  laying.show(/** @type {Side} */ (/** @type {unknown} */ (side.answer)), place);
  show(side);
}

const [first] = pair.sides;
const chosen = first?.stage.model && state.texts.cell ? pointIn(first.answer, first.stage.model, Number(state.texts.cell)) : null;
if (first && chosen) first.stage.pin(chosen);
if (state.texts.stage) timeline.seek(Number(state.texts.stage));
else if (timeline.still.matches) timeline.seek(LAST);
else if (first) timeline.start();
