/** A picture of one's own on the stage: laid on the tensor that is one, its pixels' colours fly with the cells, and both sides are seen as pictures. */

/** @import {Texts} from "../base/types.js" */
/** @import {Stage} from "../stage/stage.js" */
/** @import {Pixels} from "./decode.js" */
/** @import {Grid} from "./grid.js" */
/** @import {Laid} from "./laid.js" */
/** @import {Seen, Shown} from "./seen.js" */
import { home } from "../base/address.js";
import { say } from "../base/words.js";
import { Model, drawnOf } from "../stage/model/model.js";
import { builtIn } from "./built_in.js";
import { pixelsOfFile } from "./decode.js";
import { gridOf } from "./grid.js";
import { imageOf, laidOn, pixelsOf } from "./laid.js";
import { backwards, carried, coloursOf, forwards, movesOf } from "./moved.js";
import { reshaped } from "./reshape.js";
import { seenOf, total } from "./seen.js";

const MOST = 1_000_000; // cells that a stage shows
const MOST_OF_LINES = 65_536; // of a program, whose cells are listed one by one
const LOOK = ["start", "count", "at", "show", "color", "stage", "cell", "lang", "check", "data", "label", "picture", "stills", "fill"];
const PARTS = 16; // channels, or three of them, that are drawn side by side

/**
 * @typedef {object} Host  the page around
 * @property {((texts: Texts) => void) | null} look  asks again, with these parameters; null: the page has no way to
 * @property {((texts: Texts) => void) | null} reshape  asks for a tensor of another shape; null: the page has no way to
 * @property {(text: string) => void} keep  the parameter `picture`; empty: there is none, or it stays here
 *
 * @typedef {{from: string, input: Laid, to: string, output: Laid}} Ends  with the shapes of both
 *
 * @typedef {object} Result  what is seen beside the stage
 * @property {{name: string, said: string, image: ImageData | null}[]} tensors
 * @property {string[]} sides  tensors that the picture can be laid on
 * @property {string} side  that on which it is
 * @property {string[]} notes  what is to be known of it
 * @property {{said: string, act: () => void} | null} [larger]  gives the tensor the picture's size
 */

export class Picture {
  /**
   * @param {Stage} stage
   * @param {Host} host
   * @param {(result: Result | null) => void} onResult
   */
  constructor(stage, host, onResult) {
    this.stage = stage;
    this.host = host;
    this.onResult = onResult;
    /** @type {Pixels | null} */
    this.pixels = null;
    /** The built-in one that it is; empty: somebody's own. */
    this.name = "";
    /** The tensor that was chosen for it; empty: none was. */
    this.side = "";
    /** What x is worth since the picture was laid on y, and what was asked then. @type {{key: string, laid: Laid, own: Texts} | null} */
    this.held = null;
    /** @type {Shown | null} */
    this.answer = null;
    /** What was asked for to see all cells, and those of one input. */
    this.asked = this.led = "";
    /** What the input is worth, and the output. @type {Ends | null} */
    this.ends = null;
    /** The one beside it that gives its input what it is worth, where it has one of that shape. @type {Picture | null} */
    this.leader = null;
  }

  /**
   * Take a picture of one's own.
   *
   * @param {Blob} file
   * @returns {Promise<string>}  why it is none; empty: it is shown
   */
  async take(file) {
    const { pixels, why } = await pixelsOfFile(file);
    if (pixels) this.put(pixels, "", "");
    return why;
  }

  /**
   * @param {Pixels | null} pixels  null: none
   * @param {string} name
   * @param {string} side
   */
  put(pixels, name, side) {
    [this.pixels, this.name, this.side, this.held, this.asked] = [pixels, name, side, null, ""];
    this.led = "";
    this.update();
  }

  /** @param {string} side */
  choose(side) {
    this.put(this.pixels, this.name, side);
  }

  /**
   * As a link says: `face`, `face:y`, `face:y:order=p1 p2 c`, where the last says how y was made when the picture was laid on it.
   *
   * @param {string} text
   */
  async read(text) {
    const [name = "", side = "", ...rest] = text.split(":");
    const pixels = builtIn(name);
    if (!pixels) return;
    const changed = Object.fromEntries(new URLSearchParams(rest.join(":")));
    [this.pixels, this.name, this.side, this.held] = [pixels, name, side, null];
    const op = this.answer?.op ?? "program";
    if (rest.length && op !== "program") {
      const own = Object.fromEntries(Object.entries({ ...this.own(), ...changed }).filter(([, text]) => text !== ""));
      const before = await asked(op, own);
      const found = before && this.laid(before);
      if (found?.side === "output") this.held = { key: found.key, laid: found.base, own };
    }
    this.update();
  }

