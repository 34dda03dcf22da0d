/** Work that may take a while: after half a second it is seen how far it is, and can be ended. */

import { element } from "../../base/dom.js";
import { say } from "../../base/words.js";

const SOON = 500; // milliseconds, within which nobody wonders

/** @typedef {(done: number, all: number | null) => void} Told  bytes so far; of how many, where that is known */

export class Progress {
  /** @param {HTMLElement} place  where it is shown */
  constructor(place) {
    this.place = place;
    this.running = new AbortController();
  }

  /** End what is under way. */
  end() {
    this.running.abort();
  }

  /**
   * Do it, and nothing else that was begun here before.
   *
   * @template T
   * @param {string} sentence  what is being done
   * @param {(signal: AbortSignal, told: Told) => Promise<T>} work
   * @returns {Promise<T | null>}  null: it was ended
   */
  async run(sentence, work) {
    this.running.abort();
    const mine = (this.running = new AbortController());
    const bar = element("progress");
    bar.setAttribute("aria-label", sentence);
    const said = element("span", "", sentence);
    const button = element("button", "button", say("Cancel"));
    button.type = "button";
    button.addEventListener("click", () => mine.abort());
    const waiting = setTimeout(() => this.place.replaceChildren(said, bar, button), SOON);
    const told = (/** @type {number} */ done, /** @type {number | null} */ all) => {
      said.textContent = all === null ? say("{size} so far", { size: sizeOf(done) }) : say("{size} of {all}", { size: sizeOf(done), all: sizeOf(all) });
      if (all === null) return;
      bar.max = all;
      bar.value = done;
    };
    try {
      return await work(mine.signal, told);
    } catch (error) {
      if (mine.signal.aborted) return null;
      throw error;
    } finally {
      clearTimeout(waiting);
      if (this.running === mine) this.place.replaceChildren();
    }
  }
}

/**
 * What an address answers, as it comes in.
 *
 * @param {string} address
 * @param {AbortSignal} signal
 * @param {Told} told
 * @returns {Promise<{response: Response, blob: Blob}>}
 */
export async function bytesOf(address, signal, told) {
  const response = await fetch(address, { signal });
  // Packed on its way, a file is longer than it says; then it is not known how much is still to come.
  const packed = response.headers.has("content-encoding");
  const all = packed ? null : Number(response.headers.get("content-length")) || null;
  const reader = response.body?.getReader();
  /** @type {BlobPart[]} */
  const parts = [];
  for (let done = 0; reader; ) {
    const read = await reader.read();
    if (read.done) break;
    parts.push(read.value);
    done += read.value.length;
    told(done, all);
  }
  return { response, blob: new Blob(parts, { type: response.headers.get("content-type") ?? "" }) };
}

/** @param {number} bytes */
function sizeOf(bytes) {
  return bytes < 1e6 ? say("{count} kB", { count: Math.round(bytes / 1e3) }) : say("{count} MB", { count: (bytes / 1e6).toFixed(1) });
}
