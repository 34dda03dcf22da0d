/** One cell of the output while it comes about: the cells of a term fly to it, their product appears, and then what all make so far. */

/** @import {Model, Point} from "../model/model.js" */
/** @import {Place} from "../model/side.js" */
/** @import {View} from "../paint/frame.js" */
import { shape } from "../../base/dom.js";
import { eased, mix, LAST } from "../model/motion.js";
import { textOf } from "../model/values.js";
import { ring } from "./highlights.js";

const FLOWN = 0.45; // of a term's time: its cells have come
const JOINED = 0.65; // … their product has become part of the whole
const LETTER = 0.605; // width of a letter of the font, for a size of 1
const SIZE = 14; // of what is written beside the cell, in screen pixels
const HIGH = 26; // of its ground
const APART = 6; // screen pixels

/**
 * @typedef {object} Term
 * @property {{flight: number, block: number}[]} blocks  one of each input
 * @property {import("../../base/types.js").Value[]} values  of these
 * @property {string} product  how it came about
 * @property {string} sofar  what it becomes together with those before it
 * @property {string} before  what those were
 * @property {string} after
 */

/**
 * @param {Model} model
 * @param {View} view
 * @param {{width: number, height: number}} room
 * @param {"light" | "dark"} theme
 * @param {Point} point  the cell
 * @param {Term[]} terms
 * @param {number} at  which of them
 * @param {number} share  of its time that has passed
 * @returns {Element[]}
 */
export function oneCell(model, view, room, theme, point, terms, at, share) {
  const term = /** @type {Term} */ (terms[at]);
  const side = model.flights[point.flight]?.sides[1];
  if (!side) return [];
  const { cell } = model.scene;
  const target = side.place(side.digits.of(side.cell(point.block)), 0);
  const home = box(view, target, cell);
  const above = home.y - home.side - APART - HIGH > 0;
  const row = above ? home.y - home.side - APART : home.y + home.side + APART;
  const gone = eased(share / FLOWN);
  const joined = share >= JOINED;
  const used = terms.flatMap(({ blocks }) => blocks.map(({ flight, block }) => ({ place: placeOf(model, flight, block), width: cell, height: cell })));
  const blocks = term.blocks.map(({ flight, block }, number) => {
    const from = box(view, placeOf(model, flight, block), cell);
    const to = { x: home.x + (number - (term.blocks.length - 1) / 2) * (home.side + 2), y: row };
    return face(mix(from.x, to.x, gone), mix(from.y, to.y, gone), home.side, shadeOf(model, flight, block, theme), textOf(term.values[number] ?? null));
  });
  const ground = face(home.x, home.y, home.side, ["", ""], joined ? term.after : term.before);
  ground.classList.add("made");
  return [
    shape("path", { class: "ring used", d: used.map((each) => ring(view, each)).join("") }),
    ground,
    ...blocks,
    ...(share >= FLOWN && term.blocks.length > 1 ? [note(room, home, above ? row - HIGH - APART : row + home.side + APART, term.product)] : []),
    ...(joined ? [note(room, home, above ? home.y + home.side + APART : home.y - HIGH - APART, term.sofar)] : []),
  ];
}

/**
 * Where a block is in its input, closed.
 *
 * @param {Model} model
 * @param {number} flight
 * @param {number} block
 * @returns {Place}
 */
function placeOf(model, flight, block) {
  return model.flights[flight]?.home(0, block, LAST) ?? { x: 0, y: 0, z: 0 };
}

/**
 * @param {View} view
 * @param {Place} place
 * @param {number} cell
 */
function box(view, place, cell) {
  return { x: view.x + place.x * view.scale, y: view.y + place.y * view.scale, side: cell * view.scale };
}

/**
 * The colours of a block and of its number.
 *
 * @param {Model} model
 * @param {number} flight
 * @param {number} block
 * @param {"light" | "dark"} theme
 * @returns {readonly string[]}
 */
function shadeOf(model, flight, block, theme) {
  const shades = model.scene.tint.shades[theme].flat();
  return shades[model.flights[flight]?.shades[block] ?? -1] ?? ["", ""];
}

/**
 * A block with its value.
 *
 * @param {number} x  screen pixels
 * @param {number} y
 * @param {number} side
 * @param {readonly string[]} shade
 * @param {string} text
 */
function face(x, y, side, [fill = "", ink = ""], text) {
  const made = shape("g", { class: "term-block" });
  const size = Math.min(20, side * 0.5, (side * 0.86) / (LETTER * Math.max(1, text.length)));
  made.append(
    shape("rect", { x, y, width: side, height: side, rx: side / 7, fill }),
    shape("text", { x: x + side / 2, y: y + side / 2 + size * 0.36, "font-size": `${size}px`, fill: ink }, text),
  );
  return made;
}

/**
 * A line beside the cell, that stays on the stage.
 *
 * @param {{width: number, height: number}} room
 * @param {{x: number, y: number, side: number}} home
 * @param {number} y
 * @param {string} text
 */
function note(room, home, y, text) {
  const size = Math.min(SIZE, (room.width - 4 * APART) / (LETTER * text.length));
  const wide = LETTER * size * text.length + 2 * APART;
  const x = Math.max(APART, Math.min(home.x + home.side / 2 - wide / 2, room.width - wide - APART));
  const top = Math.max(APART, Math.min(y, room.height - HIGH - APART));
  const made = shape("g", { class: "term-note" });
  made.append(shape("rect", { x, y: top, width: wide, height: HIGH, rx: 7 }), shape("text", { x: x + wide / 2, y: top + HIGH / 2 + size * 0.36, "font-size": `${size}px` }, text));
  return made;
}
