/** The address of the page and links to it: what the page alone knows is in them, and what is none of its parameters is not. */

/** @import {Texts} from "./types.js" */

const BURST = 1200; // milliseconds of rest after which the next change is a step of its own

/** The way back: states become entries of the browser's history, a burst of typing in one field becomes one. */
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

/**
 * A link with the stage at which the page was stopped, and the cell that is pinned.
 *
 * @param {string} link  as the server wrote it
 * @param {number | null} stage
 * @param {number | null} cell
 */
export function withState(link, stage, cell) {
  return withParameters(link, { stage: stage === null ? null : String(Number(stage.toFixed(3))), cell: cell === null ? null : String(cell) });
}

/**
 * The link with these parameters, the others as they are.
 *
 * @param {string} link
 * @param {Record<string, string | null>} texts  null: without it
 */
export function withParameters(link, texts) {
  const [path = "", query = ""] = link.split("?");
  const kept = query.split("&").filter((each) => each !== "" && !Object.hasOwn(texts, each.split("=")[0] ?? ""));
  for (const [name, text] of Object.entries(texts)) if (text !== null) kept.push(`${name}=${text}`);
  return kept.length ? `${path}?${kept.join("&")}` : path;
}

/**
 * Clear the address bar of what is no parameter of the page: others add to a link, to count who follows it.
 *
 * @param {string[]} known  names of parameters
 */
export function tidy(known) {
  const parts = location.search.slice(1).split("&");
  const kept = parts.filter((part) => [...new URLSearchParams(part).keys()].some((name) => known.includes(name)));
  const search = kept.length ? `?${kept.join("&")}` : "";
  if (search !== location.search) history.replaceState(history.state, "", `${location.pathname}${search}${location.hash}`);
}
