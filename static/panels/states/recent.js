/** States that somebody made here lately: kept in this browser, listed in a panel, and cleared there. */

import { element } from "../../base/dom.js";
import { keep, kept } from "../../base/kept.js";
import { say } from "../../base/words.js";
import { Dialog } from "../../shell/dialog.js";

/** @typedef {{text: string, shape: string, page: string}} Recent */

const NAME = "recent";
const MOST = 20;
const MOST_CHARACTERS = 2000;

/**
 * Keep a state; one that is kept already comes first.
 *
 * @param {Recent} state
 * @param {boolean} instead  of the newest: it is the same typing that goes on
 */
export function remember(state, instead) {
  if (state.page.length > MOST_CHARACTERS) return;
  const before = recents().slice(instead ? 1 : 0).filter(({ page }) => page !== state.page);
  keep(NAME, [state, ...before].slice(0, MOST));
}

/** The newest first. @returns {Recent[]} */
function recents() {
  const all = kept(NAME, /** @type {Recent[]} */ ([]));
  return Array.isArray(all) ? all.filter(({ page }) => typeof page === "string" && page.startsWith("/") && !page.startsWith("//")) : [];
}

/**
 * The panel that lists them.
 *
 * @param {HTMLDialogElement} dialog
 * @param {HTMLElement} button
 */
export function recentPanel(dialog, button) {
  const list = element("div", "found");
  const clear = element("button", "button", say("Clear the list"));
  clear.type = "button";
  const foot = element("div", "panel-foot", element("span", "", say("Kept in this browser only.")), clear);
  dialog.append(element("div", "panel-body", list), foot);
  const fill = () => {
    const all = recents();
    list.replaceChildren(...all.map(entry), ...(all.length ? [] : [element("p", "quiet", say("Nothing yet: what you type here is listed."))]));
    clear.hidden = all.length === 0;
  };
  clear.addEventListener("click", () => {
    keep(NAME, null);
    fill();
    dialog.querySelector("button")?.focus();
  });
  return new Dialog(dialog, button, fill);
}

/** @param {Recent} state */
function entry({ text, shape, page }) {
  const link = element("a", "", element("span", "mono", text), " ", element("small", "", shape));
  link.href = page;
  return link;
}
