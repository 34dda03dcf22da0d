/** The way back: states become entries of the browser's history, a burst of typing in one field becomes one. */

/** @import {Texts} from "./types.js" */

const BURST = 1200; // milliseconds of rest after which the next change is a step of its own

export class PageHistory {
  /** @param {(texts: Texts) => void} onReturn */
  constructor(onReturn) {
    this.field = "";
    this.last = -Infinity;
    addEventListener("popstate", () => {
      this.field = "";
      onReturn(Object.fromEntries(new URLSearchParams(location.search)));
    });
  }

  /**
   * A change in a field led to this address.
   *
   * @param {string} field
   * @param {string} address
   */
  add(field, address) {
    const url = new URL(address, location.href);
    const here = `${url.pathname}${url.search}`;
    if (here === `${location.pathname}${location.search}`) return;
    const goesOn = field === this.field && performance.now() - this.last < BURST;
    if (goesOn) history.replaceState(null, "", here);
    else history.pushState(null, "", here);
    this.field = field;
    this.last = performance.now();
  }

  /**
   * The same state at another address: nothing to go back to.
   *
   * @param {string} address
   */
  replace(address) {
    const url = new URL(address, location.href);
    const here = `${url.pathname}${url.search}`;
    if (here !== `${location.pathname}${location.search}`) history.replaceState(null, "", here);
  }
}
