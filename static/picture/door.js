/** Where a picture comes in: by its button, dropped on the stage or pasted. All that is done with it is loaded then. */

/** @import {Find} from "../base/find.js" */
/** @import {Stage} from "../stage/stage.js" */
/** @import {Host, Picture} from "./picture.js" */
/** @import {Shown} from "./seen.js" */
/** @import {Panel} from "./panel.js" */

import { element } from "../base/dom.js";

export class PictureDoor {
  /**
   * @param {Find} find
   * @param {Stage} stage
   * @param {Host} host
   */
  constructor(find, stage, host) {
    this.find = find;
    this.stage = stage;
    this.host = host;
    /** @type {Shown | null} */
    this.answer = null;
    /** @type {Picture | null} */
    this.picture = null;
    /** @type {Promise<Panel> | null} */
    this.opened = null;
    find("picture", HTMLButtonElement).addEventListener("click", async () => (await this.open()).place.scrollIntoView({ block: "nearest" }));
    const place = find("stage", HTMLElement);
    place.addEventListener("dragover", (event) => event.dataTransfer?.types.includes("Files") && event.preventDefault());
    place.addEventListener("drop", (event) => this.take(event, event.dataTransfer));
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

  open() {
    return (this.opened ??= this.load());
  }

  async load() {
    const [{ Picture }, { Panel }] = await Promise.all([import("./picture.js"), import("./panel.js")]);
    const place = this.find("pictured", HTMLElement);
    const style = element("link");
    [style.rel, style.href] = ["stylesheet", new URL("./picture.css", import.meta.url).href];
    place.before(style);
    const panel = new Panel(place, () => /** @type {Picture} */ (this.picture));
    this.picture = new Picture(this.stage, this.host, (result) => panel.show(result));
    if (this.answer) this.picture.show(this.answer);
    place.hidden = false;
    return panel;
  }
}
