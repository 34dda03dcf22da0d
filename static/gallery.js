/** The gallery: narrows the examples down to what somebody looks for. */

import { narrow } from "./search.js";
import { say, speak } from "./words.js";

document.documentElement.classList.add("script");
const state = document.getElementById("state");
const search = document.getElementById("search");
const none = document.getElementById("none");
if (!(search instanceof HTMLInputElement) || !state || !none) throw new Error("the page has no search");
speak(JSON.parse(state.textContent ?? "").words);

search.hidden = false;
search.addEventListener("input", () => {
  const found = narrow(document.querySelectorAll(".card"), search.value);
  for (const group of document.querySelectorAll(".group")) {
    if (group instanceof HTMLElement) group.hidden = group.querySelector(".card:not([hidden])") === null;
  }
  none.textContent = found ? "" : say("Nothing found.");
});
