/** Where a key was pressed. Elements inside a shadow root count too: the editor of programs is one. */

const TYPING = "input, textarea, select, [contenteditable='true']";

/**
 * Whether the key means something to the element that has the focus, or to one around it.
 *
 * @param {Event} event
 * @param {string} selector  of elements to which it does
 */
export function within(event, selector) {
  const [target] = event.composedPath();
  return target instanceof Element && target.closest(selector) !== null;
}

/**
 * Whether somebody is typing.
 *
 * @param {Event} event
 */
export function typing(event) {
  return within(event, TYPING);
}
