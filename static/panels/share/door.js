/** The button that shares a state; its panel is loaded when somebody asks for it. */

/** @import {Find} from "../../base/find.js" */
/** @import {Shared} from "./lines.js" */

/**
 * @param {Find} find
 * @param {() => Shared} state  at the moment somebody asks
 * @param {number} [width]  of the usual picture
 */
export function shareDoor(find, state, width) {
  const button = find("share", HTMLButtonElement);
  button.addEventListener("click", async () => {
    const { sharePanel } = await import("./panel.js");
    sharePanel(find("sharing", HTMLDialogElement), button, find("sharing-lines", HTMLElement), state, width);
    button.click(); // it listens from now on
  }, { once: true });
}
