/** What is printed: inputs and output, laid out for paper, drawn here and now, since a printer does not wait for a worker. */

/** @import {Placement, Staged} from "../base/types.js" */
/** @import {Point} from "./model/model.js" */
/** @import {View} from "./paint/frame.js" */
import { element, shape } from "../base/dom.js";
import { hit } from "./interaction/block_at_point.js";
import { Model, drawnOf } from "./model/model.js";
import { LAST } from "./model/motion.js";
import { Overlay } from "./overlay/overlay.js";
import { Painter } from "./paint/painter.js";
import { PRINTED } from "./paint/paper.js";
import { stills } from "./paint/stills.js";

const [WIDTH, HEIGHT] = [680, 600]; // screen pixels, within the margins of a page
const LARGEST = 1.4; // screen pixels of a pixel of the scene
const DENSITY = 3;

/**
 * A sheet with all figures.
 *
 * @param {Staged} answer
 * @param {object} seen  what the stage shows of it
 * @param {number} seen.time
 * @param {boolean} seen.still
 * @param {boolean} seen.filling
 * @param {boolean} seen.bare
 * @param {{flight: number, block: number}[]} seen.highlighted
 * @param {Point | null} seen.pointed
 * @param {Point[]} seen.ringed
 * @returns {HTMLElement}
 */
export function sheet(answer, { time, still, filling, bare, highlighted, pointed, ringed }) {
  const scaleOf = (/** @type {Placement} */ each) => Math.min(WIDTH / answer.scene.size[each][0], HEIGHT / answer.scene.size[each][1], LARGEST);
  const placement = scaleOf("below") > scaleOf("beside") ? "below" : "beside";
  const model = new Model(drawnOf(answer), placement);
  const scale = scaleOf(placement);
  const [width, height] = still ? [WIDTH, HEIGHT] : [model.size[0] * scale, model.size[1] * scale];
  const views = still ? stills(model, width, height) : whole(model, time, scale);
  const canvas = element("canvas");
  new Painter(canvas).draw(model, { width, height, density: DENSITY, theme: "light", paper: PRINTED, views, highlighted, bare });
  const room = { viewBox: `0 0 ${width} ${height}` };
  const [under, over] = [shape("svg", room), shape("svg", room)];
  new Overlay(/** @type {SVGSVGElement} */ (under), /** @type {SVGSVGElement} */ (over), hit).draw(model, answer.axes, views, { width, height }, { highlighted, point: pointed, filling, ringed });
  const made = element("div", "sheet", under, canvas, over);
  made.style.setProperty("width", `${width}px`);
  made.style.setProperty("aspect-ratio", `${width} / ${height}`);
  return made;
}

/**
 * All figures as closed or open as they are on the screen. In flight they are as they are there; at rest nothing is pale: on
 * paper, what has gone cannot be waited for.
 *
 * @param {Model} model
 * @param {number} time
 * @param {number} scale
 * @returns {View[]}
 */
function whole(model, time, scale) {
  const view = { x: 0, y: 0, scale };
  if (time > 1 && time < 2) return [{ ...view, time, figures: null }];
  const before = Math.min(time, LAST - time);
  const inputs = model.figures.map((_, number) => number).filter((number) => number !== model.output);
  return [{ ...view, time: before, figures: inputs }, { ...view, time: LAST - before, figures: [model.output] }];
}
