/** Asks about a program; the newest question wins, and what was asked before is remembered for a while. */

/** @import {Texts} from "../base/types.js" */
/** @import {Asked, CodeProblem, Hop} from "./types.js" */
import { say } from "../base/words.js";

const PAUSE = 180; // milliseconds: whoever types a program asks when the fingers rest
const REMEMBERED = 24;

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
export async function wayOf(texts, signal) {
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
    const response = await fetch(`${path}${query}`, { method: "POST", headers, body: JSON.stringify(texts), signal });
    return response.ok ? await response.json() : { texts, answer: null, problem: await response.json() };
  } catch {
    return null;
  }
}

/** @returns {CodeProblem} */
function unreachable() {
  const message = say("The server is not responding; you are looking at its last answer.");
  return { detail: message, errors: [{ code: "unreachable", field: null, span: null, message, hint: null, repair: {} }] };
}
