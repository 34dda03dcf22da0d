/** The axes of a line's tensors: those that are laid out alike share their chips, and every input gives axes to colour by. */

/** @import {Group} from "../stage/controls/lanes.js" */
/** @import {ProgramAnswer} from "./types.js" */

import { say } from "../base/words.js";

const NAMED = 3; // tensors that a label names
const ALL = "*"; // what the parameter `view` calls every tensor

/**
 * @param {ProgramAnswer} answer
 * @returns {Group[]}
 */
export function alikeFigures({ scene, axes }) {
  const hues = new Map(axes.map(({ name, hue = 0 }) => [name.split(" ")[0], hue])); // a name that is shown in part says so behind a space
  /** @type {Map<string, Group>} */
  const groups = new Map();
  for (const figure of scene.figures) {
    if (!figure.axes.length) continue;
    const key = JSON.stringify([figure.axes.map(({ text }) => text), figure.directions]);
    const known = groups.get(key);
    if (known) Object.assign(known, { axes: figure.axes, tensors: [...new Set([...known.tensors, figure.tensor])] });
    else groups.set(key, { label: "", tensors: [figure.tensor], names: [], axes: figure.axes, directions: figure.directions, hue: () => 0, parts: () => "" });
  }
  const output = scene.figures.at(-1);
  const labels = [...groups.values()].map(({ tensors }) => labelled(tensors));
  return [...groups.values()].map((group, place) => ({
    ...group,
    label: labels.filter((label) => label === labels[place]).length < 2 ? (labels[place] ?? "") : told(labels[place] ?? "", group.axes === output?.axes),
    names: groups.size === 1 ? [ALL] : group.tensors,
    hue: (axis) => hues.get(group.axes[axis]?.text ?? "") ?? 0,
    parts: (axis) => group.axes[axis]?.text ?? "",
  }));
}

/**
 * The axes of the inputs that colours can tell, each name once.
 *
 * @param {ProgramAnswer} answer
 * @param {string} lead  the input that leads; empty: none does
 */
export function colouredBy({ inputs }, lead) {
  /** @type {Map<string, number>} */
  const sizes = new Map();
  for (const { name, shape, axes } of inputs) {
    if (lead && name !== lead) continue;
    for (const [place, axis] of axes.entries()) sizes.set(axis, Math.max(sizes.get(axis) ?? 0, shape[place] ?? 1));
  }
  return [...sizes].map(([name, size]) => ({ name, size }));
}

/**
 * A name that both sides have.
 *
 * @param {string} label
 * @param {boolean} after
 */
function told(label, after) {
  return after ? say("{tensor} after", { tensor: label }) : say("{tensor} before", { tensor: label });
}

/** @param {string[]} tensors */
function labelled(tensors) {
  const last = tensors.at(-1) ?? "";
  return tensors.length <= NAMED ? tensors.join(", ") : `${tensors.slice(0, NAMED - 1).join(", ")} … ${last}`;
}
