/** What stands beside the stage of a picture: where it comes from, on which tensor it is laid, and both sides as pictures. */

/** @import {Laying} from "./door.js" */
/** @import {Result} from "./picture.js" */
import { element } from "../base/dom.js";
import { say } from "../base/words.js";
import { BUILT_IN, builtIn } from "./built_in.js";

const ACCEPT = "image/png,image/jpeg,image/webp";

export class Panel {
  /**
   * @param {HTMLElement} place
   * @param {() => Laying} picture
   */
  constructor(place, picture) {
    this.place = place;
    this.picture = picture;
    this.images = element("div", "pictured-images");
    this.larger = element("p", "small");
    this.notes = element("p", "small");
    this.notes.setAttribute("role", "status");
    this.file = element("input", "unseen");
    this.file.type = "file";
    this.file.accept = ACCEPT;
    this.file.addEventListener("change", () => this.file.files?.[0] && this.take(this.file.files[0]));
    const choose = element("label", "button pictured-file", say("Choose a file…"), this.file);
    choose.title = say("A PNG, JPEG or WebP; it stays in this browser");
    this.remove = button(say("Remove"), () => this.picture().put(null, "", ""));
    this.select = element("select");
    this.select.addEventListener("change", () => this.picture().choose(this.select.value));
    this.on = element("label", "chip field", element("span", "", say("picture on")), this.select);
    this.on.title = say("The input whose cells carry the picture");
    /** Those of our own, by their names. */
    this.own = new Map(BUILT_IN.map((name) => [name, button(titled(name), () => this.picture().put(builtIn(name), name, ""))]));
    const sources = element("div", "pictured-sources", choose, ...this.own.values(), this.remove, this.on);
    place.replaceChildren(
      element("h2", "", say("Picture")),
      element("p", "small", say("Drop, paste or choose a PNG, JPEG or WebP. Your picture never leaves this browser; nothing of it is sent.")),
      sources,
      this.images,
      this.notes,
      this.larger,
    );
    this.show(null);
  }

  /** @param {Blob} file */
  async take(file) {
    const why = await this.picture().take(file);
    this.file.value = "";
    if (why) this.tell(why, true);
  }

  /**
   * @param {string} text
   * @param {boolean} [wrong]
   */
  tell(text, wrong = false) {
    this.notes.textContent = text;
    this.notes.classList.toggle("wrong", wrong);
  }

  /** @param {Result | null} result */
  show(result) {
    this.remove.hidden = !result;
    for (const [name, chooses] of this.own) chooses.setAttribute("aria-pressed", String(result !== null && this.picture().name === name));
    this.larger.replaceChildren(...(result?.larger ? [button(result.larger.said, result.larger.act)] : []));
    this.tell(result?.notes.join(" ") ?? "");
    this.on.hidden = (result?.sides.length ?? 0) < 2;
    this.select.replaceChildren(...(result?.sides ?? []).map((name) => new Option(name, name)));
    this.select.value = result?.side ?? "";
    this.images.replaceChildren(...(result?.tensors ?? []).flatMap((each) => (each.image ? [figureOf(each.said, each.name, each.image)] : [])));
  }
}

/**
 * @param {string} said
 * @param {string} name
 * @param {ImageData} image
 */
export function figureOf(said, name, image) {
  const canvas = element("canvas");
  [canvas.width, canvas.height] = [image.width, image.height];
  canvas.getContext("2d")?.putImageData(image, 0, 0);
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", say("{tensor} as a picture", { tensor: name }));
  canvas.dataset.tensor = name;
  return element("figure", "", canvas, element("figcaption", "mono small", said));
}

/**
 * @param {string} text
 * @param {() => void} act
 */
function button(text, act) {
  const made = element("button", "button", text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

/** @param {typeof BUILT_IN[number]} name */
function titled(name) {
  return name === "chessboard" ? say("chessboard") : name === "gradient" ? say("gradient") : say("face");
}
