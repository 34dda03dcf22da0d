/** The links below a form that fill it in: a click shows them here, and leads away only with a key that says so. */

/** @import {Texts} from "../base/types.js" */

/**
 * @param {HTMLElement} links
 * @param {(texts: Texts) => void} onPreset
 */
export function presets(links, onPreset) {
  links.addEventListener("click", (event) => {
    if (!(event.target instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onPreset(Object.fromEntries(new URL(event.target.href).searchParams));
  });
}
