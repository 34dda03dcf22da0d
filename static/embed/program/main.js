/** The stage of a program and its timeline alone, for a frame on another page. The address stays as it is. */

/** @import {ProgramAnswer, ProgramState} from "../../lines/types.js" */
import { element } from "../../base/dom.js";
import { find, stateOfPage } from "../../base/find.js";
import { Lines } from "../../lines/lines.js";
import { pointAt } from "../../stage/model/cell.js";
import { lineTime, ProgramTimeline } from "../../lines/program_timeline.js";
import { Question } from "../../lines/question.js";
import { partsOfTimeline, stageOf } from "../../stage/wiring.js";

/** @type {ProgramState} */
const { answer, partial = null, texts } = stateOfPage();
const { cell, stage: at, stills, fill, step: _step, ...program } = texts;
const question = new Question();
const stage = stageOf(find, () => {});
const lines = new Lines(find("stops", HTMLElement), element("ol"), (step) => choose(step));
const parts = { ...partsOfTimeline(find), stops: element("div") };
const timeline = new ProgramTimeline(parts, (time, moving) => stage.seek(time, moving), turned, () => stage.stand(false));
/** @type {ProgramAnswer | null} */
let shown = null;
let choosing = false;

/** @param {ProgramAnswer} found */
function show(found) {
  shown = found;
  const { scene, axes, steps, step } = found;
  find("said", HTMLElement).textContent = steps[step] ?? "";
  stage.drawing.setAttribute("aria-label", steps[step] ?? "");
  lines.show(found);
  stage.show({ scene, axes });
  if (found.links.page) find("full", HTMLAnchorElement).href = found.links.page;
}

/**
 * Show the line that made a tensor.
 *
 * @param {number} step
 */
async function choose(step) {
  choosing = true;
  const asked = await question.ask({ ...program, at: "", step: String(step) });
  choosing = false;
  const found = asked?.answer ?? asked?.partial;
  if (!found) return;
  show(found);
  timeline.begin();
}

/**
 * Turn to another line.
 *
 * @param {1 | -1 | 0} to  the next, the one before, the first
 */
function turned(to) {
  if (choosing) return true;
  const step = to ? (shown?.step ?? 0) + to : 0;
  if (!shown?.tensors[step] || step === shown.step) return false;
  choose(step);
  return true;
}

const first = answer ?? partial;
if (first) {
  show(first);
  const pinned = cell ? first.shown.indexOf(Number(cell)) : -1;
  const point = stage.model && pinned >= 0 ? pointAt(stage.model, pinned) : null;
  if (point) stage.pin(point);
  stage.fill(fill === "1");
  if (stills === "1") stage.stand(true);
  else if (at) timeline.seek(lineTime(Number(at)));
  else timeline.once();
}
