/** A step of a lesson: the stage plays what the text says, and the answer to the question is judged. */

/** @import {Answer, Texts} from "../../base/types.js" */
/** @import {ProgramAnswer} from "../../lines/types.js" */
/** @import {Model, Point} from "../../stage/model/model.js" */
import { home, tidy } from "../../base/address.js";
import { asker } from "../../base/ask.js";
import { find, stateOfPage } from "../../base/find.js";
import { solve, solved } from "../../base/progress.js";
import { say } from "../../base/words.js";
import { Question } from "../../lines/question.js";
import { shareDoor } from "../../panels/share/door.js";
import { OperationPlayer, ProgramPlayer } from "../../players/player.js";
import { pageFrame } from "../../shell/page_frame.js";
import { Task } from "./task.js";

/** @type {{lesson: string, step: number, kind: string, shape: number[], op: string, texts: Texts, answer: Answer & ProgramAnswer, language: string}} */
const { lesson, step, kind, shape, op, texts, answer, language } = stateOfPage();
tidy(["step", "lang"]);
pageFrame(find);

const task = new Task({ form: find("task", HTMLFormElement), said: find("said", HTMLElement) }, `${home}/state/learn/${lesson}`, { step: String(step), lang: language }, (judged) => {
  if (judged.right) {
    solve(lesson, step);
    mark();
  }
  if (judged.texts) ask({ ...judged.texts, lang: language });
});
/** @type {import("../../players/player.js").Beside} */
const beside = { cell: find("cell", HTMLElement), full: find("full", HTMLAnchorElement), onPoint: pressed };
const { player, ask } = op === "program" ? ofProgram({ ...texts, lang: language }) : ofOperation();

function ofOperation() {
  const player = new OperationPlayer(find, beside);
  const question = asker(op, (answer) => player.show(answer), () => {});
  const ask = async (/** @type {Texts} */ given) => {
    if (await question(given)) player.play();
  };
  return { player, ask };
}

/** @param {Texts} given */
function ofProgram({ step: _line, ...given }) {
  const question = new Question();
  let program = given;
  const player = new ProgramPlayer(find, async (line) => (await question.ask({ ...program, step: String(line) }))?.answer ?? null, beside);
  const ask = async (/** @type {Texts} */ { step: _step, ...other }) => {
    program = other; // of which the last line is shown
    const asked = await question.ask(program);
    if (!asked?.answer) return;
    player.show(asked.answer);
    player.play();
  };
  return { player, ask };
}

/**
 * A cell of the output was pressed: where an index is asked for, that is an answer.
 *
 * @param {Point | null} point
 * @param {Model} model
 * @param {boolean} pinned
 */
function pressed(point, model, pinned) {
  if (kind !== "index" || !point || !pinned || point.figure !== model.output) return;
  const target = player.target(point, model);
  const index = [...shape].reverse().reduce((/** @type {{rest: number, digits: number[]}} */ { rest, digits }, size) => ({ rest: Math.floor(rest / size), digits: [rest % size, ...digits] }), { rest: target, digits: [] });
  task.answer(index.digits.join(", "));
}

/** Say which steps are solved. */
function mark() {
  const done = solved()[lesson] ?? [];
  for (const link of document.querySelectorAll(".lesson-steps a")) {
    if (!(link instanceof HTMLElement)) continue;
    const good = done.includes(Number(link.dataset.step));
    link.classList.toggle("done", good);
    link.title = good ? `✓ ${say("done")}` : "";
  }
  find("next", HTMLAnchorElement).classList.toggle("primary", done.includes(step));
}

shareDoor(find, () => ({ title: document.title, links: { page: location.href, file: location.href }, language }));
mark();
player.show(answer);
player.stage.fill(texts.fill === "1");
player.play();
