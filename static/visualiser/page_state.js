/** What the page alone knows of its state: the stage at which it was stopped, and the pinned cell; kept in the address. */

import { withState } from "../base/address.js";

const PAUSE = 250; // milliseconds: whoever drags the timeline changes it sixty times a second

export class PageState {
  /** @param {(stage: number | null, cell: number | null) => void} onRest */
  constructor(onRest) {
    this.onRest = onRest;
    /** @type {number | null} */
    this.stage = null;
    /** @type {number | null} */
    this.cell = null;
    this.waiting = 0;
  }

  /** @param {Record<string, string>} texts  the parameters of an address */
  read({ stage, cell }) {
    this.stage = stage ? Number(stage) : null;
    this.cell = cell ? Number(cell) : null;
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

  soon() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.onRest(this.stage, this.cell), PAUSE);
  }

  /** @param {string} link */
  link(link) {
    return withState(link, this.stage, this.cell);
  }
}
