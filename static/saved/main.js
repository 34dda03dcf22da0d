/** A state in one file, which plays from disk: all that it shows and says is inside, and nothing is asked of anybody. */

/** @import {Answer, Texts} from "../base/types.js" */
/** @import {ProgramAnswer} from "../lines/types.js" */
/** @import {Side} from "../players/pair.js" */
/** @import {Model, Point} from "../stage/model/model.js" */
import { find } from "../base/find.js";
import { say, speak } from "../base/words.js";
import { Formula } from "../panels/formula.js";
import { cellOf, companyOf } from "../panels/inspector.js";
import { OperationPlayer, ProgramPlayer } from "../players/player.js";
import { PairPlayer } from "../players/pair.js";
import { unpacked } from "./unpacked.js";

/**
 * @typedef {{kind: "operation", answer: Answer, texts: Texts}} Operation
 * @typedef {{kind: "program", lines: (ProgramAnswer | null)[], step: number, texts: Texts}} Program  null: a line that found no room
 * @typedef {{kind: "compare", answers: Side[], differ: number[], texts: {stage?: string, cell?: string, picture?: string}}} Compare
 * @typedef {{kind: "lesson", steps: (Operation | Program)[], step: number}} Lesson
 */

begin();

async function begin() {
  /** @type {{words: import("../base/words.js").Words, shown: Operation | Program | Compare | Lesson}} */
  const { words, shown } = await unpacked(find("state", HTMLScriptElement).textContent ?? "");
  document.documentElement.classList.add("script");
  speak(words);
  switch (shown.kind) {
    case "operation": return operation(shown);
    case "program": return program(shown);
    case "compare": return compare(shown);
    case "lesson": return lesson(shown);
  }
}

/** @param {Operation} shown */
function operation({ answer, texts }) {
  const [title, cell] = [find("cell-title", HTMLElement), find("cell", HTMLElement)];
  const resting = [...cell.childNodes];
  const onPoint = (/** @type {Point | null} */ point, /** @type {Model} */ model) => {
    const block = point && model.block(point);
    const merged = point && model.merged(point);
    title.textContent = !block || merged || block.number < 0 ? say("Cell") : say("Cell {number}", { number: block.number });
    cell.replaceChildren(...(block ? [...cellOf(answer, block, merged), ...companyOf(model, point, player.stage.highlighted)] : resting));
  };
  const player = new OperationPlayer(find, { onPoint });
  const formula = new Formula({
    math: find("math", HTMLElement),
    text: find("formula", HTMLElement),
    condition: find("condition", HTMLElement),
    directions: find("directions", HTMLElement),
    title: find("formula-title", HTMLElement),
  });
  formula.show(answer);
  player.begin(answer, texts);
}

/** @param {Compare} shown */
function compare({ answers, differ, texts }) {
  const pair = new PairPlayer(find, { answers, differ });
  if (texts.picture) pair.lay(texts.picture);
  pair.play(texts);
}

/** @param {Program} shown */
function program(shown) {
  lines(shown, { cell: find("cell", HTMLElement), said: find("said", HTMLElement), list: find("lines", HTMLElement) });
}

/**
 * @param {Program} shown
 * @param {import("../players/player.js").Beside} beside
 */
function lines({ lines, step, texts }, beside) {
  const player = new ProgramPlayer(find, async (step) => lines[step] ?? missing(), beside);
  const missing = () => {
    player.timeline.pause();
    if (beside.said) beside.said.textContent = say("This line found no room in this file.");
    return null;
  };
  const first = lines[step];
  if (first) player.begin(first, texts);
}

/**
 * One step, with its stage beside it; another one begins the page anew.
 *
 * @param {Lesson} lesson
 */
function lesson({ steps, step }) {
  const asked = Number(/^#step-(\d+)$/.exec(location.hash)?.[1] ?? step);
  const shown = steps[asked - 1] ?? steps[0];
  const number = shown ? steps.indexOf(shown) + 1 : 1;
  addEventListener("hashchange", () => location.reload());
  const section = find(`step-${number}`, HTMLElement);
  section.classList.add("current");
  find(`to-${number}`, HTMLElement).setAttribute("aria-current", "step");
  if (!shown) return;
  const bench = find(`stage-${shown.kind}`, HTMLTemplateElement).content.cloneNode(true);
  section.insertBefore(bench, section.lastElementChild); // above the question, as on the page
  const beside = { cell: find("cell", HTMLElement), full: find("full", HTMLAnchorElement) };
  if (shown.kind === "program") lines(shown, beside);
  else new OperationPlayer(find, beside).begin(shown.answer, shown.texts);
}
