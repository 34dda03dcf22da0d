/** What an answer shows, of an operation or of a line of a program, as far as a picture is concerned. */

/** @import {Axis, Scene, Tensor} from "../base/types.js" */
/** @import {Directions} from "./grid.js" */
/** @import {Together} from "./moved.js" */
import { pictureWays } from "./grid.js";

/**
 * @typedef {object} Shown  what is read of an answer
 * @property {string} [op]
 * @property {Scene} scene
 * @property {Axis[]} axes
 * @property {Pick<Tensor, "name" | "shape">[]} inputs
 * @property {Pick<Tensor, "name" | "shape">} output
 * @property {number[]} [shown]  of programs
 * @property {Pick<Tensor, "name" | "shape">[]} [tensors]
 * @property {number} [step]
 * @property {Record<string, unknown>} [request]
 * @property {unknown[]} [changes]
 * @property {{page: string | null}} [links]
 *
 * @typedef {{name: string, shape: number[], directions: Directions}} Part
 *
 * @typedef {object} Seen
 * @property {Part[]} inputs
 * @property {Part} output
 * @property {boolean} program
 * @property {string} view  the parameter that turns axes on the stage as those of the pictures are; empty: they are
 * @property {number} needed  cells that the stage has to show for all of them to be seen; 0: it does
 * @property {boolean} adds  whether cells that come together are computed with
 * @property {Together} together
 */

/**
 * @param {Shown} answer
 * @returns {Seen}
 */
export function seenOf({ op = "program", scene, axes, inputs, output, shown, tensors = [], step = 0, request = {} }) {
  const program = shown !== undefined;
  const made = program ? (tensors[step] ?? output) : output;
  const [first, last] = [scene.figures.slice(0, -1), scene.figures.at(-1)];
  const of = (/** @type {{name: string, shape: number[]}} */ { name, shape }, /** @type {number} */ place) => {
    const figure = program ? first.find(({ tensor, axes: own }) => tensor === name && String(own.map(({ size }) => size)) === String(shape)) : first[scene.flights[place]?.figure ?? 0];
    return { name, shape, directions: pictureWays(shape, figure) };
  };
  const whole = scene.windows.every(({ count }, axis) => count >= (axes[axis]?.size ?? 1));
  const cells = program ? Math.max(...[made, ...inputs].map(({ shape }) => total(shape))) : total(axes.map(({ size }) => size));
  const reduction = String(request["reduction"] ?? "");
  const told = { name: made.name, shape: made.shape, directions: pictureWays(made.shape, last) };
  return {
    view: program ? "" : scene.figures.map((figure, place) => turned(figure, pictureWays((place < first.length ? inputs[place] : made)?.shape ?? [], figure))).filter(Boolean).join(";"),
    inputs: inputs.map(of),
    output: told,
    program,
    needed: whole ? 0 : cells,
    adds: op === "einsum" || op === "reduce",
    together: op === "reduce" && (reduction === "min" || reduction === "max" || reduction === "mean") ? reduction : null,
  };
}

/** @param {number[]} shape */
export function total(shape) {
  return shape.reduce((product, size) => product * size, 1);
}

/**
 * @param {import("../base/types.js").Figure} figure
 * @param {Directions} ways
 */
function turned({ tensor, axes, directions }, ways) {
  if (ways === directions) return "";
  const told = Object.entries(ways).flatMap(([way, own]) => own.map((axis) => `${axes[axis]?.name}:${way}`));
  return `${tensor}=${told.join(",")}`;
}
