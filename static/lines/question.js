/** Asks about a program, and the way of a cell in it; the newest question wins, and what was asked before is remembered for a while. */

/** @import {Texts} from "../base/types.js" */
/** @import {Asked, Hop} from "./types.js" */
import { home } from "../base/address.js";
import { unreachable } from "../base/ask.js";

const PAUSE = 180; // milliseconds: whoever types a program asks when the fingers rest
const REMEMBERED = 24;
const POINTED = 60; // milliseconds: a pointer that crosses the stage passes many cells
const WAYS = 512; // that are remembered

export class Question {
  constructor() {
    this.running = new AbortController();
    /** @type {Map<string, Asked>} */
    this.known = new Map();
  }

  /**
   * @param {Texts} texts
   * @param {boolean} [typing]  whether more may come at once
   * @returns {Promise<Asked | null>}  null where a newer question was asked
   */
  async ask(texts, typing = false) {
    this.running.abort();
    const mine = (this.running = new AbortController());
    const key = JSON.stringify(texts);
    if (typing) await new Promise((resolve) => setTimeout(resolve, PAUSE));
    if (mine.signal.aborted) return null;
    const asked = this.known.get(key) ?? (await fetched(texts, mine.signal));
    if (mine.signal.aborted) return null;
    if (asked && !this.known.has(key)) this.remember(key, asked);
    return asked ?? { texts, answer: null, problem: unreachable() };
  }

  /**
   * Ask what will be wanted soon, without a word to anybody.
   *
   * @param {Texts} texts
   */
  async foresee(texts) {
    const key = JSON.stringify(texts);
    if (this.known.has(key)) return;
    const asked = await fetched(texts, this.running.signal);
    if (asked) this.remember(key, asked);
  }

  /**
   * @param {string} key
   * @param {Asked} asked
   */
  remember(key, asked) {
    this.known.set(key, asked);
    const [oldest] = this.known.keys();
    if (this.known.size > REMEMBERED && oldest !== undefined) this.known.delete(oldest);
  }
}

/** The way of the cell that is pointed at: asked for when the pointer rests, and remembered. */
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
    await new Promise((resolve) => setTimeout(resolve, POINTED));
    if (mine.signal.aborted) return;
    const hops = await wayOf(texts, mine.signal);
    if (!hops || mine.signal.aborted) return;
    if (this.known.size >= WAYS) this.known.clear();
    this.known.set(key, hops);
    this.onWay(hops);
  }
}

/**
 * @param {Texts} texts
 * @param {AbortSignal} signal
 * @returns {Promise<Asked | null>}
 */
async function fetched(texts, signal) {
  return posted("/state/program", texts, signal);
}

/**
 * The way of a cell through the lines, null where there is no answer.
 *
 * @param {Texts} texts
 * @param {AbortSignal} signal
 * @returns {Promise<Hop[] | null>}
 */
async function wayOf(texts, signal) {
  const hops = await posted("/state/program/way", texts, signal);
  return Array.isArray(hops) ? hops : null;
}

/**
 * @param {string} path
 * @param {Texts} texts
 * @param {AbortSignal} signal
 */
async function posted(path, texts, signal) {
  try {
    const query = texts.lang ? `?lang=${encodeURIComponent(texts.lang)}` : "";
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${home}${path}${query}`, { method: "POST", headers, body: JSON.stringify(texts), signal });
    return response.ok ? await response.json() : { texts, answer: null, problem: await response.json() };
  } catch {
    return null;
  }
}
