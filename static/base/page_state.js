/**
 * What the page alone knows of its state: the stage at which it was stopped, the pinned cell, whether all stages are seen at
 * once and the order of filling; kept in the address.
 */

import { withParameters, withState } from "./address.js";

const PAUSE = 250; // milliseconds: whoever drags the timeline changes it sixty times a second

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
    this.waiting = 0;
  }

  /** @param {Record<string, string>} texts  the parameters of an address */
  read({ stage, cell, stills, fill }) {
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
    return withParameters(link, { stills: this.stills ? "1" : null, fill: this.fill ? "1" : null });
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
