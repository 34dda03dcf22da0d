/** A chip for each axis of each tensor, in the lane of its direction; dragged, or moved by arrow keys, it turns the picture. */

/** @import {Answer, Direction, Figure} from "../../base/types.js" */
/** @import {Directions} from "./directions.js" */
import { element, hueOf } from "../../base/dom.js";
import { say } from "../../base/words.js";
import { DIRECTIONS, moved, stepped, turned, wayOf, written } from "./directions.js";
import { draggable } from "./drag.js";

/**
 * Tensors that are laid out alike: one row of chips for all of them.
 *
 * @typedef {object} Group
 * @property {string} label
 * @property {string[]} tensors
 * @property {string[]} names  what the parameter `view` calls them
 * @property {Figure["axes"]} axes
 * @property {Directions} directions
 * @property {(axis: number) => number} hue  of a tensor axis
 * @property {(axis: number) => string} parts  the names of what it is made of, with spaces between them
 */

/**
 * A group for each figure of an operation.
 *
 * @param {Answer} answer
 * @returns {Group[]}
 */
export function eachFigure({ axes: all, inputs, output, scene }) {
  return scene.figures.map(({ tensor, axes, directions }) => {
    const { arrangement = [] } = [...inputs, output].find(({ name }) => name === tensor) ?? {};
    return { label: tensor, tensors: [tensor], names: [tensor], axes, directions, hue: (axis) => arrangement[axis]?.[0] ?? 0, parts: (axis) => (arrangement[axis] ?? []).map((part) => all[part]?.name).join(" ") };
  });
}

/** @param {Direction} way */
function nameOf(way) {
  return { row: say("rows"), column: say("columns"), depth: say("depth") }[way];
}

/** What the arrow keys do. @type {Record<string, (directions: Directions, axis: number) => Directions>} */
const KEYS = {
  ArrowLeft: (directions, axis) => stepped(directions, axis, -1),
  ArrowRight: (directions, axis) => stepped(directions, axis, 1),
  ArrowUp: (directions, axis) => turned(directions, axis, -1),
  ArrowDown: (directions, axis) => turned(directions, axis, 1),
};

export class Lanes {
  /**
   * @param {HTMLElement} holder
   * @param {(view: string) => void} onView  the parameter `view` as it should be
   */
  constructor(holder, onView) {
    this.holder = holder;
    this.onView = onView;
    this.view = "";
    this.said = element("span", "unseen");
    this.said.setAttribute("role", "status");
    /** Chips that stay keep their element, and with it the focus. @type {Map<string, HTMLButtonElement>} */
    this.chips = new Map();
    /** @type {Map<HTMLButtonElement, {group: Group, axis: number}>} */
    this.meaning = new Map();
  }

  /**
   * @param {Group[]} groups
   * @param {string} view  the parameter it was asked with
   */
  show(groups, view) {
    this.view = view;
    const focused = [...this.chips.values()].find((chip) => chip.matches(":focus"));
    this.meaning.clear();
    const rows = groups.filter(({ axes }) => axes.length).map((group, place) => this.group(group, place));
    const usual = element("button", "tool", say("Reset"));
    usual.type = "button";
    usual.title = say("Reset directions");
    usual.addEventListener("click", () => this.onView(""));
    this.holder.replaceChildren(...rows, ...(view ? [usual] : []), this.said);
    focused?.focus();
  }

  /**
   * @param {Group} group
   * @param {number} place  among the groups
   */
  group(group, place) {
    const lanes = DIRECTIONS.map((way) => {
      const lane = element("span", "lane", element("span", "lane-name", nameOf(way)));
      lane.dataset.way = way;
      lane.append(...group.directions[way].map((axis) => this.chip(group, place, axis, lane)));
      return lane;
    });
    const row = element("div", "lanes-of", element("span", "word", group.label), ...lanes);
    row.setAttribute("role", "group");
    row.setAttribute("aria-label", say("Axes of {tensor}", { tensor: group.label }));
    return row;
  }

  /**
   * @param {Group} group
   * @param {number} place
   * @param {number} axis
   * @param {HTMLElement} lane
   */
  chip(group, place, axis, lane) {
    const key = `${place} ${axis}`;
    const chip = this.chips.get(key) ?? this.make();
    this.chips.set(key, chip);
    this.meaning.set(chip, { group, axis });
    const { text = "", size = 1 } = group.axes[axis] ?? {};
    chip.className = `axis-chip ${hueOf(group.hue(axis))}${size === 1 ? " single" : ""}`;
    chip.textContent = text;
    chip.dataset.axis = group.parts(axis);
    const where = nameOf(/** @type {Direction} */ (lane.dataset.way));
    chip.setAttribute("aria-label", say("{axis} of {tensor}: {where}", { axis: text, tensor: group.label, where }));
    chip.title = say("{axis} = {size}, {where}: drag it, or use the arrow keys", { axis: text, size, where });
    return chip;
  }

  make() {
    const chip = element("button", "axis-chip");
    chip.type = "button";
    chip.addEventListener("keydown", (event) => {
      const change = KEYS[event.key];
      const meant = this.meaning.get(chip);
      if (!change || !meant || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      this.put(chip, change(meant.group.directions, meant.axis));
    });
    draggable(
      chip,
      (x, y) => this.mark(this.laneAt(chip, x, y)),
      (x, y) => {
        const meant = this.meaning.get(chip);
        const lane = this.laneAt(chip, x, y);
        if (!meant || !lane) return;
        const others = [...lane.querySelectorAll(".axis-chip")].filter((other) => other !== chip);
        const place = others.filter((other) => middle(other) < x).length;
        this.put(chip, moved(meant.group.directions, meant.axis, /** @type {Direction} */ (lane.dataset.way), place));
      },
      () => this.mark(null),
    );
    return chip;
  }

  /**
   * @param {HTMLButtonElement} chip
   * @param {Directions} directions
   */
  put(chip, directions) {
    const meant = this.meaning.get(chip);
    if (!meant || JSON.stringify(directions) === JSON.stringify(meant.group.directions)) return;
    meant.group.directions = directions; // a second key press counts from here, whether or not the answer has come
    const { text = "" } = meant.group.axes[meant.axis] ?? {};
    const way = wayOf(directions, meant.axis);
    const place = directions[way].indexOf(meant.axis) + 1;
    this.said.textContent = say("{axis}: {where}, {place} of {count}", {
      axis: text,
      where: nameOf(way),
      place,
      count: directions[way].length,
    });
    this.view = written(this.view, meant.group, directions);
    this.onView(this.view);
  }

  /**
   * The lane of the same tensor that is at a point, or else the nearest.
   *
   * @param {HTMLElement} chip
   * @param {number} x
   * @param {number} y
   * @returns {HTMLElement | null}
   */
  laneAt(chip, x, y) {
    const lanes = [...(chip.closest(".lanes-of")?.querySelectorAll(".lane") ?? [])];
    const near = lanes.map((lane) => ({ lane, away: distance(lane.getBoundingClientRect(), x, y) }));
    const best = near.sort((one, other) => one.away - other.away)[0];
    return best && best.away < 60 && best.lane instanceof HTMLElement ? best.lane : null;
  }

  /** @param {HTMLElement | null} lane */
  mark(lane) {
    for (const each of this.holder.querySelectorAll(".lane")) each.classList.toggle("over", each === lane);
  }
}

/** @param {Element} element */
function middle(element) {
  const { left, width } = element.getBoundingClientRect();
  return left + width / 2;
}

/**
 * @param {DOMRect} box
 * @param {number} x
 * @param {number} y
 */
function distance(box, x, y) {
  return Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
}
