/** The stage of a program and its timeline alone, for a frame on another page. The address stays as it is. */

/** @import {ProgramAnswer, ProgramState} from "../../lines/types.js" */
import { element } from "../../base/dom.js";
import { find, stateOfPage } from "../../base/find.js";
import { Lines, stagedOf } from "../../lines/lines.js";
import { pointAt } from "../../stage/model/cell.js";
import { lineTime, ProgramTimeline } from "../../lines/program_timeline.js";
import { Question } from "../../lines/question.js";
import { keyboard } from "../../shell/focus.js";
import { partsOfTimeline, stageOf } from "../../stage/wiring.js";

/** @type {ProgramState} */
const { answer, partial = null, texts } = stateOfPage();
const { cell, stage: at, stills, fill, step: _step, ...program } = texts;
const question = new Question();
const stage = stageOf(find, () => {});
const lines = new Lines(find("stops", HTMLElement), element("ol"), (step) => timeline.choose(step));
const parts = { ...partsOfTimeline(find), stops: element("div") };
const timeline = new ProgramTimeline(parts, (time, moving) => stage.seek(time, moving), line, () => stage.stand(false));

/** @param {ProgramAnswer} found */
function show(found) {
  const { steps, step } = found;
  find("said", HTMLElement).textContent = steps[step] ?? "";
  stage.drawing.setAttribute("aria-label", steps[step] ?? "");
  lines.show(found);
  timeline.show(found);
  stage.show(stagedOf(found));
  if (found.links.page) find("full", HTMLAnchorElement).href = found.links.page;
}

/**
 * Show the line that made a tensor.
 *
 * @param {number} step
 * @returns {Promise<boolean>} whether it is shown
 */
async function line(step) {
  const asked = await question.ask({ ...program, at: "", step: String(step) });
  const found = asked?.answer ?? asked?.partial;
  if (found) show(found);
  return Boolean(found);
}

keyboard(document);
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
