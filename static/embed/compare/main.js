/** Two states and their timeline alone, for a frame on another page. The address stays as it is. */

/** @import {Side} from "../../players/pair.js" */
import { find, stateOfPage } from "../../base/find.js";
import { PairPlayer } from "../../players/pair.js";

/** @type {{answers: (Side | null)[], differ: number[], texts: {stage?: string, cell?: string, picture?: string}}} */
const { answers, differ, texts } = stateOfPage();
const pair = new PairPlayer(find, { answers, differ });
if (texts.picture) picture(texts.picture);
pair.play(texts);

/**
 * Lay a built-in picture on both, as the link says.
 *
 * @param {string} text
 */
async function picture(text) {
  const { PicturePair } = await import("../../picture/pair.js");
  const laying = new PicturePair(pair.sides, () => {}, () => {}, (result) => pair.strip(Boolean(result)));
  laying.read(text);
}
