/** What is printed: the output, drawn here and now, since a printer does not wait for a worker. */

/** @import {Axis} from "../base/types.js" */
/** @import {Model} from "./model/model.js" */
import { element, shape } from "../base/dom.js";
import { LAST } from "./model/motion.js";
import { Overlay } from "./overlay/overlay.js";
import { Painter } from "./paint/painter.js";
import { PRINTED } from "./paint/paper.js";
import { extentOf } from "./paint/stills.js";

const [WIDTH, HEIGHT] = [680, 560]; // screen pixels, within the margins of a page
const DENSITY = 3;

/**
 * A sheet with the output figure.
 *
 * @param {Model} model
 * @param {Axis[]} axes
 * @returns {HTMLElement}
 */
export function sheet(model, axes) {
  const box = extentOf(model, [model.output]);
  const scale = Math.min(WIDTH / (box.right - box.left), HEIGHT / (box.bottom - box.top), 1.2);
  const [width, height] = [(box.right - box.left) * scale, (box.bottom - box.top) * scale];
  const view = { time: LAST, x: -box.left * scale, y: -box.top * scale, scale, figures: [model.output] };
  const canvas = element("canvas");
  new Painter(canvas).draw(model, { width, height, density: DENSITY, theme: "light", paper: PRINTED, views: [view], highlighted: [] });
  const [under, over] = [0, 1].map(() => /** @type {SVGSVGElement} */ (shape("svg", { width, height })));
  if (under && over) new Overlay(under, over).draw(model, axes, [view], { width, height }, { highlighted: [], point: null, filling: false });
  const made = element("div", "sheet", ...(under ? [under] : []), canvas);
  made.style.setProperty("width", `${width}px`);
  made.style.setProperty("height", `${height}px`);
  return made;
}
