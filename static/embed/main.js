/** The stage and its timeline alone, for a frame on another page. The address stays as it is. */

/** @import {Answer, State} from "../base/types.js" */
import { find, stateOfPage } from "../base/find.js";
import { keyboard } from "../shell/focus.js";
import { pinCell, stageOf, timelineOf } from "../stage/wiring.js";

/** @type {State} */
const { answer, texts } = stateOfPage();
const stage = stageOf(find, () => {});
const timeline = timelineOf(find, [stage]);
keyboard(document);

if (answer) {
  timeline.name(answer.scene);
  stage.write(texts.label ?? "");
  stage.show(answer);
  if (texts.picture) picture(answer, texts.picture);
  pinCell(stage, answer, texts.cell ? Number(texts.cell) : null);
  stage.fill(texts.fill === "1");
  if (texts.stills === "1") stage.stand(true);
  else if (texts.stage) timeline.seek(Number(texts.stage));
  else if (timeline.still.matches) stage.stand(true);
  else timeline.start();
}

/**
 * Lay a built-in picture on it, as the link says.
 *
 * @param {Answer} shown
 * @param {string} text
 */
async function picture(shown, text) {
  const { Picture } = await import("../picture/picture.js");
  const laid = new Picture(stage, { look: null, reshape: null, keep: () => {} }, () => {});
  laid.show(shown);
  laid.read(text);
}
