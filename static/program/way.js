/** The way of the cell that is pointed at: asked for when the pointer rests, and remembered. */

/** @import {Texts} from "../base/types.js" */
/** @import {Hop} from "./types.js" */
import { wayOf } from "./question.js";

const PAUSE = 60; // milliseconds: a pointer that crosses the stage passes many cells
const REMEMBERED = 512;

export class Way {
  /** @param {(hops: Hop[]) => void} onWay */
  constructor(onWay) {
    this.onWay = onWay;
    this.running = new AbortController();
    /** @type {Map<string, Hop[]>} */
    this.known = new Map();
  }

  /** Nothing is pointed at. */
  leave() {
    this.running.abort();
  }

  /** @param {Texts} texts  with step and cell */
  async ask(texts) {
    this.running.abort();
    const mine = (this.running = new AbortController());
    const key = JSON.stringify(texts);
    const known = this.known.get(key);
    if (known) return this.onWay(known);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    if (mine.signal.aborted) return;
    const hops = await wayOf(texts, mine.signal);
    if (!hops || mine.signal.aborted) return;
    if (this.known.size >= REMEMBERED) this.known.clear();
    this.known.set(key, hops);
    this.onWay(hops);
  }
}
