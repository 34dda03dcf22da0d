/** The address of the page and links to it: what the page alone knows is in them, and what is none of its parameters is not. */

/** @import {Texts} from "./types.js" */

/** The path that all addresses of this server are below, where it shares its host with others; else empty. */
export const home = new URL(import.meta.url).pathname.replace(/\/static\/(?!.*\/static\/).*$/s, "");

const PAUSE = 250; // milliseconds: whoever drags the timeline changes it sixty times a second
const BURST = 1200; // milliseconds of rest after which the next change is a step of its own

/** The way back: states become entries of the browser's history, a burst of typing in one field becomes one. */
export class PageHistory {
  /** @param {(texts: Texts) => void} onReturn */
  constructor(onReturn) {
    this.field = "";
    this.last = -Infinity;
    /** Which entry of this page the state is, as its first one counts, and which is the last. */
    this.at = this.top = Number(history.state?.at ?? 0);
    this.onReturn = onReturn;
    /**
     * What lies before or after is other than it was.
     *
     * @type {(added: string | null, goesOn: boolean) => void}  the address that was added, and whether in place of the last one
     */
    this.onMove = () => {};
    addEventListener("popstate", ({ state }) => {
      this.at = Number(state?.at ?? 0);
      this.top = Math.max(this.top, this.at);
      this.again();
      this.onMove(null, false);
    });
  }

  /** Show the state of the address again. */
  again() {
    this.field = "";
    this.onReturn(Object.fromEntries(new URLSearchParams(location.search)));
  }

  /**
   * One state back, or one on; never to another page.
   *
   * @param {1 | -1} by
   */
  go(by) {
    if (by < 0 ? this.at > 0 : this.at < this.top) history.go(by);
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
    if (goesOn) history.replaceState(history.state, "", here);
    else history.pushState({ at: ++this.at }, "", here);
    this.top = this.at;
    this.field = field;
    this.last = performance.now();
    this.onMove(here, goesOn);
  }

  /**
   * The same state at another address: nothing to go back to.
   *
   * @param {string} address
   */
  replace(address) {
    const url = new URL(address, location.href);
    const here = `${url.pathname}${url.search}`;
    if (here !== `${location.pathname}${location.search}`) history.replaceState(history.state, "", here);
  }
}

/**
 * What the page alone knows of its state: the stage at which it was stopped, the pinned cell, whether all stages are seen at
 * once and the order of filling; kept in the address.
 */
export class PageState {
  /** @param {() => void} onRest */
  constructor(onRest) {
    this.onRest = onRest;
    /** @type {number | null} */
    this.stage = null;
    /** @type {number | null} */
    this.cell = null;
    this.stills = false;
    this.fill = false;
    this.picture = ""; // a built-in one, on the stage
    this.waiting = 0;
  }

  /** @param {Record<string, string>} texts  the parameters of an address */
  read({ stage, cell, stills, fill, picture = "" }) {
    this.picture = picture;
    this.stage = stage ? Number(stage) : null;
    this.cell = cell ? Number(cell) : null;
    this.stills = stills === "1";
    this.fill = fill === "1";
  }

  /** @param {number | null} stage  null: while it plays, and at the end */
  stop(stage) {
    if (stage === this.stage) return;
    this.stage = stage;
    this.soon();
  }

  /** @param {string} picture */
  lay(picture) {
    if (picture === this.picture) return;
    this.picture = picture;
    this.soon();
  }

  /** @param {number | null} cell */
  pin(cell) {
    if (cell === this.cell) return;
    this.cell = cell;
    this.soon();
  }

  /**
   * @param {"stills" | "fill"} name
   * @param {boolean} on
   */
  choose(name, on) {
    if (on === this[name]) return;
    this[name] = on;
    this.soon();
  }

  soon() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.onRest(), PAUSE);
  }

  /**
   * A link to what is seen.
   *
   * @param {string} link  as the server wrote it
   */
  link(link) {
    return this.chosen(withState(link, this.stage, this.cell));
  }

  /**
   * A link with what the buttons beside the stage have chosen.
   *
   * @param {string} link
   */
  chosen(link) {
    return withPicture(withParameters(link, { stills: this.stills ? "1" : null, fill: this.fill ? "1" : null }), this.picture);
  }

  /**
   * The links of an answer, those of pages with what the buttons have chosen.
   *
   * @template {{page?: string | null, embed?: string | null}} Links
   * @param {Links} links
   * @returns {Links}
   */
  links(links) {
    const { page, embed } = links;
    return { ...links, ...(page ? { page: this.chosen(page) } : {}), ...(embed ? { embed: this.chosen(embed) } : {}) };
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
 * A link with the built-in picture that is laid.
 *
 * @param {string} link
 * @param {string} picture  empty: none
 */
export function withPicture(link, picture) {
  return withParameters(link, { picture: picture ? encodeURIComponent(picture) : null });
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
