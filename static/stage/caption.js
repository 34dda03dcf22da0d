/** The caption below a figure: as large as can be read, as small as its neighbours ask for. */

/** @import {Model} from "../places.js" */
/** @import {Figure} from "./figure.js" */
/** @import {View} from "./frame.js" */
import { shape } from "../dom.js";
import { legible } from "./legible.js";

const APART = 14; // scene pixels between two captions
const EDGE = 8; // screen pixels between a caption and the edge of the screen
const LINE = 46; // captions further below each other than this are no neighbours
const LETTER = 0.605; // width of a letter of the font, for a size of 1; others than Latin ones are wider
const WIDE = 1.66;

/**
 * @param {Model} model
 * @param {Figure} figure
 * @param {View} view
 * @param {number} width  of the place on the screen
 */
export function caption(model, figure, view, width) {
  const { caption: text } = figure.told;
  const [x, y] = figure.told.captions[model.placement];
  const size = Math.min(legible(15, 12, 40, view.scale, model.scene.unit), room(model, figure, view, width) / (LETTER * letters(text)));
  return shape("text", { class: "caption", x, y, "font-size": size }, text);
}

/**
 * How wide a caption may be, in scene pixels: up to its neighbours and to the edges of the screen.
 *
 * @param {Model} model
 * @param {Figure} figure
 * @param {View} view
 * @param {number} width
 */
function room(model, figure, view, width) {
  const place = (/** @type {Figure} */ each) => each.told.captions[model.placement];
  const [x, y] = place(figure);
  const shown = model.figures.filter((_, number) => view.figures?.includes(number) ?? true);
  const beside = shown.filter((other) => other !== figure && Math.abs(place(other)[1] - y) < LINE * model.scene.unit);
  const edges = view.figures ? [] : [x + view.x / view.scale, (width - view.x) / view.scale - x].map((each) => 2 * (each - EDGE / view.scale));
  // Whoever looks closely may see a caption cut: it is no reason to shrink it.
  const seen = edges.filter((each) => each > 0 && each * view.scale > width / 4);
  const still = view.wide === undefined ? Infinity : view.wide / view.scale - APART * model.scene.unit;
  return Math.min(still, ...beside.map((other) => Math.abs(place(other)[0] - x) - APART * model.scene.unit), ...seen, Infinity);
}

/** @param {string} text */
function letters(text) {
  return [...text].reduce((sum, letter) => sum + (letter > "\u2e7f" ? WIDE : 1), 0);
}
