/** Files of numbers that are dropped on the picture. */

/** @import {Mistake} from "../types.js" */

/**
 * @param {HTMLElement} place
 * @param {(data: string) => void} take
 * @param {(mistake: Mistake) => void} complain
 */
export function dropsNumbers(place, take, complain) {
  place.addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  place.addEventListener("drop", async (event) => {
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    const { textOfFile } = await import("./numbers_file.js");
    const { text, why } = await textOfFile(file);
    if (why) complain({ code: "", field: "data", span: null, message: why, hint: null, repair: {}, choices: [] });
    else take(text);
  });
}
