/** What stands around every page: the operations, the search, the list of keys, and the keys that open them. */

/** @import {Find} from "../base/find.js" */
/** @import {Texts} from "../base/types.js" */
import { reveal, typing } from "../base/dom.js";
import { Dialog } from "./dialog.js";
import { keyboard } from "./focus.js";

/** @param {Find} find */
export function pageFrame(find) {
  const parts = {
    dialog: find("finder", HTMLDialogElement),
    input: find("finder-text", HTMLInputElement),
    list: find("finder-list", HTMLElement),
    none: find("finder-none", HTMLElement),
  };
  /** @type {Promise<import("./finder.js").Finder> | null} */
  let finder = null; // comes when it is wanted: the first picture does not wait for it
  const search = new Dialog(parts.dialog, find("find", HTMLButtonElement), async () => {
    parts.input.value = "";
    let entered = false; // before there was a list: then the first of it is meant
    const early = (/** @type {KeyboardEvent} */ { key, isComposing }) => { entered = key === "Enter" && !isComposing; };
    parts.input.addEventListener("keydown", early);
    finder ??= import("./finder.js").then(({ Finder }) => new Finder(parts));
    await (await finder).begin();
    parts.input.removeEventListener("keydown", early);
    if (entered && parts.dialog.open) (await finder).enter();
  });
  const keys = new Dialog(find("keys", HTMLDialogElement), find("help", HTMLButtonElement));
  const operations = find("operations", HTMLElement);
  // When there is a layout to measure anyway: to measure now would lay the page out once more.
  requestAnimationFrame(() => reveal(operations, operations.querySelector("[aria-current]")));
  keyboard(operations.ownerDocument);
  shortcuts({ search: () => search.open(), help: () => keys.open() });
}

/**
 * The keys that mean the same on every page: Ctrl+K or ⌘K searches, ? shows all keys.
 *
 * @param {object} on
 * @param {() => void} on.search
 * @param {() => void} on.help
 */
function shortcuts({ search, help }) {
  addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    if (event.defaultPrevented || altKey) return;
    const searching = key.toLowerCase() === "k" && ctrlKey !== metaKey && !shiftKey;
    const helping = key === "?" && !ctrlKey && !metaKey && !typing(event);
    if (!searching && !helping) return;
    event.preventDefault();
    if (searching) search();
    else help();
  });
}

/**
 * The links to this page in other languages lead to the same state.
 *
 * @param {Iterable<Element>} links
 * @param {Texts} texts
 */
export function languages(links, texts) {
  for (const link of links) {
    if (link instanceof HTMLAnchorElement) link.search = `?${new URLSearchParams({ ...texts, lang: link.lang })}`;
  }
}
