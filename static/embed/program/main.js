/** The stage of a program and its timeline alone, for a frame on another page. The address stays as it is. */

/** @import {ProgramAnswer, ProgramState} from "../../lines/types.js" */
import { find, stateOfPage } from "../../base/find.js";
import { Question } from "../../lines/question.js";
import { ProgramPlayer } from "../../players/player.js";
import { keyboard } from "../../shell/focus.js";

/** @type {ProgramState} */
const { answer, partial = null, texts } = stateOfPage();
const shown = answer ?? partial;
keyboard(document);
if (shown) play(shown);

/** @param {ProgramAnswer} first */
function play(first) {
  const { cell: _cell, stage: _stage, stills: _stills, fill: _fill, step: _step, ...program } = texts;
  const question = new Question();
  const answerOf = async (/** @type {number} */ step) => {
    const asked = await question.ask({ ...program, at: "", step: String(step) });
    return asked?.answer ?? asked?.partial ?? null;
  };
  const beside = { full: find("full", HTMLAnchorElement), said: find("said", HTMLElement) };
  new ProgramPlayer(find, answerOf, beside).begin(first, texts);
}
