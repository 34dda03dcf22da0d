/** The choices of a picture: format, film or still, size, colours and letters. */

/** @import {Choice, Format, Shared} from "./lines.js" */
import { element } from "../../base/dom.js";
import { say } from "../../base/words.js";
import { SHOWN, USUAL } from "./lines.js";

const CARD = "1200x630";
const OWN = "own";
const BLUE = "#3b55d9"; // what is marked has it unless another is chosen
const PAUSE = 300; // milliseconds of rest after which what is typed counts
const [NARROWEST, WIDEST] = [160, 2400];

export class Choices {
  /**
   * @param {() => void} onChange
   * @param {Choice} choice  what is chosen at first
   * @param {number} width  of the usual picture
   * @param {Shared} shared
   */
  constructor(onChange, choice, width, { deep = false, valued = false }) {
    this.onChange = onChange;
    this.width = width;
    this.waiting = 0;
    this.format = this.select(say("Format"), [["svg", "SVG"], ["png", "PNG"], ["gif", "GIF"], ["webp", "WebP"]], choice.format);
    this.shows = this.select(say("Shows"), [["film", say("film")], ["still", say("this stage")]], choice.still ? "still" : "film");
    const sizes = [...new Set([width, 800, 1200, 1600])].map((each) => /** @type {[string, string]} */ ([each === width ? "" : String(each), String(each)]));
    this.size = this.select(say("Size"), [...sizes, [CARD, "1200 × 630"], [OWN, say("other")]], choice.size);
    this.wide = element("input");
    Object.assign(this.wide, { type: "number", min: String(NARROWEST), max: String(WIDEST), value: String(width) });
    this.own = this.labelled(say("Width"), this.wide);
    this.theme = this.select(say("Theme"), [["auto", say("auto")], ["light", say("light")], ["dark", say("dark")]], choice.theme);
    this.ground = this.select(say("Ground"), [["paper", say("paper")], ["transparent", say("transparent")]], choice.ground);
    this.font = this.select(say("Letters"), [["mono", say("mono")], ["sans", say("sans")], ["serif", say("serif")]], choice.font);
    this.layout = this.select(say("Depth"), [["", say("auto")], ["stack", say("stack")], ["tiles", say("tiles")]], choice.layout);
    this.layout.label.hidden = !deep;
    this.layout.title = say("Planes as a stack, or side by side as tiles");
    this.label = this.select(say("On cells"), [["", say("values")], ["numbers", say("numbers")], ["both", say("both")]], choice.label);
    this.label.label.hidden = !valued;
    this.label.title = say("What is written on cells: their numbers, what they hold, or both");
    this.accent = element("input");
    Object.assign(this.accent, { type: "text", placeholder: "crimson, teal", value: choice.accent, spellcheck: false, autocomplete: "off" });
    this.swatch = element("input");
    Object.assign(this.swatch, { type: "color", value: BLUE, title: say("Colour of what is marked") });
    this.swatch.setAttribute("aria-label", say("Colour of what is marked"));
    this.swatch.addEventListener("input", () => {
      const [, ...others] = this.accent.value.split(",");
      this.accent.value = [this.swatch.value.slice(1), ...others].join(",");
      this.soon();
    });
    for (const field of [this.wide, this.accent]) field.addEventListener("input", () => this.soon());
    this.format.title = say("The kind of file; SVG stays sharp at any size");
    this.shows.title = say("A film of the whole way, or the stage that is shown now");
    this.size.title = this.own.title = say("Width in pixels, or width and height");
    this.ground.title = say("What the picture stands on");
    this.font.title = say("The typeface of what is written in the picture");
    this.theme.title = say("auto: as whoever looks at it prefers, which an SVG alone can know");
    const accents = this.labelled(say("Accent"), this.accent);
    accents.title = say("Colours of your own: of threads and rings, then of each axis");
    const colours = element("span", "share-accent", accents, this.swatch);
    this.element = element("div", "share-choices", this.format.label, this.shows.label, this.size.label, this.own, this.theme.label, this.ground.label, this.font.label, this.layout.label, this.label.label, colours);
    this.agree();
  }

  /** What is chosen. @returns {Choice} */
  get chosen() {
    const size = this.size.value === OWN ? this.wide.value : this.size.value;
    return {
      format: /** @type {Format} */ (this.format.value),
      still: this.shows.value === "still",
      size: size === String(this.width) ? "" : size,
      theme: this.theme.value,
      ground: this.ground.value,
      font: this.font.value,
      accent: this.accent.value,
      layout: this.layout.value,
      label: this.label.value,
    };
  }

  /**
   * Take what mends a picture that was refused.
   *
   * @param {Record<string, string>} repair
   */
  mend({ width, accent }) {
    if (width !== undefined) {
      this.size.value = OWN;
      this.wide.value = width;
    }
    if (accent !== undefined) this.accent.value = accent;
    this.changed();
  }

  soon() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.changed(), PAUSE);
  }

  changed() {
    this.agree();
    this.onChange();
  }

  /** What cannot be chosen beside the format is not offered. */
  agree() {
    const { film, still } = SHOWN[/** @type {Format} */ (this.format.value)];
    if (!(film && still)) this.shows.value = film ? "film" : "still";
    this.shows.disabled = !(film && still);
    this.own.hidden = this.size.value !== OWN;
  }

  /**
   * @param {string} name
   * @param {[string, string][]} options  value and words of each
   * @param {string} value
   */
  select(name, options, value) {
    const made = element("select", "", ...options.map(([each, text]) => new Option(text, each)));
    made.value = value;
    made.addEventListener("change", () => this.changed());
    return Object.assign(made, { label: this.labelled(name, made) });
  }

  /**
   * @param {string} name
   * @param {HTMLElement} field
   */
  labelled(name, field) {
    field.setAttribute("aria-label", name); // its own words are no part of its name
    return element("label", "chip field", element("span", "", name), field);
  }
}

/**
 * @param {"light" | "dark" | null} theme  that the page was given; null: it follows its reader
 * @param {Shared} shared
 * @returns {Choice} as the page shows it
 */
export function atFirst(theme, { links }) {
  const asked = new URLSearchParams(links.svg?.split("?")[1]);
  const label = asked.get("label") ?? "";
  return { ...USUAL, theme: theme ?? USUAL.theme, layout: asked.get("layout") ?? "", label: label === "values" ? "" : label };
}
