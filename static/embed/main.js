/** The stage and its timeline alone, for a frame on another page. The address stays as it is. */

/** @import {State} from "../base/types.js" */
import { find } from "../base/find.js";
import { speak } from "../base/words.js";
import { Timeline } from "../stage/controls/timeline.js";
import { blockAt } from "../stage/model/cell.js";
import { Stage } from "../stage/stage.js";

document.documentElement.classList.add("script");

/** @type {State} */
const state = JSON.parse(find("state", HTMLScriptElement).textContent);
speak(state.words);
const stage = new Stage(
  find("drawing", HTMLElement),
  find("canvas", HTMLCanvasElement),
  find("underlay", SVGSVGElement),
  find("overlay", SVGSVGElement),
  () => {},
);
const timeline = new Timeline(
  {
    play: find("play", HTMLButtonElement),
    time: find("time", HTMLInputElement),
    stops: find("stops", HTMLElement),
    speed: find("speed", HTMLButtonElement),
    loop: find("loop", HTMLButtonElement),
    back: find("back", HTMLButtonElement),
    on: find("on", HTMLButtonElement),
  },
  (time, moving) => stage.seek(time, moving),
  () => stage.stand(false),
);

const { answer } = state;
if (answer) {
  timeline.name(answer.scene.stages);
  stage.show(answer);
  const block = state.texts.cell ? blockAt(answer, Number(state.texts.cell)) : null;
  if (block !== null) stage.pin({ flight: 0, block, figure: answer.scene.figures.length - 1 });
  if (state.texts.stage) timeline.seek(Number(state.texts.stage));
  else if (timeline.still.matches) stage.stand(true);
  else timeline.start();
}
