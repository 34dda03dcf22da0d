/** The stage: fits the scene to its place, has it drawn when something changed, and knows which block is pointed at. */

/** @import {Carried, Placement, Staged, Written} from "../base/types.js" */
/** @import {Model, Point} from "./model/model.js" */
/** @import {Plane, View} from "./paint/frame.js" */
/** @import {Painted} from "./paint/renderer.js" */
/** @import {Paper} from "./pixels/looks.js" */
import { follow, theme } from "../base/dark.js";
import { typing } from "../base/dom.js";
import { followAxis } from "../base/pointed_axis.js";
import { DIRECTIONS, walked } from "./interaction/arrow_keys.js";
import { hit } from "./interaction/block_at_point.js";
import { Gestures } from "./interaction/gestures.js";
import { Viewport } from "./interaction/viewport.js";
import { highlightedWith } from "./model/highlighted.js";
import { Model as Drawing, drawnOf } from "./model/model.js";
import { Overlay } from "./overlay/overlay.js";
import { paperOf } from "./paint/paper.js";
import { Renderer } from "./paint/renderer.js";
import { Sharpness } from "./paint/sharpness.js";
import { stills } from "./paint/stills.js";
import { sheet } from "./print.js";

const CLOSER = 1.4; // how much a key or a button zooms
/** @type {Placement[]} */
const PLACEMENTS = ["beside", "below"];

