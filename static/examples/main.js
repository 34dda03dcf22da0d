/** The gallery: narrows the examples down to what somebody looks for. */

import { tidy } from "../base/address.js";
import { narrow } from "../base/dom.js";
import { find, stateOfPage } from "../base/find.js";
import { say } from "../base/words.js";
import { pageFrame } from "../shell/page_frame.js";
import { playOne } from "../base/play_one.js";

stateOfPage();
const search = find("search", HTMLInputElement);
const none = find("none", HTMLElement);
pageFrame(find);
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
