/** The stage: fits the scene to its place, draws it when something changed, and knows which block is pointed at. */

/** @import {Answer, Placement} from "./types.js" */
/** @import {Frame, Paper} from "./canvas.js" */
import { CanvasRenderer } from "./canvas.js";
import { drawOverlay, drawUnderlay } from "./overlay.js";
import { Model } from "./places.js";

const LARGEST = 1.7; // screen pixels of a scene pixel; more looks clumsy
/** @type {Placement[]} */
const PLACEMENTS = ["beside", "below"];

export class Stage {
  /**
   * @param {HTMLElement} drawing
   * @param {HTMLCanvasElement} canvas
   * @param {SVGSVGElement} underlay
   * @param {SVGSVGElement} overlay
   * @param {(index: number | null, model: Model) => void} onPoint  a block is pointed at, or none
   */
  constructor(drawing, canvas, underlay, overlay, onPoint) {
    this.drawing = drawing;
    this.canvas = canvas;
    this.underlay = underlay;
    this.overlay = overlay;
    this.onPoint = onPoint;
    this.renderer = new CanvasRenderer(canvas);
    this.time = 0;
    /** @type {Answer | null} */
    this.answer = null;
    /** @type {Model | null} */
    this.model = null;
    /** @type {number | null} */
    this.lit = null;
    this.waiting = 0;
    this.dark = matchMedia("(prefers-color-scheme: dark)");
    this.dark.addEventListener("change", () => this.redraw());
    new ResizeObserver(() => this.fit()).observe(drawing);
    drawing.addEventListener("pointermove", (event) => this.point(this.hit(event)));
    drawing.addEventListener("pointerdown", (event) => this.point(this.hit(event)));
    drawing.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && this.point(null));
    drawing.addEventListener("keydown", (event) => this.key(event));
  }

  /** @param {Answer} answer */
  show(answer) {
    this.answer = answer;
    this.model = null;
    const lit = this.lit;
    this.lit = null;
    this.fit();
    if (lit !== null) this.point(null);
  }

  /** @param {number} time */
  seek(time) {
    this.time = time;
    this.redraw();
  }

  /** Choose the placement that shows the scene larger, and make the canvas as sharp as the screen. */
  fit() {
    const { answer } = this;
    const { clientWidth: width, clientHeight: height } = this.drawing;
    if (!answer || !width || !height) return;
    const scales = PLACEMENTS.map((each) => Math.min(width / answer.scene.size[each][0], height / answer.scene.size[each][1]));
    const placement = (scales[1] ?? 0) > (scales[0] ?? 0) ? "below" : "beside";
    if (!this.model || this.model.placement !== placement) this.model = new Model(answer, placement);
    const density = devicePixelRatio || 1;
    this.canvas.width = Math.round(width * density);
    this.canvas.height = Math.round(height * density);
    this.redraw();
  }

  redraw() {
    this.waiting ||= requestAnimationFrame(() => {
      this.waiting = 0;
      const frame = this.frame();
      if (!frame) return;
      this.renderer.draw(frame);
      drawUnderlay(this.underlay, frame);
      drawOverlay(this.overlay, frame);
      this.drawing.dataset.time = String(this.time);
    });
  }

  /** @returns {Frame | null} */
  frame() {
    const { model } = this;
    if (!model) return null;
    const { clientWidth: width, clientHeight: height } = this.drawing;
    const scale = Math.min(width / model.size[0], height / model.size[1], LARGEST);
    return {
      model,
      time: this.time,
      scale,
      x: (width - model.size[0] * scale) / 2,
      y: (height - model.size[1] * scale) / 2,
      density: devicePixelRatio || 1,
      theme: this.dark.matches ? "dark" : "light",
      paper: paperOf(this.drawing),
      lit: this.lit,
    };
  }

  /** @param {number | null} index */
  point(index) {
    if (index === this.lit || !this.model) return;
    this.lit = index;
    this.onPoint(index, this.model);
    this.redraw();
  }

  /**
   * The block under the pointer, the one in front where several are.
   *
   * @param {PointerEvent} event
   * @returns {number | null}
   */
  hit(event) {
    const frame = this.frame();
    if (!frame) return null;
    const box = this.drawing.getBoundingClientRect();
    const x = (event.clientX - box.left - frame.x) / frame.scale;
    const y = (event.clientY - box.top - frame.y) / frame.scale;
    return nearest(frame.model, this.time, x, y);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const step = STEPS[event.key];
    if (!this.model || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") this.point(null);
    else if (step) {
      event.preventDefault();
      const order = this.model.blocks.map((_, index) => index).sort((one, other) => target(this.model, one) - target(this.model, other));
      const here = this.lit === null ? (step > 0 ? -1 : order.length) : order.indexOf(this.lit);
      this.point(order[Math.min(order.length - 1, Math.max(0, here + step))] ?? null);
    }
  }
}

/** Arrow keys walk along the cells of the output. @type {Record<string, number>} */
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/**
 * @param {Model | null} model
 * @param {number} index
 */
function target(model, index) {
  return model?.blocks[index]?.target ?? 0;
}

/**
 * @param {Model} model
 * @param {number} time
 * @param {number} x
 * @param {number} y
 */
function nearest(model, time, x, y) {
  const { cell } = model.scene;
  let found = null;
  let depth = Infinity;
  model.blocks.forEach((_, index) => {
    for (const place of [model.at(index, time), model.home(0, index, time), model.home(1, index, time)]) {
      const inside = x >= place.x && x < place.x + cell && y >= place.y && y < place.y + cell;
      if (inside && place.z < depth) [found, depth] = [index, place.z];
    }
  });
  return found;
}

/**
 * The colours of the page, for the canvas.
 *
 * @param {Element} element
 * @returns {Paper}
 */
function paperOf(element) {
  const style = getComputedStyle(element);
  const read = (/** @type {string} */ name) => style.getPropertyValue(`--${name}`).trim();
  return { ink: read("ink"), card: read("card"), line: read("line"), stage: read("stage"), quiet: read("quiet") };
}
