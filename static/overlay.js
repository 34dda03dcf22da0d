/** What is sharp at any size: brackets and captions below the canvas, so that blocks fly over them, the thread above. */

/** @import {Frame} from "./canvas.js" */
/** @import {Bracket, Pair} from "./types.js" */
import { hueOf, shape } from "./dom.js";
import { mix, opened, seen } from "./places.js";

const TICK = 6;

/**
 * @param {SVGSVGElement} svg
 * @param {Frame} frame
 */
export function drawUnderlay(svg, frame) {
  fill(svg, frame, [0, 1].flatMap((figure) => [...brackets(frame, figure), ...caption(frame, figure)]));
}

/**
 * @param {SVGSVGElement} svg
 * @param {Frame} frame
 */
export function drawOverlay(svg, frame) {
  fill(svg, frame, frame.lit === null ? [] : [thread(frame, frame.lit)]);
}

/**
 * @param {SVGSVGElement} svg
 * @param {Frame} frame
 * @param {Element[]} content  in pixels of the scene
 */
function fill(svg, { x, y, scale }, content) {
  const group = shape("g", { transform: `translate(${x} ${y}) scale(${scale})` });
  group.append(...content);
  svg.replaceChildren(group);
}

/**
 * @param {Frame} frame
 * @param {number} figure
 */
function brackets(frame, figure) {
  const { model, time } = frame;
  const [closed, open] = model.pair(figure);
  const share = opened(time);
  const origin = pair(closed.origins[model.placement], open.origins[model.placement], share);
  return closed.brackets.flatMap((bracket, number) => {
    const opening = open.brackets[number] ?? bracket;
    const start = pair(bracket.start, opening.start, share);
    const end = pair(bracket.end, opening.end, share);
    return drawn(frame, bracket, [origin[0] + start[0], origin[1] + start[1]], [origin[0] + end[0], origin[1] + end[1]]);
  });
}

/**
 * @param {Frame} frame
 * @param {Bracket} bracket
 * @param {Pair} start
 * @param {Pair} end
 */
function drawn(frame, bracket, start, end) {
  const axis = frame.model.answer.axes[bracket.axis];
  const window = frame.model.scene.windows[bracket.axis];
  if (!axis || !window) return [];
  const [tx, ty] = TICKS[bracket.side];
  const line = `M${start[0] + tx} ${start[1] + ty}L${start[0]} ${start[1]}L${end[0]} ${end[1]}L${end[0] + tx} ${end[1] + ty}`;
  const [dx, dy, anchor] = NAMES[bracket.side];
  const name = seen(axis, window);
  const [x, y] = [(start[0] + end[0]) / 2 + dx, (start[1] + end[1]) / 2 + dy];
  const at = { x, y, "text-anchor": anchor, transform: `rotate(${TURNS[bracket.side]} ${x} ${y})` };
  return [
    shape("path", { class: `bracket ${hueOf(bracket.axis)}`, d: line }),
    shape("text", { class: `bracket-name ${hueOf(bracket.axis)}`, "font-size": legible(14, 10.5, 26, frame.scale), ...at }, name),
  ];
}

/**
 * A font size in scene pixels that stays readable when the scene is small, as far as there is room.
 *
 * @param {number} size  where the scene is large enough
 * @param {number} least  screen pixels
 * @param {number} room  scene pixels
 * @param {number} scale
 */
function legible(size, least, room, scale) {
  return Math.min(room, Math.max(size, least / scale));
}

/** Where the ends of a bracket point, by its side. @type {Record<Bracket["side"], Pair>} */
const TICKS = { top: [0, TICK], bottom: [0, -TICK], left: [TICK, 0], depth: [-TICK, -TICK * 0.4] };

/** Where the name stands from the middle of a bracket. @type {Record<Bracket["side"], [number, number, string]>} */
const NAMES = { top: [0, -6, "middle"], bottom: [0, 17, "middle"], left: [-6, 0, "middle"], depth: [8, 12, "middle"] };

/** How far the name is turned, so that it runs along its bracket. @type {Record<Bracket["side"], number>} */
const TURNS = { top: 0, bottom: 0, left: -90, depth: -35 };

/**
 * @param {Frame} frame
 * @param {number} figure
 */
function caption(frame, figure) {
  const described = frame.model.scene.figures[figure];
  if (!described) return [];
  const [x, y] = described.captions[frame.model.placement];
  return [shape("text", { class: "caption", x, y, "font-size": legible(15, 12, 40, frame.scale) }, described.caption)];
}

/**
 * A thread from a block's place in the input to its place in the output.
 *
 * @param {Frame} frame
 * @param {number} index
 */
function thread(frame, index) {
  const { model, time } = frame;
  const half = model.scene.cell / 2;
  const from = model.home(0, index, time);
  const to = model.home(1, index, time);
  const [x1, y1, x2, y2] = [from.x + half, from.y + half, to.x + half, to.y + half];
  const bow = Math.min(160, Math.hypot(x2 - x1, y2 - y1) * 0.3);
  const control = model.placement === "beside" ? [(x1 + x2) / 2, Math.min(y1, y2) - bow] : [Math.max(x1, x2) + bow, (y1 + y2) / 2];
  return shape("path", { class: "thread", d: `M${x1} ${y1}Q${control[0]} ${control[1]} ${x2} ${y2}` });
}

/**
 * @param {Pair} from
 * @param {Pair} to
 * @param {number} share
 * @returns {Pair}
 */
function pair(from, to, share) {
  return [mix(from[0], to[0], share), mix(from[1], to[1], share)];
}
