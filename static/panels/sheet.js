/** Where there is little room, what is said of a cell comes to the foot of the screen, beside the finger that asked. */

/** @import {Find} from "../base/find.js" */
import { element } from "../base/dom.js";
import { say } from "../base/words.js";

/**
 * @param {Find} find
 * @param {() => void} letGo  of the cell
 * @returns {(on: boolean) => void}  to be called with whether a cell is spoken of
 */
export function cellSheet(find, letGo) {
  const section = find("cell", HTMLElement).closest("section");
  const close = element("button", "button icon sheet-close", "×");
  close.type = "button";
  close.setAttribute("aria-label", say("Close"));
  close.addEventListener("click", letGo);
  section?.append(close);
  return (on) => section?.classList.toggle("answers", on);
}
