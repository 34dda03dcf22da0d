/** Back and forth between the states of a page: two buttons, Ctrl+Z wherever no editor has an undo of its own, and a list. */

/** @import {Find} from "../../base/find.js" */
/** @import {PageHistory} from "../../base/address.js" */
import { within } from "../../base/dom.js";

const OWN_UNDO = ".cm-editor, dialog";

/**
 * @param {Find} find
 * @param {PageHistory} pageHistory
 * @param {() => boolean} wrong  whether what stands in the form has no answer: the first step back leads to what had one
 * @param {() => {text: string, shape: string}} told  what the list says of the state
 * @returns {() => void}  to be called where an answer or a mistake has come
 */
export function states(find, pageHistory, wrong, told) {
  const [back, forth, recent] = [find("undo-state", HTMLButtonElement), find("redo-state", HTMLButtonElement), find("recent", HTMLButtonElement)];
  const show = () => {
    // They keep the focus that they have: a disabled one would lose it.
    back.setAttribute("aria-disabled", String(pageHistory.at <= 0 && !wrong()));
    forth.setAttribute("aria-disabled", String(pageHistory.at >= pageHistory.top));
  };
  const go = (/** @type {1 | -1} */ by) => (by < 0 && wrong() ? pageHistory.again() : pageHistory.go(by));
  back.addEventListener("click", () => go(-1));
  forth.addEventListener("click", () => go(1));
  addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    const by = { z: shiftKey ? 1 : -1, y: 1 }[key.toLowerCase()];
    if (by === undefined || ctrlKey === metaKey || altKey || event.defaultPrevented || within(event, OWN_UNDO)) return;
    event.preventDefault();
    go(by === 1 ? 1 : -1);
  });
  recent.addEventListener("click", async () => {
    const { recentPanel } = await import("./recent.js");
    recentPanel(find("recents", HTMLDialogElement), recent).open(); // it listens from now on
  }, { once: true });
  pageHistory.onMove = async (page, goesOn) => {
    show();
    if (page === null) return;
    const state = { page, ...told() };
    const { remember } = await import("./recent.js");
    remember(state, goesOn);
  };
  show();
  return show;
}
