/** One picture on two stages: the second takes for its input what the first has of that shape, its input or what it makes. */

/** @import {Texts} from "../base/types.js" */
/** @import {Stage} from "../stage/stage.js" */
/** @import {Pixels} from "./decode.js" */
/** @import {Result} from "./picture.js" */
/** @import {Shown} from "./seen.js" */
import { pixelsOfFile } from "./decode.js";
import { Picture } from "./picture.js";

export class PicturePair {
  /**
   * @param {{stage: Stage, answer: Shown}[]} sides
   * @param {(place: number, texts: Texts) => void} look  asks again for one of them
   * @param {(text: string) => void} keep
   * @param {(result: Result | null) => void} onResult
   */
  constructor(sides, look, keep, onResult) {
    this.onResult = onResult;
    /** @type {(Result | null)[]} */
    this.results = sides.map(() => null);
    this.pictures = sides.map(({ stage, answer }, place) => {
      const operation = answer.shown === undefined; // a program is compared as a whole, which only the page itself tells
      const host = { look: operation ? (/** @type {Texts} */ texts) => look(place, texts) : null, reshape: null, keep: place ? () => {} : keep };
      return new Picture(stage, host, (result) => this.tell(place, result));
    });
    for (const [place, picture] of this.pictures.entries()) {
      picture.leader = place ? (this.pictures[0] ?? null) : null;
      if (sides[place]) picture.show(sides[place].answer);
    }
  }

  get pixels() {
    return this.pictures[0]?.pixels ?? null;
  }

  get name() {
    return this.pictures[0]?.name ?? "";
  }

  /**
   * @param {Blob} file
   * @returns {Promise<string>}
   */
  async take(file) {
    const { pixels, why } = await pixelsOfFile(file);
    if (pixels) this.put(pixels, "", "");
    return why;
  }

  /**
   * @param {Pixels | null} pixels
   * @param {string} name
   * @param {string} side
   */
  put(pixels, name, side) {
    for (const [place, picture] of this.pictures.entries()) picture.put(pixels, name, place ? "" : side);
  }

  /** @param {string} side */
  choose(side) {
    this.pictures[0]?.choose(side);
    for (const picture of this.pictures.slice(1)) picture.update();
  }

  /** @param {string} text */
  async read(text) {
    await Promise.all(this.pictures.map((picture) => picture.read(text)));
    for (const picture of this.pictures.slice(1)) picture.update();
  }

  /** One of them is about to show another answer. @param {Shown} answer @param {number} [place] */
  show(answer, place = 0) {
    this.pictures[place]?.show(answer);
    if (!place) for (const picture of this.pictures.slice(1)) picture.update();
  }

  /**
   * @param {number} place
   * @param {Result | null} result
   */
  tell(place, result) {
    this.results[place] = result;
    const [first = null] = this.results;
    const notes = new Set(this.results.flatMap((each) => each?.notes ?? []));
    const named = this.results.flatMap((each, at) => (each?.tensors ?? []).map((tensor) => ({ ...tensor, name: `${"AB"[at]} ${tensor.name}`, said: `${"AB"[at]} · ${tensor.said}` })));
    this.onResult(first && { ...first, tensors: named, notes: [...notes] });
  }
}
