/** What is drawn as SVG: brackets and captions below the canvas, so that blocks fly over them; rings, threads and paths above. */

/** @import {Axis} from "../../base/types.js" */
/** @import {Model, Point} from "../model/model.js" */
/** @import {View} from "../paint/frame.js" */
/** @import {Label} from "./gaps.js" */
/** @import {BlockAt} from "./threads.js" */
import { shape } from "../../base/dom.js";
import { ARRIVED, opened } from "../model/motion.js";
import { surroundings } from "./brackets.js";
import { heading } from "./caption.js";
import { labelsIn } from "./gaps.js";
import { highlights } from "./highlights.js";

/** Draws again only what has changed: in flight nothing has. */
export class Overlay {
  /**
   * @param {SVGSVGElement} under
   * @param {SVGSVGElement} over
   * @param {BlockAt} blockAt  tells whose number a thread would cross
   */
  constructor(under, over, blockAt) {
    this.under = under;
    this.over = over;
    this.blockAt = blockAt;
    this.underKey = this.overKey = "";
    /** How the cells along an axis are drawn: loaded when somebody first points at one. @type {typeof import("./axis_run.js").axisRuns | null} */
    this.runs = null;
    /** @type {Model | null} */
    this.model = null;
    /** What is written below, measured when a thread first passes by. @type {Label[] | null} */
    this.labels = null;
    /** What few pictures need comes when it is needed. @type {Partial<typeof import("./fill_order.js") & typeof import("./difference_rings.js")>} */
    this.late = {};
  }

  /**
   * Wait for what draws rings around differences, or the order of filling.
   *
   * @param {"rings" | "filling"} what
   */
  async need(what) {
    Object.assign(this.late, await (what === "rings" ? import("./difference_rings.js") : import("./fill_order.js")));
    this.overKey = "";
  }

  /** Make ready to show which cells lie along an axis. */
  async load() {
    this.runs ??= (await import("./axis_run.js")).axisRuns;
    this.overKey = "";
  }

  /**
   * @param {Model} model
   * @param {Axis[]} axes
   * @param {View[]} views
   * @param {{width: number, height: number}} room
   * @param {{highlighted: {flight: number, block: number}[], point: Point | null, filling: boolean, ringed?: Point[], lit?: string[]}} shown
   */
  draw(model, axes, views, room, { highlighted, point, filling, ringed = [], lit = [] }) {
    const seen = views.map(({ time, x, y, scale, letters }) => [opened(time), x, y, scale, letters]);
    const underKey = JSON.stringify([seen, room]);
    if (model !== this.model || underKey !== this.underKey) {
      this.under.replaceChildren(...views.map((view) => surroundings(model, axes, view, room)), ...views.flatMap(named));
      this.labels = null;
    }
    const times = highlighted.length ? views.map((view) => view.time) : [];
    const arrived = ringed.length ? [ringed.length, ...views.map((view) => view.time >= ARRIVED)] : [];
    const overKey = JSON.stringify(highlighted.length || filling || ringed.length || lit.length ? [seen, times, highlighted, filling, point, arrived, lit] : []);
    if (model !== this.model || overKey !== this.overKey) {
      if (highlighted.length) this.labels ??= labelsIn(this.under);
      const { fillPaths = () => [], differenceRings = () => [] } = this.late;
      this.over.replaceChildren(...(filling ? views.flatMap((view) => fillPaths(model, view, point)) : []), ...differenceRings(model, views, ringed), ...(this.runs?.(model, axes, views, lit, point) ?? []), ...highlights(model, views, highlighted, this.labels ?? [], this.blockAt));
    }
    [this.model, this.underKey, this.overKey] = [model, underKey, overKey];
  }
}

/** @param {View} view */
function named({ caption, wide = Infinity, letters = 1 }) {
  if (!caption) return [];
  const { text, lines, x, y } = caption;
  const tensor = lines.map((line, row) => shape("text", { class: "caption", x, y: y + 17 * letters * (row + 1), "font-size": Math.min(12.5 * letters, heading(line, wide, letters)) }, line));
  return [shape("text", { class: "still-name", x, y, "font-size": heading(text, wide, letters) }, text), ...tensor];
}
