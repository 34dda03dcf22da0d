/** What is painted of one tensor, from the back to the front: cards, cells, and the cells that stay behind. */

/** @import {Figure as Told, Ghost, Placement} from "../../base/types.js" */
/** @import {Box} from "./box.js" */
/** @import {Flight} from "./flight.js" */
/** @import {Run} from "./side.js" */
/** @import {Values} from "./values.js" */
import { EMPTY, union } from "./box.js";
import { Digits } from "./digits.js";
import { mix } from "./motion.js";
import { Side, same } from "./side.js";

/**
 * @typedef {{side: Side, numbers: Float64Array, values: Values, fading: boolean}} Ghosts  cells that no block takes along; fading: seen only
 *   while the figure is closed
 * @typedef {{card: number} | null} Cover  the only card that is painted over a layer next
 * @typedef {{run: Run, cover?: Cover} & ({kind: "cards", side: Side}
 *   | {kind: "ghosts"} & Ghosts
 *   | {kind: "cells", flight: Flight, end: 0 | 1})} Layer
 */

export class Figure {
  /**
   * @param {Told} told
   * @param {Flight[]} flights  those that begin or end here
   * @param {0 | 1} end
   * @param {Placement} placement
   */
  constructor(told, flights, end, placement) {
    const first = /** @type {Flight} */ (flights[0]);
    const { closed, open, digits } = first.sides[end];
    this.told = told;
    this.flights = flights;
    this.end = end;
    this.cell = first.scene.cell;
    this.closed = closed;
    this.open = open;
    const around = (/** @type {number[]} */ counts) => new Side(closed, open, new Digits(counts), placement);
    this.cards = told.planes && around(along(told.counts, told.planes));
    this.outlines = told.blocks && around(along(digits.counts, told.blocks));
    /** @type {Layer[] | null} */
    this.made = null;
    /** @type {Ghosts[]} */
    this.ghosts = end === 0 ? left(told.counts, first, placement) : [];
    if (told.ghosts.length) {
      const fading = !same(closed, open);
      const numbers = Float64Array.from(told.ghosts, ([number]) => number);
      this.ghosts.push({ side: new Strewn(told.ghosts, first.sides[end]), numbers, values: first.values, fading });
    }
  }

  /** What to paint; the same at all times. @returns {Layer[]} */
  get layers() {
    return (this.made ??= this.make());
  }

  /** @returns {Layer[]} */
  make() {
    /** @type {Layer[]} */
    const layers = [
      ...(this.cards?.order().runs ?? []).map((run) => ({ kind: /** @type {const} */ ("cards"), side: /** @type {Side} */ (this.cards), run })),
      ...this.ghosts.flatMap((each) => each.side.order().runs.map((run) => ({ kind: /** @type {const} */ ("ghosts"), ...each, run }))),
      ...this.flights.flatMap((flight) =>
        flight.sides[this.end].order().runs.map((run) => ({ kind: /** @type {const} */ ("cells"), flight, end: this.end, run })),
      ),
    ];
    layers.sort((one, other) => other.run.z - one.run.z); // stable: a card stays behind its cells
    /** @type {Cover} */
    let cover = null;
    for (const layer of layers.toReversed()) {
      layer.cover = cover;
      if (layer.kind !== "cards") continue;
      const { blocks } = layer.side.order();
      cover = layer.run.end - layer.run.start === 1 ? { card: blocks?.[layer.run.start] ?? layer.run.start } : null;
    }
    return layers;
  }

  /**
   * The smallest box around its cells, also those that stay behind, in pixels of the scene.
   *
   * @param {number} share
   * @returns {Box}
   */
  box(share) {
    const sides = [...this.flights.map((flight) => flight.sides[this.end]), ...this.ghosts.map(({ side }) => side)];
    const { left, top, right, bottom } = sides.map((side) => side.box(share)).reduce(union, EMPTY);
    return { left, top, right: right + this.cell, bottom: bottom + this.cell };
  }

  /**
   * Width and height of a slice or of a block.
   *
   * @param {"plane" | "block"} what
   * @param {number} share
   * @returns {[number, number]}
   */
  size(what, share) {
    const [from, to] = [this.closed[what], this.open[what]];
    return [mix(from[0], to[0], share), mix(from[1], to[1], share)];
  }
}

/** Cells that no digits lead to: each has a place of its own beside the first cell. */
class Strewn extends Side {
  /**
   * @param {Ghost[]} ghosts
   * @param {Side} among
   */
  constructor(ghosts, { closed, open, placement }) {
    super(closed, open, new Digits([ghosts.length]), placement);
    this.told = ghosts;
  }

  /**
   * @override
   * @param {number} share
   */
  places(share) {
    const [left, top] = this.origin(share);
    return { x: Float32Array.from(this.told, ([, x]) => left + x), y: Float32Array.from(this.told, ([, , y]) => top + y) };
  }

  /**
   * @override
   * @param {number} share
   * @returns {Box}
   */
  box(share) {
    const { x, y } = this.places(share);
    return { left: Math.min(...x), top: Math.min(...y), right: Math.max(...x), bottom: Math.max(...y) };
  }

  /** @override */
  depths() {
    return Float32Array.from(this.told, ([, , , z]) => z);
  }
}

/**
 * @param {readonly number[]} counts
 * @param {readonly number[]} axes
 */
function along(counts, axes) {
  return counts.map((count, axis) => (axes.includes(axis) ? count : 1));
}

/**
 * The cells of an input that are drawn beyond the window but go nowhere: for each axis that goes on, a box of them.
 *
 * @param {readonly number[]} drawn
 * @param {Flight} flight
 * @param {Placement} placement
 * @returns {Ghosts[]}
 */
function left(drawn, flight, placement) {
  const { closed, open, digits } = flight.sides[0];
  return drawn.flatMap((count, axis) => {
    const first = digits.counts[axis] ?? 0;
    if (count <= first) return [];
    const counts = drawn.map((each, other) => (other === axis ? count - first : other < axis ? (digits.counts[other] ?? 0) : each));
    const box = new Digits(counts, drawn.map((_, other) => (other === axis ? first : 0)));
    return [{ side: new Side(closed, open, box, placement), numbers: flight.makeNumbers(box), values: flight.values, fading: false }];
  });
}
