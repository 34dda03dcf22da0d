/** The gallery: narrows the examples down to what somebody looks for. */

import { around } from "./around.js";
import { narrow } from "./search.js";
import { say, speak } from "./words.js";

document.documentElement.classList.add("script");

/**
 * @template {Element} T
 * @param {string} id
 * @param {new () => T} kind
 * @returns {T}
 */
function find(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`);
  return found;
}

const search = find("search", HTMLInputElement);
const none = find("none", HTMLElement);
speak(JSON.parse(find("state", HTMLScriptElement).textContent).words);
around(find);

search.hidden = false;
search.addEventListener("input", () => {
  const found = narrow(document.querySelectorAll(".card"), search.value);
  for (const group of document.querySelectorAll(".group")) {
    if (group instanceof HTMLElement) group.hidden = group.querySelector(".card:not([hidden])") === null;
  }
  none.textContent = found ? "" : say("Nothing found.");
});
