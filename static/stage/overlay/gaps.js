/** What is written on the stage stays free: a thread has a gap where it would cross a label, turned or not. */

/** @import {Pair} from "../../base/types.js" */
/** @import {Box} from "../model/box.js" */

const HALO = 2; // screen pixels that a thread keeps from a label
const CRUMB = 5; // screen pixels: what would be left of it between two labels is shorter

/** @typedef {[start: Pair, bend: Pair, end: Pair]} Curve  quadratic, in screen pixels */
/** @typedef {Box & {turn?: DOMMatrix}} Label  its box, and the way from the screen into it where it is turned */

/**
 * All that is written there.
 *
 * @param {SVGSVGElement} drawn
 * @returns {Label[]}
 */
export function labelsIn(drawn) {
  return [...drawn.querySelectorAll("text")].flatMap((text) => {
    const turn = text.getCTM()?.inverse(); // none: it is not shown
    if (!turn) return [];
    const { x, y, width, height } = text.getBBox();
    const halo = HALO * Math.hypot(turn.a, turn.b);
    return [{ turn, left: x - halo, top: y - halo, right: x + width + halo, bottom: y + height + halo }];
  });
}

/**
 * The parts of a curve that no label covers, in order.
 *
 * @param {Curve} curve
 * @param {Label[]} labels
 * @returns {Curve[]}
 */
export function around(curve, labels) {
  const boxes = labels.map((label) => ({ ...label, curve: label.turn ? turned(curve, label.turn) : curve }));
  const edges = boxes.flatMap(({ curve: [start, bend, end], left, top, right, bottom }) => [
    ...[left, right].flatMap((edge) => crossings(start[0], bend[0], end[0], edge)),
    ...[top, bottom].flatMap((edge) => crossings(start[1], bend[1], end[1], edge)),
  ]);
  const free = (/** @type {number} */ share) =>
    boxes.every(({ curve, left, top, right, bottom }) => {
      const [x, y] = at(curve, share);
      return x < left || x > right || y < top || y > bottom;
    });
  const stops = [...edges, 1].sort((one, other) => one - other);
  /** @type {Pair[]} */
  const parts = [];
  let from = 0;
  for (const to of stops) {
    const last = parts.at(-1);
    if (free((from + to) / 2)) {
      if (last?.[1] === from) last[1] = to;
      else parts.push([from, to]);
    }
    from = to;
  }
  return parts
    .map(([from, to]) => /** @type {Curve} */ ([at(curve, from), blossom(curve, from, to), at(curve, to)]))
    .filter(([start, , end]) => parts.length === 1 || Math.hypot(end[0] - start[0], end[1] - start[1]) >= CRUMB);
}

/**
 * A point of a curve.
 *
 * @param {Curve} curve
 * @param {number} share  of its way
 */
export function at(curve, share) {
  return blossom(curve, share, share);
}

/**
 * @param {Curve} curve
 * @param {DOMMatrix} turn
 * @returns {Curve}
 */
function turned([start, bend, end], { a, b, c, d, e, f }) {
  const of = (/** @type {Pair} */ [x, y]) => /** @type {Pair} */ ([a * x + c * y + e, b * x + d * y + f]);
  return [of(start), of(bend), of(end)];
}

/**
 * Where on its way, between 0 and 1, one coordinate of a curve has a value.
 *
 * @param {number} start
 * @param {number} bend
 * @param {number} end
 * @param {number} value
 */
function crossings(start, bend, end, value) {
  const [square, half, rest] = [start - 2 * bend + end, bend - start, start - value];
  const root = Math.sqrt(half * half - square * rest); // not a number where it never comes so far
  const shares = Math.abs(square) < 1e-9 ? [-rest / (2 * half)] : [(-half - root) / square, (-half + root) / square];
  return shares.filter((share) => share > 0 && share < 1);
}

/**
 * The polar form of a curve: twice the same share is a point of it, two shares are what bends it between them.
 *
 * @param {Curve} curve
 * @param {number} one
 * @param {number} other
 * @returns {Pair}
 */
function blossom([start, bend, end], one, other) {
  const [p, q, r] = [(1 - one) * (1 - other), one + other - 2 * one * other, one * other];
  return [p * start[0] + q * bend[0] + r * end[0], p * start[1] + q * bend[1] + r * end[1]];
}
