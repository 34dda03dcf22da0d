/** What is said of an answer beside the stage: the verdict, the formula, the steps, the code, and the answer as JSON. */

/** @import {Find} from "../base/find.js" */
/** @import {Answer, CompareLink, Together} from "../base/types.js" */
import { copies } from "../base/copy.js";
import { element, markedAxis } from "../base/dom.js";
import { say } from "../base/words.js";
import { Code } from "../panels/code.js";
import { Formula } from "../panels/formula.js";
import { checkedOf, compareOf, notesOf, togetherOf, undoOf } from "../panels/inspector.js";
import { Json } from "../panels/json.js";

export class Explanation {
  /** @param {Find} find */
  constructor(find) {
    const [code, curl] = [find("code", HTMLElement), find("curl", HTMLElement)];
    this.output = find("output", HTMLOutputElement);
    this.shapes = find("shapes", HTMLElement);
    this.notes = find("notes", HTMLElement);
    this.undo = find("undo", HTMLElement);
    this.together = find("together", HTMLElement);
    this.compare = find("compare", HTMLElement);
    this.checked = find("checked", HTMLElement);
    this.steps = find("steps", HTMLElement);
    this.api = find("api", HTMLAnchorElement);
    this.code = new Code(find("codes", HTMLElement), find("tabs", HTMLElement), code);
    this.formula = new Formula({
      math: find("math", HTMLElement),
      text: find("formula", HTMLElement),
      condition: find("condition", HTMLElement),
      directions: find("directions", HTMLElement),
      title: find("formula-title", HTMLElement),
    });
    this.json = new Json(find("json", HTMLDetailsElement), find("json-text", HTMLElement), curl);
    copies(find("copy-code", HTMLButtonElement), () => code.textContent ?? "");
    copies(find("copy-curl", HTMLButtonElement), () => curl.textContent ?? "");
    copies(find("copy-json", HTMLButtonElement), () => this.json.text);
  }

  /**
   * @param {Answer} answer
   * @param {Together | null} together
   * @param {CompareLink | null} compare
   */
  show(answer, together, compare) {
    const { axes, inputs, output, verdict } = answer;
    this.output.value = output.shape.join(" × ") || say("scalar");
    this.shapes.textContent = `${inputs.map(({ name, shape }) => `${name} ${written(shape)}`).join(", ")} → y ${written(output.shape)}`;
    this.formula.show(answer);
    this.notes.replaceChildren(...notesOf(verdict.notes));
    this.undo.replaceChildren(...undoOf(verdict));
    this.together.replaceChildren(...togetherOf(together));
    this.compare.replaceChildren(...compareOf(compare));
    this.checked.textContent = checkedOf(verdict);
    this.steps.replaceChildren(...answer.steps.map((step, place) => element("li", "", ...named(step, answer.step_axes[place] ?? [], axes))));
    this.code.show(answer.code, axes.map(({ name }) => name));
    this.api.href = answer.links.api;
    this.json.show(answer);
  }
}

/**
 * A sentence with the names of axes marked.
 *
 * @param {string} text
 * @param {[number, number, number][]} spans  in code points
 * @param {{name: string}[]} axes
 */
function named(text, spans, axes) {
  const characters = Array.from(text);
  const pieces = spans.flatMap(([start, end, axis], place) => [
    characters.slice(spans[place - 1]?.[1] ?? 0, start).join(""),
    markedAxis("span", axis, axes[axis]?.name ?? "", characters.slice(start, end).join("")),
  ]);
  return [...pieces, characters.slice(spans.at(-1)?.[1] ?? 0).join("")];
}

/** @param {number[]} shape */
function written(shape) {
  return shape.join("×") || say("scalar");
}
