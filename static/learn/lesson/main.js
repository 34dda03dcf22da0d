/** A step of a lesson: the stage plays what the text says, and the answer to the question is judged. */

/** @import {Answer, Texts} from "../../base/types.js" */
/** @import {ProgramAnswer} from "../../lines/types.js" */
import { home, tidy } from "../../base/address.js";
import { find, stateOfPage } from "../../base/find.js";
import { solve, solved } from "../../base/progress.js";
import { say } from "../../base/words.js";
import { pageFrame } from "../../shell/page_frame.js";
import { OperationPlayer, ProgramPlayer } from "./player.js";
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
  if (judged.texts) player.ask({ ...judged.texts, lang: language });
});
const { step: _line, ...program } = texts;
const player = op === "program" ? new ProgramPlayer(find, { ...program, lang: language }, pressed) : new OperationPlayer(find, op, pressed);

/** A cell of the output was pressed: where an index is asked for, that is an answer. @param {number} target */
function pressed(target) {
  if (kind !== "index") return;
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

mark();
player.show(answer);
player.stage.fill(texts.fill === "1");
player.play();
