/** What is drawn of an answer in one placement: its figures, and the flights between them. */

/** @import {Axis, Drawn, Merged, Placement, Stage, Term} from "../../base/types.js" */
import { Figure } from "./figure.js";
import { Flight } from "./flight.js";
import { mixture } from "./mixture.js";
import { productOf, textOf } from "./values.js";

/**
 * A block, and the figure where somebody points at it.
 *
 * @typedef {{flight: number, block: number, figure: number}} Point
 *
 * @typedef {object} Block
 * @property {number[]} digits  one an axis, counted from the axis's beginning
 * @property {number} number    flat position in its input, -1 where it is filled in
 * @property {number} flight    which input it comes from
 */

/** Cheap to make, whatever the number of blocks: what is said of each of them is worked out when it is asked for. */
export class Model {
  /**
   * @param {Drawn} drawn
   * @param {Placement} placement
   */
  constructor(drawn, placement) {
    const { scene } = drawn;
    this.drawn = drawn;
    this.scene = scene;
    this.placement = placement;
    this.size = scene.size[placement];
    this.flights = scene.flights.map((_, index) => new Flight(drawn, index, placement));
    if (scene.merged.length) {
      const mixed = mixture(this.flights, scene.tint.shades.light);
      for (const flight of this.flights) flight.mixed = () => mixed(flight);
    }
    this.blocks = this.flights.reduce((sum, flight) => sum + flight.blocks, 0);
    /** The number of the output's figure; those before it are the inputs'. */
    this.output = scene.figures.length - 1;
    this.figures = scene.figures.map((told, number) => {
      const ending = number === this.output;
      const flights = ending ? this.flights : this.flights.filter((flight) => flight.figure === number);
      return new Figure(told, flights, ending ? 1 : 0, placement);
    });
  }

  /**
   * Which end of its flight a block has in a figure.
   *
   * @param {number} figure
   * @returns {0 | 1}
   */
  end(figure) {
    return figure === this.output ? 1 : 0;
  }

  /**
   * What is said of a block in words.
   *
   * @param {Point} point
   * @returns {Block}
   */
  block(point) {
    const flight = /** @type {Flight} */ (this.flights[point.flight]);
    const side = flight.sides[0];
    const own = flight.told.pairs ? side.cell(point.block) : point.block; // of what is rolled, the digits are the target's
    const digits = side.digits.of(own).map((digit, axis) => digit + (flight.starts[axis] ?? 0));
    return { digits, number: flight.numbers[point.block] ?? -1, flight: point.flight };
  }

  /**
   * The lines on a product of one block of each input; null where there is none, or values are not told.
   *
   * @param {number} block
   * @returns {string[] | null}
   */
  term(block) {
    const { values } = /** @type {Flight} */ (this.flights[0]);
    if (this.flights.length < 2 || values.none || !values.output || this.flights[0]?.told.pairs) return null;
    const factors = this.flights.map((flight) => flight.values.value(flight.numbers[block] ?? -1));
    const product = productOf(factors);
    const text = factors.map(textOf).join("·");
    return values.lines(text, product === null ? "" : `= ${textOf(product)}`);
  }

  /**
   * What a cell is that is made of several; null where it is a cell of an input.
   *
   * @param {Point} point
   * @returns {Merged | null}
   */
  merged({ flight: number, block, figure }) {
    const flight = /** @type {Flight} */ (this.flights[number]);
    const written = figure === this.output ? flight.landed : flight.numbers;
    return this.scene.merged[-2 - (written[block] ?? -1)] ?? null;
  }
}

/**
 * What a drawing needs of an answer, small enough to be sent to a worker with every new picture.
 *
 * @param {Drawn} answer
 * @returns {Drawn}
 */
export function drawnOf({ scene, inputs, output, written }) {
  return { scene, inputs, ...(output?.data || inputs?.some(({ data }) => data) ? { output, written } : {}) };
}

/**
 * The axes of the tensors at a stage, their shapes, and what code calls to come to them; nothing where they are not told.
 *
 * @param {{flights: {stages: Stage[]}[]}} scene
 * @param {number} stage
 * @returns {string[]}
 */
export function tensorsAt({ flights }, stage) {
  const told = flights.flatMap(({ stages }) => stages[stage] ?? []).filter(({ shape }) => shape);
  if (!told.length) return [];
  const lines = told.map(({ axes, shape, call }) => [axes || "1", shape?.join("·") || "1", call ?? ""]);
  return [0, 1, 2].map((line) => [...new Set(lines.map((each) => each[line]))].join(", "));
}

/**
 * The name of an axis, and which of its digits are seen where that is not all of them.
 *
 * @param {Axis} axis
 * @param {{start: number, count: number} | undefined} window
 */
export function seen(axis, window) {
  if (!window || window.count >= axis.size) return axis.name;
  return `${axis.name} ${window.start}–${window.start + window.count - 1} of ${axis.size}`;
}

/**
 * The name of an axis, without what says that it is shown in part.
 *
 * @param {Axis} axis
 */
export function nameOf({ name }) {
  return name.split(" ")[0] ?? name;
}

/**
 * The index that these terms make with these digits.
 *
 * @param {Term[]} index
 * @param {number[]} digits
 */
export function sum(index, digits) {
  return index.reduce((total, term) => total + term.times * (term.axis === null ? 1 : (digits[term.axis] ?? 0)), 0);
}
