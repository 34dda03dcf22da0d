/** A chip for each axis of each tensor, in the lane of its direction; dragged, or moved by arrow keys, it turns the picture. */

/** @import {Answer, Direction, Figure} from "../../base/types.js" */
/** @import {Directions} from "./directions.js" */
import { element, hueOf } from "../../base/dom.js";
import { say } from "../../base/words.js";
import { DIRECTIONS, moved, stepped, turned, wayOf, written } from "./directions.js";
import { draggable } from "./drag.js";

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
    /** @type {Map<HTMLButtonElement, {figure: Figure, axis: number}>} */
    this.meaning = new Map();
  }

  /**
   * @param {Answer} answer
   * @param {string} view  the parameter it was asked with
   */
  show(answer, view) {
    this.view = view;
    const focused = [...this.chips.values()].find((chip) => chip.matches(":focus"));
    this.meaning.clear();
    const tensors = [...answer.inputs, answer.output];
    const figures = answer.scene.figures.filter(({ axes }) => axes.length);
    const groups = figures.map((figure) => {
      const tensor = tensors.find(({ name }) => name === figure.tensor);
      return this.group(figure, (axis) => tensor?.arrangement[axis]?.[0] ?? 0);
    });
    const usual = element("button", "tool", say("Reset"));
    usual.type = "button";
    usual.title = say("Reset directions");
    usual.addEventListener("click", () => this.onView(""));
    this.holder.replaceChildren(...groups, ...(view ? [usual] : []), this.said);
    focused?.focus();
  }

  /**
   * @param {Figure} figure
   * @param {(axis: number) => number} hue  the elementary axis that gives a tensor axis its hue
   */
  group(figure, hue) {
    const lanes = DIRECTIONS.map((way) => {
      const lane = element("span", "lane", element("span", "lane-name", nameOf(way)));
      lane.dataset.way = way;
      lane.append(...figure.directions[way].map((axis) => this.chip(figure, axis, hue(axis), lane)));
      return lane;
    });
    const group = element("div", "lanes-of", element("span", "word", figure.tensor), ...lanes);
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", say("Axes of {tensor}", { tensor: figure.tensor }));
    return group;
  }

  /**
   * @param {Figure} figure
   * @param {number} axis
   * @param {number} hue
   * @param {HTMLElement} lane
   */
  chip(figure, axis, hue, lane) {
    const key = `${figure.tensor} ${axis}`;
    const chip = this.chips.get(key) ?? this.make();
    this.chips.set(key, chip);
    this.meaning.set(chip, { figure, axis });
    const { text = "", size = 1 } = figure.axes[axis] ?? {};
    chip.className = `axis-chip ${hueOf(hue)}${size === 1 ? " single" : ""}`;
    chip.textContent = text;
    chip.dataset.axis = String(axis);
    const where = nameOf(/** @type {Direction} */ (lane.dataset.way));
    chip.setAttribute("aria-label", say("{axis} of {tensor}: {where}", { axis: text, tensor: figure.tensor, where }));
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
      this.put(chip, change(meant.figure.directions, meant.axis));
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
        this.put(chip, moved(meant.figure.directions, meant.axis, /** @type {Direction} */ (lane.dataset.way), place));
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
    if (!meant || JSON.stringify(directions) === JSON.stringify(meant.figure.directions)) return;
    meant.figure.directions = directions; // a second key press counts from here, whether or not the answer has come
    const { text = "" } = meant.figure.axes[meant.axis] ?? {};
    const way = wayOf(directions, meant.axis);
    const place = directions[way].indexOf(meant.axis) + 1;
    this.said.textContent = say("{axis}: {where}, {place} of {count}", {
      axis: text,
      where: nameOf(way),
      place,
      count: directions[way].length,
    });
    this.view = written(this.view, meant.figure, directions);
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
