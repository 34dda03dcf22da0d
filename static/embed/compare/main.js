/** Two states and their timeline alone, for a frame on another page. The address stays as it is. */

/** @import {Side} from "../../players/pair.js" */
import { find, stateOfPage } from "../../base/find.js";
import { PairPlayer } from "../../players/pair.js";
import { keyboard } from "../../shell/focus.js";

/** @type {{answers: (Side | null)[], differ: number[], texts: {stage?: string, cell?: string, picture?: string}}} */
const { answers, differ, texts } = stateOfPage();
const pair = new PairPlayer(find, { answers, differ });
keyboard(document);
if (texts.picture) pair.lay(texts.picture);
pair.play(texts);
