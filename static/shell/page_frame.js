/** What stands around every page: the operations, the search for examples, the list of keys, and the keys that open them. */

import { Dialog } from "./dialog.js";
import { Finder } from "./finder.js";
import { reveal } from "./reveal.js";
import { shortcuts } from "./shortcuts.js";

/** @param {<T extends Element>(id: string, kind: new () => T) => T} find  an element of the page */
export function pageFrame(find) {
  const finder = new Finder({
    dialog: find("finder", HTMLDialogElement),
    button: find("find", HTMLButtonElement),
    input: find("finder-text", HTMLInputElement),
    list: find("finder-list", HTMLElement),
    none: find("finder-none", HTMLElement),
  });
  const keys = new Dialog(find("keys", HTMLDialogElement), find("help", HTMLButtonElement));
  const operations = find("operations", HTMLElement);
  reveal(operations, operations.querySelector("[aria-current]"));
  shortcuts({ search: () => finder.open(), help: () => keys.open() });
}
