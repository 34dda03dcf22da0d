/** Two states side by side with one timeline. */

/** @import {Answer} from "../base/types.js" */
import { copies } from "../base/copy.js";
import { find } from "../base/find.js";
import { tidy } from "../base/tidy.js";
import { speak } from "../base/words.js";
import { inOneLine } from "../panels/inspector.js";
import { pageFrame } from "../shell/page_frame.js";
import { Timeline } from "../stage/controls/timeline.js";
import { blockAt, targetOf } from "../stage/model/cell.js";
import { LAST } from "../stage/model/motion.js";
import { Stage } from "../stage/stage.js";
import { Pair } from "./pair.js";

document.documentElement.classList.add("script");

/** @type {{answers: (Answer | null)[], differ: number[], texts: {stage?: string, cell?: string}, link: string, words: Record<string, string>}} */
const state = JSON.parse(find("state", HTMLScriptElement).textContent);
speak(state.words);
tidy(["a", "b", "stage", "cell", "lang"]);
pageFrame(find);
const pair = new Pair();
/** @type {number | null} */
let pinned = null; // flat position in the output
for (const [index, answer] of state.answers.entries()) if (answer) stand(index ? "b" : "a", answer);

/**
 * @param {"a" | "b"} name
 * @param {Answer} answer
 */
function stand(name, answer) {
  const cell = find(`${name}-cell`, HTMLElement);
  const stage = new Stage(
    find(`${name}-drawing`, HTMLElement),
    find(`${name}-canvas`, HTMLCanvasElement),
    find(`${name}-underlay`, SVGSVGElement),
    find(`${name}-overlay`, SVGSVGElement),
    (point, model, held) => {
      pinned = held && point ? targetOf(answer, model.block(point).digits) : null;
      cell.textContent = point ? inOneLine(answer, model, point, stage.highlighted) : "";
      pair.follow(answer, point, model, held);
    },
  );
  pair.add(stage, answer);
}

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
  (time, moving) => pair.sides.forEach(({ stage }) => stage.seek(time, moving)),
  () => pair.sides.forEach(({ stage }) => stage.stand(false)),
);
copies(find("share", HTMLButtonElement), () => here().href);

/** The address of what is seen: both states, the stage where the timeline rests, and the cell that is pinned. */
function here() {
  const url = new URL(state.link, location.href);
  if (!timeline.running && timeline.time !== LAST) url.searchParams.set("stage", String(Math.round(timeline.time * 1000) / 1000));
  if (pinned !== null) url.searchParams.set("cell", String(pinned));
  return url;
}

for (const { stage, answer } of pair.sides) {
  stage.show(answer);
  stage.ring(state.differ.map((target) => blockAt(answer, target)).filter((block) => block !== null));
}
const [first] = pair.sides;
const block = first && state.texts.cell ? blockAt(first.answer, Number(state.texts.cell)) : null;
if (first && block !== null) first.stage.pin({ flight: 0, block, figure: first.answer.scene.figures.length - 1 });
if (state.texts.stage) timeline.seek(Number(state.texts.stage));
else if (timeline.still.matches) timeline.seek(LAST);
else if (first) timeline.start();
