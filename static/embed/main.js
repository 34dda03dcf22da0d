/** The stage and its timeline alone, for a frame on another page. The address stays as it is. */

/** @import {State} from "../base/types.js" */
import { find, stateOfPage } from "../base/find.js";
import { OperationPlayer } from "../players/player.js";

/** @type {State} */
const { answer, texts } = stateOfPage();
const player = new OperationPlayer(find);
if (answer) player.begin(answer, texts);