export class Stage {
  /**
   * @param {HTMLElement} drawing
   * @param {HTMLCanvasElement} canvas
   * @param {SVGSVGElement} underlay
   * @param {SVGSVGElement} overlay
   * @param {(point: Point | null, model: Model, pinned: boolean) => void} onPoint  a block is pointed at, or none
   */
  constructor(drawing, canvas, underlay, overlay, onPoint) {
    this.drawing = drawing;
    this.overlay = new Overlay(underlay, overlay, hit);
    this.onPoint = onPoint;
    this.renderer = new Renderer(canvas, (painted) => this.drawn(painted));
    this.viewport = new Viewport();
    this.sharpness = new Sharpness();
    this.time = 0;
    this.moving = false;
    this.filling = false;
    this.still = false;
    this.bare = false;
    this.pinned = false;
    /** @type {Staged | null} */
    this.answer = null;
    /** @type {Model | null} */
    this.model = null;
    /** @type {Carried | null} */
    this.carried = null;
    /** What is written on cells; undefined: values where there are some. @type {Written | undefined} */
    this.written = undefined;
    /** @type {Point | null} */
    this.pointed = null;
    /** @type {{flight: number, block: number}[]} */
    this.highlighted = [];
    /** The plane that is pointed at. @type {Plane | null} */
    this.lifted = null;
    /** Blocks whose cell of the output has a ring of its own, pointed at or not. @type {Point[]} */
    this.ringed = [];
    /** Names of the axes that are pointed at, here or elsewhere. @type {string[]} */
    this.lit = [];
    // Asked of the page once, not with every frame: it would have to lay itself out for the answer.
    this.room = { width: 0, height: 0 };
    this.letters = 1; // how much larger than usual the browser writes
    /** @type {Paper | null} */
    this.paper = null;
    /** @type {HTMLElement | null} */
    this.sheet = null;
    this.waiting = 0;
    this.frames = 0;
    this.answers = 0;
    this.since = 0; // when the newest answer was there
    /** What the last frames show, as attributes of the drawing. @type {Record<string, number>[]} */
    this.sent = [];
    follow(() => {
      this.paper = null;
      this.redraw();
    });
    followAxis(async (names) => {
      this.lit = names;
      if (names.length) await this.overlay.load();
      this.redraw();
    });
    new ResizeObserver(() => this.fit()).observe(drawing);
    new Gestures(drawing, {
      point: (x, y) => !this.pinned && this.point(this.at(x, y)),
      leave: () => !this.pinned && this.point(null),
      tap: (x, y) => this.tap(this.at(x, y)),
      pan: (dx, dy) => this.look(() => this.viewport.move(dx, dy)),
      zoom: (factor, x, y) => this.look(() => this.viewport.zoomAt(factor, x, y)),
      near: () => this.viewport.near,
    });
    drawing.addEventListener("keydown", (event) => this.key(event));
    addEventListener("keydown", (event) => {
      if (event.key === "n" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event)) this.strip(!this.bare);
    });
    addEventListener("beforeprint", () => this.print());
    addEventListener("afterprint", () => this.sheet?.remove());
  }

  /** @param {Staged} answer */
  show(answer) {
    if (JSON.stringify(answer.scene.size) !== JSON.stringify(this.answer?.scene.size)) this.viewport.reset(); // it is another scene
    this.answer = answer;
    this.paper = null;
    this.answers++;
    this.since = performance.timeOrigin + performance.now();
    this.model = null;
    const pointed = this.pointed !== null;
    this.pointed = null;
    this.pinned = false;
    this.highlighted = [];
    this.lifted = null;
    this.ringed = [];
    this.count(answer);
    this.fit();
    if (pointed && this.model) this.onPoint(null, this.model, false);
  }

  /** Say how many rows and columns of the output there are, for whoever hears it as a grid. @param {Staged} answer */
  count({ scene }) {
    const { axes = [], directions = null } = scene.figures.at(-1) ?? {};
    for (const way of /** @type {const} */ (["row", "column"])) {
      const count = directions?.[way].reduce((product, axis) => product * (axes[axis]?.size ?? 1), 1) ?? -1;
      this.drawing.setAttribute(way === "row" ? "aria-rowcount" : "aria-colcount", String(count));
    }
  }

  /** @param {Carried | null} carried  colours that cells bring along, from now on */
  carry(carried) {
    this.carried = carried;
    this.again();
  }

  /** @param {string} label  what is written on cells; empty: values where there are some */
  write(label) {
    const written = /** @type {Written} */ (label) || undefined;
    if (written === this.written) return;
    this.written = written;
    this.again();
  }

  /** The same answer, drawn anew. */
  again() {
    this.model = null;
    this.fit();
  }

  /**
   * @param {number} time
   * @param {boolean} [moving]  whether this is one of many frames, that need not be as sharp as a picture
   */
  seek(time, moving = false) {
    this.time = time;
    this.moving = moving;
    this.redraw();
  }

  /** @param {boolean} still  whether all stages are seen at once, at rest */
  stand(still) {
    this.still = still;
    this.redraw();
  }

  /** @param {boolean} filling  whether the order of filling is shown */
  async fill(filling) {
    this.filling = filling;
    if (filling) await this.overlay.need("filling");
    this.redraw();
  }

  /** @param {boolean} bare  whether blocks have no numbers */
  strip(bare) {
    this.bare = bare;
    this.redraw();
  }

  /** @param {Point[]} points  blocks whose cells of the output get a ring */
  async ring(points) {
    this.ringed = points;
    if (points.length) await this.overlay.need("rings");
    this.redraw();
  }

  /**
   * Zoom by a factor around the middle; 0 shows everything again.
   *
   * @param {number} factor
   */
  zoom(factor) {
    this.look(() => (factor ? this.viewport.zoomAt(factor) : this.viewport.reset()));
  }

  /** @param {() => void} change */
  look(change) {
    if (this.still) return;
    change();
    this.drawing.classList.toggle("near", this.viewport.near);
    this.redraw();
  }

  /** Choose the placement that shows the scene larger. */
  fit() {
    const { answer } = this;
    const { clientWidth: width, clientHeight: height } = this.drawing;
    this.room = { width, height };
    this.letters = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    if (!answer || !width || !height) return;
    const scales = PLACEMENTS.map((each) => Math.min(width / answer.scene.size[each][0], height / answer.scene.size[each][1]));
    const placement = (scales[1] ?? 0) > (scales[0] ?? 0) ? "below" : "beside";
    if (!this.model || this.model.placement !== placement) {
      const drawn = { ...drawnOf(answer), carried: this.carried, written: this.written };
      this.model = new Drawing(drawn, placement);
      this.sharpness.forget();
      this.renderer.show(drawn, placement);
    }
    this.viewport.fit(width, height, this.model.size);
    this.redraw();
  }

  redraw() {
    this.waiting ||= requestAnimationFrame(() => {
      this.waiting = 0;
      this.draw();
    });
  }

  draw() {
    const { model, answer, drawing } = this;
    const { width, height } = this.room;
    if (!model || !answer || !width || !height) return;
    const views = this.views();
    const density = this.sharpness.density(devicePixelRatio || 1, this.moving);
    const frame = { width, height, density, theme: theme(), paper: (this.paper ??= paperOf(drawing)), views, highlighted: this.highlighted, lifted: this.lifted, bare: this.bare };
    this.frames++;
    this.sent = [...this.sent.slice(-7), { time: this.time, views: views.length, lit: this.highlighted.length, density: this.moving ? density : 0, scale: views[0]?.scale ?? 0, answer: this.answers, since: this.since }];
    this.renderer.draw(frame, this.frames);
    this.overlay.draw(model, answer.axes, views, { width, height }, { highlighted: this.highlighted, point: this.pointed, filling: this.filling, ringed: this.ringed, lit: this.lit });
  }

  /** @returns {View[]} */
  views() {
    const { model, viewport, room } = this;
    if (!model) return [];
    const { letters } = this;
    if (this.still) return stills(model, room.width, room.height).map((view) => ({ ...view, letters }));
    return [{ time: this.time, x: viewport.x, y: viewport.y, scale: viewport.scale, figures: null, letters }];
  }

  /**
   * A frame is on the screen: say what it shows.
   *
   * @param {Painted} painted
   */
  drawn(painted) {
    const sent = this.sent.at(painted.id - this.frames - 1);
    if (sent?.density) this.sharpness.drew(sent.density, painted.took);
    for (const [name, value] of Object.entries(sent ?? {})) this.drawing.dataset[name] = String(value);
    this.drawing.dispatchEvent(new CustomEvent("drawn", { detail: { ...painted, ...sent } }));
  }

  /**
   * The block at a point of the stage.
   *
   * @param {number} x
   * @param {number} y
   * @returns {Point | null}
   */
  at(x, y) {
    if (!this.model) return null;
    for (const view of this.views()) {
      const found = hit(this.model, view.time, (x - view.x) / view.scale, (y - view.y) / view.scale, view.figures, this.lifted);
      if (found) return found;
    }
    return null;
  }

  /** @param {Point | null} point */
  point(point) {
    const { model, pointed } = this;
    if (!model || same(point, pointed)) return;
    this.pointed = point;
    this.highlighted = point ? highlightedWith(model, point) : [];
    this.lifted = point && planeOf(model, point);
    this.onPoint(point, model, this.pinned);
    this.redraw();
  }

  /**
   * A tap pins a block, and another one on it or beside it lets it go.
   *
   * @param {Point | null} point
   */
  tap(point) {
    const again = this.pinned && same(point, this.pointed);
    this.pin(again ? null : point);
  }

  /** @param {Point | null} point */
  pin(point) {
    const { model } = this;
    if (!model) return;
    this.pinned = point !== null;
    this.drawing.classList.toggle("pinned", this.pinned);
    if (same(point, this.pointed)) this.onPoint(point, model, this.pinned);
    else this.point(point);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || !this.model) return;
    const direction = DIRECTIONS[event.key];
    if (direction) this.point(walked(this.model, this.pointed, direction));
    else if (event.key === "Escape") this.pin(null);
    else if (event.key === "Enter") this.tap(this.pointed);
    else if (event.key === "+" || event.key === "=") this.zoom(CLOSER);
    else if (event.key === "-") this.zoom(1 / CLOSER);
    else if (event.key === "0") this.zoom(0);
    else return;
    event.preventDefault();
  }

  print() {
    this.sheet?.remove();
    if (!this.model || !this.answer) return;
    this.sheet = sheet(this.answer, this);
    this.drawing.after(this.sheet);
  }
}

/**
 * @param {Point | null} one
 * @param {Point | null} other
 */
function same(one, other) {
  return one?.flight === other?.flight && one?.block === other?.block && one?.figure === other?.figure;
}

/**
 * The plane of a stack that a block stands in.
 *
 * @param {Model} model
 * @param {Point} point
 * @returns {Plane | null}
 */
function planeOf(model, { flight, block, figure }) {
  const side = model.flights[flight]?.sides[model.end(figure)];
  if (!side || model.scene.layout !== "stack") return null;
  return { figure, z: side.place(side.digits.of(side.cell(block)), 0).z };
}
