/** The caption below a figure: as large as can be read, as small as its neighbours ask for. */

/** @import {Figure} from "../model/figure.js" */
/** @import {Model} from "../model/model.js" */
/** @import {View} from "../paint/frame.js" */
import { shape } from "../../base/dom.js";
import { letters } from "../pixels/lettering.js";

const SIZE = 15; // of the letters where there is room
const SMALLEST = 9; // screen pixels that can be read
const APART = 22; // scene pixels between two captions
const EDGE = 8; // screen pixels between a caption and the edge of the screen
const LINE = 46; // captions further below each other than this are no neighbours
const LETTER = 0.605; // width of a letter of the font, for a size of 1

/**
 * @param {Model} model
 * @param {Figure} figure
 * @param {View} view
 * @param {number} width  of the place on the screen
 */
export function caption(model, figure, view, width) {
  const [x, y] = figure.told.captions[model.placement];
  const { unit } = model.scene;
  const wanted = legible(SIZE, 12, 40, view, unit);
  const wide = room(model, figure, view, width);
  const sizes = shorter(figure.told.caption).map((text) => ({ text, size: Math.min(wanted, wide / (LETTER * letters(text))) }));
  const { text, size } = sizes.find((each) => each.size * view.scale >= SMALLEST) ?? /** @type {{text: string, size: number}} */ (sizes.at(-1));
  // Letters that are large beside a small scene must not reach up into it.
  return shape("text", { class: "caption", x, y: y + 0.8 * Math.max(0, size - SIZE * unit), "font-size": size }, text);
}

/**
 * A caption, then without what follows its shape, then the name alone.
 *
 * @param {string} text
 */
function shorter(text) {
  return [text, text.split(/[;；,，]/u)[0] ?? text, text.split(" · ")[0] ?? text];
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
  const still = view.wide === undefined ? Infinity : (view.wide - 2 * EDGE - 2 * Math.abs(x * view.scale + view.x - (view.caption?.x ?? 0))) / view.scale;
  return Math.min(still, ...beside.map((other) => Math.abs(place(other)[0] - x) - APART * model.scene.unit), ...seen, Infinity);
}

/**
 * How large the name of a still is, in screen pixels: it must not reach into the next one.
 *
 * @param {string} text
 * @param {number} wide  screen pixels
 * @param {number} [larger]  than usual
 */
export function heading(text, wide, larger = 1) {
  return Math.min(14 * larger, (wide - 2 * EDGE) / (LETTER * letters(text)));
}

/**
 * Text that is part of the scene and can be read at any scale: a font size in scene pixels that stays readable when the scene is small, as far as there is room, and does not grow
 * with the cells when the scene is near.
 *
 * @param {number} size  where the scene is large enough
 * @param {number} least  screen pixels
 * @param {number} room  scene pixels
 * @param {View} view
 * @param {number} unit  how much larger than usual the scene has drawn what surrounds its cells
 */
export function legible(size, least, room, { scale, letters: larger = 1 }, unit) {
  return Math.min(room * unit, larger * Math.max(Math.min(size * unit, (size * 1.7) / scale), least / scale));
}
