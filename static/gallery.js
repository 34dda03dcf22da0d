/** The gallery: narrows the examples down to what somebody looks for. */

import { around } from "./around.js";
import { find } from "./find.js";
import { playOne } from "./play_one.js";
import { narrow } from "./search.js";
import { tidy } from "./tidy.js";
import { say, speak } from "./words.js";

document.documentElement.classList.add("script");

const search = find("search", HTMLInputElement);
const none = find("none", HTMLElement);
speak(JSON.parse(find("state", HTMLScriptElement).textContent).words);
around(find);
tidy(["lang"]);

playOne([...document.querySelectorAll(".card")]);

search.hidden = false;
search.addEventListener("input", () => {
  const found = narrow(document.querySelectorAll(".card"), search.value);
  for (const group of document.querySelectorAll(".group")) {
    if (group instanceof HTMLElement) group.hidden = group.querySelector(".card:not([hidden])") === null;
  }
  none.textContent = found ? "" : say("Nothing found.");
});
