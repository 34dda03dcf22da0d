/** The one way to draw: show a model, draw a frame. In a worker where the browser can, else here. */

/** @import {Drawn, Placement} from "../../base/types.js" */
/** @import {Frame} from "./frame.js" */
import { Model } from "../model/model.js";
import { Painter } from "./painter.js";

/**
 * @typedef {object} Painted
 * @property {number} id    of the frame
 * @property {number} took  milliseconds of work
 * @property {number} at    when the work began, in milliseconds since the epoch
 * @property {number} seen  when it was done and handed to the screen
 */

export class Renderer {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {(drawn: Painted) => void} onDrawn  a frame is on the screen
   */
  constructor(canvas, onDrawn) {
    this.canvas = canvas;
    this.onDrawn = onDrawn;
    /** @type {Worker | null} */
    this.worker = null;
    /** @type {Painter | null} */
    this.painter = null;
    /** @type {[Drawn, Placement] | null} */
    this.shown = null;
    /** @type {Model | null} */
    this.model = null;
    /** @type {[Frame, number] | null} */
    this.last = null;
    const worker = "transferControlToOffscreen" in canvas ? workerHere() : null;
    if (worker) this.start(worker);
    else this.drawHere();
  }

  /**
   * The canvas is given away only once the worker has loaded, and stays here if it does not.
   *
   * @param {Worker} worker
   */
  start(worker) {
    worker.onerror = (event) => {
      event.preventDefault();
      if (!this.worker) this.drawHere();
    };
    worker.onmessage = ({ data }) => {
      if (data !== "ready") return this.onDrawn(data);
      const canvas = this.canvas.transferControlToOffscreen();
      worker.postMessage({ canvas }, [canvas]);
      this.worker = worker;
      this.repeat();
    };
  }

  drawHere() {
    this.painter = new Painter(this.canvas);
    this.repeat();
  }

  repeat() {
    if (this.shown) this.show(...this.shown);
    if (this.last) this.draw(...this.last);
  }

  /**
   * @param {Drawn} drawn
   * @param {Placement} placement
   */
  show(drawn, placement) {
    this.shown = [drawn, placement];
    if (this.worker) this.worker.postMessage({ drawn, placement });
    else if (this.painter) this.model = new Model(drawn, placement);
  }

  /**
   * @param {Frame} frame
   * @param {number} id  comes back when it is drawn
   */
  draw(frame, id) {
    this.last = [frame, id];
    if (this.worker) this.worker.postMessage({ frame, id });
    else if (this.painter && this.model) {
      const before = performance.now();
      this.painter.draw(this.model, frame);
      const took = performance.now() - before;
      const at = performance.timeOrigin + before;
      this.onDrawn({ id, took, at, seen: at + took });
    }
  }
}

/** A worker, null where there can be none: in a frame that may run nothing of its own origin, in a page that is one file. */
function workerHere() {
  try {
    return new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  } catch {
    return null;
  }
}
