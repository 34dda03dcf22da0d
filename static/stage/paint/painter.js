/** Frame in, picture out: goes through the figures from the back to the front and leaves the pixels to a brush. */

/** @import {Carried} from "../../base/types.js" */
/** @import {Model} from "../model/model.js" */
/** @import {Frame, View} from "./frame.js" */
import { EMPTY, union } from "../model/box.js";
import { mix, opened } from "../model/motion.js";
import { Looks } from "../pixels/looks.js";
import { blocksInFlight } from "./blocks_in_flight.js";
import { Brush } from "./brush.js";

const SAME = 0.25; // planes: what is no further apart lies equally deep

export class Painter {
  /** @param {HTMLCanvasElement | OffscreenCanvas} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.brush = new Brush(/** @type {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d")));
    /** @type {Looks | null} */
    this.looks = null;
    this.looksOf = "";
    /** @type {Carried | null} */
    this.carried = null;
  }

  /**
   * @param {Model} model
   * @param {Frame} frame
   */
  draw(model, frame) {
    const [width, height] = [Math.round(frame.width * frame.density), Math.round(frame.height * frame.density)];
    if (this.canvas.width !== width) this.canvas.width = width;
    if (this.canvas.height !== height) this.canvas.height = height;
    if (!width || !height) return;
    const { brush } = this;
    brush.begin(model, frame, this.looksFor(model, frame));
    for (const view of frame.views) paint(model, frame, view, brush);
    brush.surface.end();
  }

  /**
   * @param {Model} model
   * @param {Frame} frame
   */
  looksFor(model, frame) {
    const { scene: { tint }, drawn: { carried = null } } = model;
    const key = JSON.stringify([tint.shades[frame.theme], frame.paper]);
    if (!this.looks || key !== this.looksOf || carried !== this.carried) this.looks = new Looks(tint, frame.theme, frame.paper, carried?.palette);
    [this.looksOf, this.carried] = [key, carried];
    return this.looks;
  }
}

/**
 * @param {Model} model
 * @param {Frame} frame
 * @param {View} view
 * @param {Brush} brush
 */
function paint(model, frame, view, brush) {
  const share = opened(view.time);
  brush.look(view);
  const seen = model.figures.map((_, number) => !view.figures || view.figures.includes(number));
  brush.reserve(model.figures.filter((_, number) => seen[number]).map((figure) => figure.box(share)).reduce(union, EMPTY));
  model.figures.forEach((figure, number) => {
    if (!seen[number]) return;
    const [width, height] = figure.size("plane", share);
    const { lifted } = frame;
    const raised = lifted?.figure === number ? figure.layers.filter(({ run }) => Math.abs(run.z - lifted.z) < SAME) : [];
    for (const layer of [...figure.layers, ...raised.map((each) => ({ ...each, cover: null }))]) {
      const card = layer.cover && figure.cards?.place(figure.cards.digits.of(layer.cover.card), share);
      const cover = card ? { x: card.x, y: card.y, width, height } : null;
      if (layer.kind === "cards") brush.cards(layer.side, layer.run, width, height, cover);
      else if (layer.kind === "ghosts") brush.ghosts(layer, layer.run, layer.fading ? 1 - share : 1);
      else brush.cells(layer.flight, layer.end, layer.run, cover);
    }
    if (figure.outlines) brush.outlines(figure.outlines, ...figure.size("block", share), mix(2, 7, share));
  });
  if (view.time > 1 && view.time < 2) for (const flight of model.flights) blocksInFlight(brush, flight);
  for (const { flight: number, block } of frame.highlighted) {
    const flight = model.flights[number];
    if (!flight) continue;
    if (!view.figures || view.figures.includes(flight.figure)) brush.light(flight, block, 0);
    if (!view.figures || view.figures.includes(model.output)) brush.light(flight, block, 1);
  }
}
