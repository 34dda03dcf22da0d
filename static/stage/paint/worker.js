/** Draws in a worker, so that the page stays free: gets models and frames, says when a frame is on the screen. */

/** @import {Drawn, Placement} from "../../base/types.js" */
/** @import {Frame} from "./frame.js" */
import { Model } from "../model/model.js";
import { Painter } from "./painter.js";

/**
 * @typedef {{canvas: OffscreenCanvas} | {drawn: Drawn, placement: Placement} | {frame: Frame, id: number}} Order
 */

/** @type {Painter | null} */
let painter = null;
/** @type {Model | null} */
let model = null;
/** @type {{frame: Frame, id: number} | null} */
let next = null;
let waiting = 0;

addEventListener("message", (/** @type {MessageEvent<Order>} */ { data }) => {
  if ("canvas" in data) painter = new Painter(data.canvas);
  else if ("drawn" in data) model = new Model(data.drawn, data.placement);
  else {
    next = data; // a frame that was not drawn in time is left out
    waiting ||= requestAnimationFrame(draw);
  }
});

/** @param {number} now */
function draw(now) {
  waiting = 0;
  if (!painter || !model || !next) return;
  const { frame, id } = next;
  next = null;
  const before = performance.now();
  painter.draw(model, frame);
  const took = performance.now() - before;
  // By the next frame the picture has been handed to the screen.
  requestAnimationFrame((seen) => postMessage({ id, took, at: performance.timeOrigin + now, seen: performance.timeOrigin + seen }));
}

postMessage("ready");
