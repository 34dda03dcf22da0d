/** Two states side by side with one timeline. */

/** @import {Side} from "../players/pair.js" */
import { home, tidy, withParameters, withPicture } from "../base/address.js";
import { find, stateOfPage } from "../base/find.js";
import { shareDoor } from "../panels/share/door.js";
import { PictureDoor } from "../picture/door.js";
import { PairPlayer } from "../players/pair.js";
import { pageFrame } from "../shell/page_frame.js";
import { LAST } from "../stage/model/motion.js";

const WIDTH = 1200; // of the usual picture

/** @type {{answers: (Side | null)[], differ: number[], texts: {stage?: string, cell?: string, picture?: string}, links: {page: string, embed?: string, svg?: string, api?: string}, language: string, words: Record<string, string>}} */
const state = stateOfPage();
tidy(["a", "b", "stage", "cell", "lang", "picture"]);
pageFrame(find);
let laid = state.texts.picture ?? "";
const pair = new PairPlayer(find, state);
const { timeline } = pair;
shareDoor(find, () => ({
  title: document.title,
  links: { ...state.links, page: withPicture(state.links.page, laid), ...(state.links.embed ? { embed: withPicture(state.links.embed, laid) } : {}) },
  cell: pair.pinned,
  marked: false,
  stage: !timeline.running && timeline.time !== LAST ? timeline.time : null,
  language: state.language,
  missing: { picture: picture.missing },
}), WIDTH);

/** The address says which picture is laid. @param {string} text */
function keep(text) {
  laid = text;
  history.replaceState(history.state, "", withPicture(`${location.pathname}${location.search}`, laid));
}

const picture = new PictureDoor(find, "compare", async (onResult) => {
  const { PicturePair } = await import("../picture/pair.js");
  const sides = pair.sides.map(({ stage, answer }) => ({ stage, answer }));
  const laying = new PicturePair(sides, (place, texts) => again(laying, place, texts), keep, (result) => {
    onResult(result);
    pair.strip(Boolean(result));
  });
  return laying;
});
picture.read(state.texts.picture);

/**
 * Ask for one of them again, looked at in another way.
 *
 * @param {import("../picture/pair.js").PicturePair} laying
 * @param {number} place
 * @param {Record<string, string>} texts
 */
async function again(laying, place, texts) {
  const side = pair.sides[place];
  const { links } = /** @type {{links?: {page?: string}}} */ (/** @type {unknown} */ (side?.answer ?? {}));
  if (!side || !links?.page) return;
  const { pathname, search } = new URL(withParameters(links.page, texts), location.href);
  const { answer } = await (await fetch(`${home}/state${pathname.slice(home.length)}${search}`)).json();
  if (!answer) return;
  Object.assign(side.answer, answer);
  laying.show(side.answer, place);
  pair.show(side);
}

pair.play(state.texts);
