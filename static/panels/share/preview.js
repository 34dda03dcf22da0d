/** The picture that is shared, as its address makes it: seen, taken along, copied. */

/** @import {Problem} from "../../base/types.js" */
import { element } from "../../base/dom.js";
import { say } from "../../base/words.js";
import { bytesOf, Progress } from "./progress.js";

export class Preview {
  /** @param {(repair: Record<string, string>) => void} onMend  somebody takes what mends a picture that was refused */
  constructor(onMend) {
    this.onMend = onMend;
    this.image = element("img");
    this.said = element("p", "share-said");
    this.said.setAttribute("role", "status");
    this.progress = new Progress(this.said);
    this.paper = element("div", "share-paper", this.image);
    this.element = element("div", "share-preview", this.paper, this.said);
    this.address = "";
    /** The picture as bytes, when it is there. @type {Promise<Blob | null>} */
    this.bytes = Promise.resolve(null);
  }

  /** The picture as a file that can be sent; none where it could not be drawn. @returns {Promise<File[]>} */
  async files() {
    const bytes = await this.bytes;
    const { pathname } = new URL(this.address || location.href, location.href);
    return bytes ? [new File([bytes], pathname.split("/").pop() ?? "", { type: bytes.type.split(";")[0] })] : [];
  }

  /**
   * @param {string} address
   * @param {string} title  in words
   * @param {string} theme  for which it is drawn
   * @returns {Promise<void>}
   */
  async show(address, title, theme) {
    this.paper.dataset.theme = theme;
    this.image.alt = title;
    if (address === this.address && this.image.src === address) return;
    this.address = address;
    this.paper.classList.add("waits");
    try {
      const loading = this.progress.run(say("The picture is being drawn."), (signal, told) => bytesOf(address, signal, told));
      this.bytes = loading.then((found) => (found?.response.ok ? found.blob : null), () => null);
      const found = await loading;
      if (this.address !== address) return;
      if (!found) return this.tell(say("The picture was not drawn."), say("Draw it"), () => this.again(title, theme));
      if (!found.response.ok) return this.refused(JSON.parse(await found.blob.text()));
      this.image.src = address; // which the browser has by now
      await this.image.decode();
      if (this.address === address) this.paper.classList.remove("waits");
    } catch {
      if (this.address === address) this.tell(say("The picture could not be loaded."), say("Try again"), () => this.again(title, theme));
    }
  }

  /**
   * @param {string} title
   * @param {string} theme
   */
  again(title, theme) {
    const { address } = this;
    this.address = "";
    return this.show(address, title, theme);
  }

  /** @param {Problem} problem */
  refused({ detail, errors: [error] }) {
    const repair = error && Object.keys(error.repair).length ? error.repair : null;
    const said = error?.hint ? say("{message} Hint: {hint}.", { message: detail, hint: error.hint }) : detail;
    this.tell(said, repair ? Object.values(repair).join(", ") : "", () => repair && this.onMend(repair));
  }

  /**
   * @param {string} sentence
   * @param {string} way  on a button; empty: there is none
   * @param {() => void} [onWay]
   */
  tell(sentence, way = "", onWay = () => {}) {
    const button = element("button", "button", way);
    button.type = "button";
    button.addEventListener("click", onWay);
    this.said.replaceChildren(element("span", "", sentence), ...(way ? [button] : []));
  }

  /** Nothing is loaded for nobody. */
  close() {
    this.progress.end();
  }
}

/**
 * Put a picture on the clipboard; browsers take PNG alone.
 *
 * @param {string} address  of a PNG
 * @param {Progress} progress
 * @returns {Promise<boolean | null>}  null: it was ended
 */
export async function copyPicture(address, progress) {
  // The clipboard has to be asked while the press lasts, so it is given a promise of the picture.
  const done = await progress.run(say("The picture is being drawn."), async (signal, told) => {
    const picture = bytesOf(address, signal, told).then(({ response, blob }) => {
      if (!response.ok) throw new TypeError("refused");
      return blob;
    });
    await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
    return true;
  });
  return done;
}

/** Whether pages may put pictures on the clipboard here. */
export function copyable() {
  return "ClipboardItem" in globalThis && typeof navigator.clipboard?.write === "function";
}
