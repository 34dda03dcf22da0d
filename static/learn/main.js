/** The list of lessons: how far one has come in each. */

import { tidy } from "../base/address.js";
import { find, stateOfPage } from "../base/find.js";
import { forget, solved } from "../base/progress.js";
import { say } from "../base/words.js";
import { pageFrame } from "../shell/page_frame.js";

stateOfPage();
tidy(["lang"]);
pageFrame(find);
const cards = [...find("lessons", HTMLElement).children].filter((each) => each instanceof HTMLElement);
const button = find("forget", HTMLButtonElement);
const usual = cards.map((card) => told(card).textContent);

/** @param {HTMLElement} card */
function told(card) {
  return /** @type {HTMLElement} */ (card.querySelector("[data-progress]"));
}

function show() {
  const all = solved();
  for (const [index, card] of cards.entries()) {
    const steps = Number(card.dataset.steps);
    const count = all[card.dataset.lesson ?? ""]?.filter((step) => step >= 1 && step <= steps).length ?? 0;
    card.classList.toggle("done", count === steps);
    told(card).textContent = count === 0 ? (usual[index] ?? "") : count === steps ? `✓ ${say("done")}` : say("{count} of {steps} steps done", { count, steps });
  }
  button.hidden = Object.keys(all).length === 0;
}

button.addEventListener("click", () => {
  forget();
  show();
  find("forgotten", HTMLElement).textContent = say("Your progress is cleared.");
});
addEventListener("pageshow", show); // one may come back with the button of the browser
show();
