/** Finding the elements of a page and the state that stands in it, for the module that wires it and for no other. */

import { speak } from "./words.js";

/** @typedef {<T extends Element>(id: string, kind: new () => T) => T} Find */

/**
 * An element that the page must have.
 *
 * @template {Element} T
 * @param {string} id
 * @param {new () => T} kind
 * @returns {T}
 */
export function find(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`);
  return found;
}

/**
 * The state that the server wrote into the page, whose style knows from now on that there is a script.
 *
 * @returns {any}
 */
export function stateOfPage() {
  document.documentElement.classList.add("script");
  const state = JSON.parse(find("state", HTMLScriptElement).textContent);
  speak(state.words);
  return state;
}
