/** What to try on the first visit: three hints in place of the line that says what the page is for; gone once done or closed. */

import { element } from "../base/dom.js";
import { keep } from "../base/kept.js";
import { say } from "../base/words.js";

const NAME = "hints";

/**
 * The hints, and what to call when one of them was followed.
 *
 * @param {() => void} onEnd  all were followed, or they were closed: they do not come again by themselves
 * @returns {{shown: HTMLElement, done: (which: string) => void}}
 */
export function hints(onEnd) {
  const texts = { line: say("Edit this line"), play: say("Press play"), point: say("Point at a block") };
  const items = new Map(Object.entries(texts).map(([name, text]) => [name, element("li", "", text)]));
  const close = element("button", "button", say("Got it"));
  close.type = "button";
  const shown = element("span", "hints", element("span", "site", say("See where every cell goes:")), element("ol", "", ...items.values()), close);
  const end = () => {
    keep(NAME, "seen");
    onEnd();
  };
  close.addEventListener("click", end);
  return {
    shown,
    done(which) {
      const item = items.get(which);
      if (!item || item.classList.contains("done")) return;
      item.classList.add("done");
      item.append(element("span", "unseen", say("done")));
      if ([...items.values()].every((each) => each.classList.contains("done"))) end();
    },
  };
}
