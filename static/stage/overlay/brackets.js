/** Brackets with names and sizes along every side of a figure; sharp at any size. */

/** @import {Axis, Bracket, Pair, Stage} from "../../base/types.js" */
/** @import {Figure} from "../model/figure.js" */
/** @import {Model} from "../model/model.js" */
/** @import {View} from "../paint/frame.js" */
import { hueOf, shape } from "../../base/dom.js";
import { nameOf } from "../model/model.js";
import { mix, opened } from "../model/motion.js";
import { caption, legible } from "./caption.js";

const TICK = 6;
const DIGIT = 0.61; // width of a letter, in font sizes

/** @typedef {{width: number, height: number}} Room  of the stage, in screen pixels */

/**
 * @param {Model} model
 * @param {Axis[]} axes
 * @param {View} view
 * @param {Room} room
 * @returns {Element}
 */
export function surroundings(model, axes, view, room) {
  const group = shape("g", { transform: `translate(${view.x} ${view.y}) scale(${view.scale})` });
  model.figures.forEach((figure, number) => {
    if (view.figures && !view.figures.includes(number)) return;
    group.append(...brackets(model, figure, axes, view, room), caption(model, figure, view, room.width));
  });
  return group;
}

/**
 * @param {Model} model
 * @param {Figure} figure
 * @param {Axis[]} axes
 * @param {View} view
 * @param {Room} room
 */
function brackets({ placement, scene }, { closed, open }, axes, view, room) {
  const share = opened(view.time);
  const origin = between(closed.origins[placement], open.origins[placement], share);
  return both(closed, open).flatMap(([from, to]) => {
    const some = from ?? to;
    const axis = some && axes[some.axis];
    if (!some || !axis) return [];
    const start = between((from ?? some).start, (to ?? some).start, share);
    const end = between((from ?? some).end, (to ?? some).end, share);
    // What is there in one pose only does not move along with its cells: it is gone before they are far away.
    const strength = from && to ? 1 : Math.max(0, 2 * (from ? 1 - share : share) - 1);
    if (strength === 0) return [];
    const line = { start: sum(origin, start), end: sum(origin, end) };
    return drawn(some.side, { class: hueOf(axis.hue ?? some.axis), "data-axis": nameOf(axis) }, line, named(axis, scene.windows[some.axis]), view, room, strength, scene.unit);
  });
}

/**
 * The brackets of both stages, those of the same axis and side together.
 *
 * @param {Stage} closed
 * @param {Stage} open
 * @returns {[Bracket | undefined, Bracket | undefined][]}
 */
function both(closed, open) {
  const same = (/** @type {Bracket} */ one) => (/** @type {Bracket} */ other) => one.axis === other.axis && one.side === other.side;
  return [
    ...closed.brackets.map((each) => /** @type {[Bracket, Bracket | undefined]} */ ([each, open.brackets.find(same(each))])),
    ...open.brackets.filter((each) => !closed.brackets.some(same(each))).map((each) => /** @type {[undefined, Bracket]} */ ([undefined, each])),
  ];
}

/**
 * The name of an axis and its size, or which of its digits are seen; shorter where there is less room.
 *
 * @param {Axis} axis
 * @param {{start: number, count: number} | undefined} window
 * @returns {[string, string][]}  name and what follows it, the longest first
 */
function named(axis, window) {
  if (!window || window.count >= axis.size) return [[axis.name, ` ${axis.size}`], [axis.name, ""]];
  const last = window.start + window.count - 1;
  return [[axis.name, ` ${window.start}–${last} of ${axis.size}`], [axis.name, ` ${window.start}–${last}`], [axis.name, ""]];
}

/**
 * @param {Bracket["side"]} side
 * @param {{class: string, "data-axis": string}} mark  its hue and its name
 * @param {{start: Pair, end: Pair}} line
 * @param {[string, string][]} names
 * @param {View} view
 * @param {Room} room
 * @param {number} strength
 * @param {number} unit
 */
function drawn(side, mark, { start, end }, names, view, room, strength, unit) {
  const [tx, ty] = times(TICKS[side], unit);
  const path = `M${start[0] + tx} ${start[1] + ty}L${start[0]} ${start[1]}L${end[0]} ${end[1]}L${end[0] + tx} ${end[1] + ty}`;
  const size = legible(14, 10.5, 26, view, unit);
  // Letters that have grown, so as to be read on a small screen, would reach up into the bracket above them.
  const [dx, dy] = times(NAMES[side], Math.max(unit, size * GROWN[side]));
  // Where only a part of the bracket is seen, its name stands in the middle of that part.
  const [from, to] = [seen(start, view, room), seen(end, view, room)];
  const [x, y] = side === "depth" ? middle(start, end) : middle(from, to);
  const long = Math.hypot(to[0] - from[0], to[1] - from[1]) + size;
  const [name, more] = names.find(([first, rest]) => (first.length + rest.length) * DIGIT * size <= long) ?? [names[0]?.[0] ?? "", ""];
  const at = { x: x + dx, y: y + dy, "text-anchor": "middle", transform: `rotate(${TURNS[side]} ${x + dx} ${y + dy})` };
  const text = shape("text", { ...mark, class: `bracket-name ${mark.class}`, "font-size": size, opacity: strength, ...at }, name);
  if (more) text.append(shape("tspan", { class: "bracket-size" }, more));
  return [shape("path", { ...mark, class: `bracket ${mark.class}`, d: path, opacity: strength }), text];
}

/** Where the ends of a bracket point, by its side. @type {Record<Bracket["side"], Pair>} */
const TICKS = { top: [0, TICK], bottom: [0, -TICK], left: [TICK, 0], depth: [-TICK, -TICK * 0.4] };

/** Where the name stands from the middle of a bracket. @type {Record<Bracket["side"], Pair>} */
const NAMES = { top: [0, -6], bottom: [0, 17], left: [-6, 0], depth: [8, 12] };

/** How many times as far that is, for each pixel of its letters; names above and beside a bracket grow away from it. */
const GROWN = { top: 0, bottom: 0.93 / 17, left: 0, depth: 1.02 / 14.4 };

/** How far the name is turned, so that it runs along its bracket. @type {Record<Bracket["side"], number>} */
const TURNS = { top: 0, bottom: 0, left: -90, depth: -35 };

/**
 * @param {Pair} pair
 * @param {number} factor
 * @returns {Pair}
 */
function times([x, y], factor) {
  return [x * factor, y * factor];
}

/**
 * A point, moved to where it is seen.
 *
 * @param {Pair} point
 * @param {View} view
 * @param {Room} room
 * @returns {Pair}
 */
function seen([x, y], view, room) {
  const [left, top] = [-view.x / view.scale, -view.y / view.scale];
  return [
    Math.min(Math.max(x, left), left + room.width / view.scale),
    Math.min(Math.max(y, top), top + room.height / view.scale),
  ];
}

/**
 * @param {Pair} one
 * @param {Pair} other
 * @returns {Pair}
 */
function middle(one, other) {
  return between(one, other, 0.5);
}

/**
 * @param {Pair} one
 * @param {Pair} other
 * @returns {Pair}
 */
function sum(one, other) {
  return [one[0] + other[0], one[1] + other[1]];
}

/**
 * @param {Pair} from
 * @param {Pair} to
 * @param {number} share
 * @returns {Pair}
 */
function between(from, to, share) {
  return [mix(from[0], to[0], share), mix(from[1], to[1], share)];
}
