/** The stages beside each other, each with the figures that stand in it: a flight for those who want no motion. */

/** @import {Box} from "../model/box.js" */
/** @import {Figure} from "../model/figure.js" */
/** @import {Model} from "../model/model.js" */
/** @import {View} from "./frame.js" */
import { EMPTY, union } from "../model/box.js";
import { tensorsAt } from "../model/model.js";

const MARGIN = 16; // screen pixels around each still
const CAPTION = 26; // screen pixels for what it shows
const TENSOR = 34; // … and for the axes and the shape of its tensor
const LARGEST = 1.7;

/**
 * A view for each stage, in as many columns as make them largest.
 *
 * @param {Model} model
 * @param {number} width   screen pixels
 * @param {number} height
 * @returns {View[]}
 */
export function stills(model, width, height) {
  const inputs = model.figures.map((_, number) => number).filter((number) => number !== model.output);
  const { stages } = model.scene;
  const four = [inputs, inputs, [model.output], [model.output]].map((figures, stage) => ({ figures, stage, text: stages[stage]?.caption ?? "" }));
  // Where nothing opens, two stages of a figure look alike, and are called the same.
  const shown = four.filter(({ text, stage }) => stage === 0 || text === "" || text !== four[stage - 1]?.text);
  const count = shown.length;
  const caption = CAPTION + (tensorsAt(model.scene, 0).length ? TENSOR : 0);
  const boxes = shown.map(({ figures }) => extentOf(model, figures));
  const [wide, high] = [Math.max(...boxes.map((box) => box.right - box.left)), Math.max(...boxes.map((box) => box.bottom - box.top))];
  const choices = [...new Set([count, Math.ceil(count / 2), 1])].map((columns) => {
    const [across, down] = [width / columns, height / Math.ceil(count / columns)];
    const scale = Math.min((across - 2 * MARGIN) / wide, (down - 2 * MARGIN - caption) / high, LARGEST);
    return { columns, across, down, scale: Math.max(0.001, scale) };
  });
  const { columns, across, down, scale } = choices.reduce((best, each) => (each.scale > best.scale ? each : best));
  return shown.map(({ figures, stage, text }, place) => {
    const box = /** @type {Box} */ (boxes[place]);
    const [column, row] = [place % columns, Math.floor(place / columns)];
    return {
      time: stage,
      x: (column + 0.5) * across - ((box.left + box.right) / 2) * scale,
      y: (row + 0.5) * down - caption / 2 - ((box.top + box.bottom) / 2) * scale,
      scale,
      figures,
      wide: across,
      caption: { text, lines: tensor(model, stage), x: (column + 0.5) * across, y: (row + 1) * down - caption + 14 },
    };
  });
}

/**
 * The axes of the tensor at a stage, and its shape behind what makes it.
 *
 * @param {Model} model
 * @param {number} stage
 */
function tensor({ scene }, stage) {
  const [axes, shape, call] = tensorsAt(scene, stage);
  return axes ? [axes, `${call ?? ""} ${shape ?? ""}`.trim()] : [];
}

/**
 * What some figures cover, closed and open, with their brackets and captions.
 *
 * @param {Model} model
 * @param {number[]} figures
 * @returns {Box}
 */
export function extentOf(model, figures) {
  const room = ROOM * model.scene.unit;
  const boxes = figures.flatMap((number) => {
    const figure = /** @type {Figure} */ (model.figures[number]);
    return [figure.closed, figure.open].map((stage, share) => {
      const [x, y] = stage.origins[model.placement];
      const named = stage.brackets.flatMap(({ start, end }) => [start, end]).map(([bx, by]) => ({
        left: x + bx - room,
        top: y + by - room,
        right: x + bx + room,
        bottom: y + by + room,
      }));
      const box = [figure.box(share), ...named].reduce(union, EMPTY);
      const caption = figure.told.captions[model.placement];
      return { ...box, bottom: Math.max(box.bottom, caption[1] + room / 2) };
    });
  });
  return boxes.reduce(union, EMPTY);
}

const ROOM = 24; // what a name takes beside its bracket, in pixels of the scene
