/** What a cell is computed from, term by term: x[0, 1] · x2[1, 2] = 1 · 5 = 5, and what they become together. */

/** @import {Answer, Value} from "../base/types.js" */
/** @import {Model, Point} from "../stage/model/model.js" */
import { element } from "../base/dom.js";
import { say } from "../base/words.js";
import { targetAt } from "../stage/model/cell.js";
import { textOf } from "../stage/model/values.js";
import { indexIn } from "./inspector.js";

const LISTED = 24;

/**
 * The terms of a cell of the output; none where it is a cell of an input, or where nothing is computed.
 *
 * @param {Answer} answer
 * @param {Model} model
 * @param {Point} point
 * @param {{flight: number, block: number}[]} highlighted
 * @returns {Node[]}
 */
export function termsOf(answer, model, point, highlighted) {
  const { output, inputs } = answer;
  if (point.figure !== model.output || !output.data || !model.merged(point)) return [];
  const blocks = [...new Set(highlighted.map(({ block }) => block))].sort((one, other) => one - other);
  const lines = blocks.slice(0, LISTED).map((block) => {
    const factors = model.flights.map((flight, index) => {
      const number = flight.numbers[block] ?? -1;
      const input = inputs[index];
      const value = number < 0 ? 0 : (input?.data ? (input.data[number] ?? null) : number);
      return { name: number < 0 ? "0" : `${input?.name}[${indexIn(input?.shape ?? [], number).join(", ")}]`, value };
    });
    return element("li", "", factors.map(({ name }) => name).join(" · "), " = ", products(factors.map(({ value }) => value)));
  });
  const more = blocks.length - lines.length;
  const result = output.data[targetAt(answer, model, point)] ?? null;
  const word = model.merged(point)?.lines[0] ?? "";
  return [
    element("ol", "terms", ...lines),
    ...(more > 0 ? [element("p", "quiet", say("and {count} more", { count: more }))] : []),
    element("p", "result", word, " = ", element("strong", "", textOf(result))),
  ];
}

/** @param {Value[]} values  of the factors */
function products(values) {
  const written = values.map(textOf).join(" · ");
  const numbers = values.map(Number);
  if (values.length < 2 || values.some((value) => typeof value === "string" || value === null)) return written;
  return `${written} = ${textOf(numbers.reduce((total, factor) => total * factor, 1))}`;
}
