/** The stage and its timeline alone, for a frame on another page. The address stays as it is. */

/** @import {State} from "../base/types.js" */
import { find, stateOfPage } from "../base/find.js";
import { OperationPlayer } from "../players/player.js";
import { keyboard } from "../shell/focus.js";

/** @type {State} */
const { answer, texts } = stateOfPage();
const player = new OperationPlayer(find);
keyboard(document);
if (answer) player.begin(answer, texts);