  /** Another answer is about to be shown. @param {Shown} answer */
  show(answer) {
    this.answer = answer;
    this.stage.carried = this.prepare();
  }

  update() {
    this.stage.carry(this.prepare());
  }

  /** @returns {import("../base/types.js").Carried | null} */
  prepare() {
    const { answer, pixels, host } = this;
    this.ends = null;
    host.keep(this.text());
    if (!answer || !pixels) return this.tell(null);
    const seen = seenOf(answer);
    const refused = this.refused(answer, seen);
    if (refused) return this.tell({ tensors: [], sides: [], side: "", notes: [refused] });
    const found = this.laid(answer, seen);
    if (!found) return null;
    const { moves, grids: [x, y], input, others, sides, side, key } = found;
    if (side === "output") this.held ??= { key, laid: found.base, own: this.own() };
    const held = side === "output" && this.held?.key === key ? this.held.laid : found.base;
    const base = this.leader?.given(key) ?? held;
    host.keep(this.text());
    const made = forwards(moves, base.values, total(seen.output.shape), seen.adds ? seen.together : null);
    this.ends = { from: key, input: base, to: String(seen.output.shape), output: { values: made, colours: coloursOf(moves, base.colours, made.length) } };
    const known = made.some((value) => !Number.isNaN(value));
    const chosen = side === "output" ? seen.output.name : (seen.inputs[input ?? this.lead(seen)]?.name ?? "");
    const source = seen.inputs[input ?? this.lead(seen)];
    const notes = [scaledTo(pixels, side === "output" ? y : x)];
    if (!known && made.length) notes.push(say("Cells that are computed with have no picture here."));
    if (seen.program && answer.changes?.length) notes.push(say("Where the program changes values, colours still tell where cells come from."));
    this.tell({
      tensors: [pictured(source?.name ?? "x", base.values, x), pictured(seen.output.name, known ? made : null, y)],
      sides,
      side: chosen,
      notes,
      larger: this.larger(answer, seen, side),
    });
    const { written } = this.stage;
    return carried(base, input, others, written === "values" || written === "both" ? made : null, seen.adds && known ? pixelsOf(made, y) : null);
  }

  /**
   * What an input of this shape is worth that stands beside: that of this one, or what this one makes.
   *
   * @param {string} shape
   */
  given(shape) {
    const { ends } = this;
    if (ends?.from === shape) return ends.input;
    return ends?.to === shape ? ends.output : null;
  }

  /**
   * @param {Shown} answer
   * @param {Seen} seen
   * @param {string} side
   */
  larger(answer, seen, side) {
    const { reshape } = this.host;
    const told = /** @type {import("../base/types.js").Answer} */ (/** @type {unknown} */ (answer));
    if (!reshape || seen.program || !this.pixels) return null;
    const [tensor, { directions }] = side === "output" ? [told.output, seen.output] : [told.inputs[0], seen.inputs[0] ?? seen.output];
    const found = tensor && reshaped(told, tensor, directions, this.pixels);
    if (!found) return null;
    const { texts, shape } = found;
    return { said: say("Take the picture's size: {tensor} {shape}", { tensor: tensor.name, shape: shape.join("×") }), act: () => reshape(texts) };
  }

  /**
   * Why there is no picture of this yet.
   *
   * @param {Shown} answer
   * @param {Seen} seen
   */
  refused({ links }, seen) {
    const { look } = this.host;
    const told = new URLSearchParams(links?.page?.split("?")[1]);
    const { needed, program, view, inputs, output } = seen;
    const most = program ? MOST_OF_LINES : MOST;
    if (!inputs.length || !total(output.shape)) return say("There are no cells that a picture could be laid on.");
    const lead = inputs[this.lead(seen)]?.name ?? "";
    if (program && inputs.length > 1 && this.led !== lead) {
      this.led = lead; // only of the input that leads it is known which cells are its own
      if (!look) return say("There are several inputs: a picture is laid on one of them on the program's own page.");
      if (told.get("lead") !== lead) {
        setTimeout(() => look({ lead }));
        return say("All cells are being fetched.");
      }
    }
    if (view && look && this.asked !== view && !told.has("view")) {
      this.asked = view;
      setTimeout(() => look({ view }));
      return say("All cells are being fetched.");
    }
    if (!needed) return "";
    if (needed > most) return say("A picture is shown where all cells are: of up to {most} cells; this has {count}.", { most, count: needed });
    const wanted = String(needed);
    if (!look || this.asked === wanted) return say("The stage shows a part of the cells only, so no picture can be made of them.");
    this.asked = wanted;
    setTimeout(() => look({ show: wanted, at: "" })); // once what is being shown is shown
    return say("All cells are being fetched.");
  }

