/** Where a picture comes in: by its button, dropped on the stage or pasted. All that is done with it is loaded then. */

/** @import {Find} from "../base/find.js" */
/** @import {Pixels} from "./decode.js" */
/** @import {Result} from "./picture.js" */
/** @import {Shown} from "./seen.js" */
/** @import {Panel} from "./panel.js" */
import { element } from "../base/dom.js";

/**
 * @typedef {object} Laying  what lays a picture
 * @property {Pixels | null} pixels
 * @property {string} name  of a built-in one
 * @property {(file: Blob) => Promise<string>} take
 * @property {(pixels: Pixels | null, name: string, side: string) => void} put
 * @property {(side: string) => void} choose
 * @property {(text: string) => Promise<void>} read
 * @property {(answer: Shown, place?: number) => void} show
 */

export class PictureDoor {
  /**
   * @param {Find} find
   * @param {string} place  the element that a picture is dropped on
   * @param {(onResult: (result: Result | null) => void) => Promise<Laying>} load
   */
  constructor(find, place, load) {
    this.find = find;
    this.load = load;
    /** @type {Shown | null} */
    this.answer = null;
    /** @type {Laying | null} */
    this.picture = null;
    /** @type {Promise<Panel> | null} */
    this.opened = null;
    find("picture", HTMLButtonElement).addEventListener("click", async () => (await this.open()).place.scrollIntoView({ block: "nearest" }));
    const target = find(place, HTMLElement);
    target.addEventListener("dragover", (event) => event.dataTransfer?.types.includes("Files") && event.preventDefault());
    target.addEventListener("drop", (event) => this.take(event, event.dataTransfer));
    addEventListener("paste", (event) => event.clipboardData?.types.includes("text/plain") || this.take(event, event.clipboardData));
  }

  /**
   * @param {Event} event
   * @param {DataTransfer | null} carried
   */
  async take(event, carried) {
    const file = [...(carried?.files ?? [])].find(({ type }) => type.startsWith("image/"));
    if (!file) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    (await this.open()).take(file);
  }

  /** @param {Shown} answer  that is about to be shown */
  show(answer) {
    this.answer = answer;
    this.picture?.show(answer);
  }

  /** As a link says. @param {string | undefined} text */
  async read(text) {
    if (!text && !this.picture) return;
    await this.open();
    if (text) await this.picture?.read(text);
    else this.picture?.put(null, "", "");
  }

  /** Which picture is on the stage, that not all links have. @returns {"own" | "built-in" | null} */
  get missing() {
    const { picture } = this;
    return picture?.pixels ? (picture.name ? "built-in" : "own") : null;
  }

  open() {
    return (this.opened ??= this.begin());
  }

  async begin() {
    const { Panel } = await import("./panel.js");
    const place = this.find("pictured", HTMLElement);
    const style = element("link");
    [style.rel, style.href] = ["stylesheet", new URL("./picture.css", import.meta.url).href];
    place.before(style);
    const panel = new Panel(place, () => /** @type {Laying} */ (this.picture));
    this.picture = await this.load((result) => panel.show(result));
    if (this.answer) this.picture.show(this.answer);
    place.hidden = false;
    return panel;
  }
}
