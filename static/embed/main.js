/** The stage and its timeline alone, for a frame on another page. The address stays as it is. */

/** @import {State} from "../base/types.js" */
import { find, stateOfPage } from "../base/find.js";
import { pinCell, stageOf, timelineOf } from "../stage/wiring.js";

/** @type {State} */
const { answer, texts } = stateOfPage();
const stage = stageOf(find, () => {});
const timeline = timelineOf(find, [stage]);

if (answer) {
  timeline.name(answer.scene);
  stage.show(answer);
  pinCell(stage, answer, texts.cell ? Number(texts.cell) : null);
  stage.fill(texts.fill === "1");
  if (texts.stills === "1") stage.stand(true);
  else if (texts.stage) timeline.seek(Number(texts.stage));
  else if (timeline.still.matches) stage.stand(true);
  else timeline.start();
}
