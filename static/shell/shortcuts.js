/** The keys that mean the same on every page: Ctrl+K or ⌘K searches the examples, ? shows all keys. */

import { typing } from "../base/typing.js";

/**
 * @param {object} on
 * @param {() => void} on.search
 * @param {() => void} on.help
 */
export function shortcuts({ search, help }) {
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