  /**
   * The picture laid on the tensor that it belongs on.
   *
   * @param {Shown} answer
   * @param {Seen} [seen]
   */
  laid(answer, seen = seenOf(answer)) {
    const { pixels } = this;
    if (!pixels) return null;
    const lead = this.lead(seen);
    const others = seen.program && seen.inputs.length > 1 ? answer.scene.tint.shades.light.length - 1 : null;
    const input = seen.program ? null : lead;
    const model = new Model(drawnOf(/** @type {import("../base/types.js").Drawn} */ (/** @type {unknown} */ (seen.program ? { scene: answer.scene } : answer))), "beside");
    const source = seen.inputs[lead];
    if (!source) return null;
    const moves = movesOf(model, input, /** @type {any} */ (seen.output.shape && answer.output), answer.shown ?? null, others);
    /** @type {[Grid, Grid]} */
    const grids = [gridOf(source.shape, source.directions), gridOf(seen.output.shape, seen.output.directions)];
    const back = !seen.program && seen.inputs.length === 1 && moves.single && !seen.adds;
    const sides = [...seen.inputs.map(({ name }) => name), ...(back ? [seen.output.name] : [])];
    const wanted = this.side && sides.includes(this.side) ? this.side === seen.output.name : rather(seen, grids);
    const side = back && wanted ? "output" : "input";
    const base = side === "output" ? backwards(moves, laidOn(pixels, grids[1]), total(source.shape)) : laidOn(pixels, grids[0]);
    return { moves, grids, input, others, sides, side, base, key: String(source.shape) };
  }

  /**
   * The number of the input that the picture is laid on, or that comes of it.
   *
   * @param {Seen} seen
   */
  lead({ inputs }) {
    return Math.max(0, inputs.findIndex(({ name }) => name === this.side));
  }

  /** What was asked, without how it is looked at, but for the ways that axes run. @returns {Texts} */
  own() {
    const query = new URLSearchParams(this.answer?.links?.page?.split("?")[1]);
    return Object.fromEntries([...query].filter(([name]) => !LOOK.includes(name)));
  }

  /** The parameter `picture`. */
  text() {
    if (!this.name) return "";
    const { held } = this;
    const own = this.own();
    const names = held ? Object.keys({ ...own, ...held.own }) : [];
    const changed = names.filter((name) => own[name] !== held?.own[name]).map((name) => [name, held?.own[name] ?? ""]);
    const side = this.side || (changed.length ? (this.answer?.output.name ?? "y") : "");
    return [this.name, ...(side ? [side] : []), ...(changed.length ? [String(new URLSearchParams(changed))] : [])].join(":");
  }

  /**
   * @param {Result | null} result
   * @returns {null}
   */
  tell(result) {
    this.onResult(result);
    return null;
  }
}

/**
 * The answer to another question of an operation, with all cells; null: it is refused.
 *
 * @param {string} op
 * @param {Texts} own
 * @returns {Promise<Shown | null>}
 */
async function asked(op, own) {
  try {
    const response = await fetch(`${home}/state/${op}?${new URLSearchParams({ ...own, show: String(MOST) })}`);
    return (await response.json()).answer;
  } catch {
    return null;
  }
}

/**
 * Whether a picture rather belongs on the output: that has more axes, or is larger.
 *
 * @param {Seen} seen
 * @param {[Grid, Grid]} grids
 */
function rather({ inputs, output }, [x, y]) {
  const rank = (inputs[0]?.shape.length ?? 0) - output.shape.length;
  return rank ? rank < 0 : y.width * y.height > x.width * x.height;
}

/**
 * @param {string} name
 * @param {Float64Array | null} values  null: not known
 * @param {Grid} grid
 */
function pictured(name, values, grid) {
  const { height, width, channels } = grid;
  const drawn = values && imageOf(values, grid, PARTS);
  const size = channels === 1 || channels === 3 ? `${height}×${width}` : `${height}×${width}×${channels}`;
  const left = drawn?.left ? say(" (the first {part} of {whole})", { part: drawn.parts, whole: drawn.parts + drawn.left }) : "";
  return { name, said: `${name} ${size}${left}`, image: drawn?.image ?? null };
}

/**
 * @param {Pixels} pixels
 * @param {Grid} grid
 */
function scaledTo({ width, height }, grid) {
  const values = { from: `${width}×${height}`, to: `${grid.width}×${grid.height}` };
  if (width === grid.width && height === grid.height) return say("{to} pixels, one for each place.", values);
  const smaller = width > grid.width || height > grid.height;
  return smaller
    ? say("Scaled from {from} to {to} pixels: each is the average of its part.", values)
    : say("Scaled from {from} to {to} pixels: pixels repeat.", values);
}
