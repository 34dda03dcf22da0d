/** Copying to the clipboard, and saying that it is done. */

import { say } from "./words.js";

const SAID = 1600; // milliseconds

/**
 * Let a button copy a text.
 *
 * @param {HTMLButtonElement} button
 * @param {() => string} text
 */
export function copies(button, text) {
  const usual = button.textContent ?? "";
  let waiting = 0;
  button.addEventListener("click", async () => {
    const done = await copy(text(), button);
    clearTimeout(waiting);
    button.textContent = done ? say("Copied") : say("Not copied");
    waiting = setTimeout(() => (button.textContent = usual), SAID);
  });
}

/**
 * Without a secure connection there is no clipboard; the old way needs a field to copy from.
 *
 * @param {string} text
 * @param {HTMLElement} beside
 */
async function copy(text, beside) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "unseen";
    beside.after(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    beside.focus();
    return done;
  }
}
