/** What terms become one after the other: the sum so far, the greatest so far. */

/** @import {Value} from "../../base/types.js" */
import { textOf } from "../model/values.js";

/** @typedef {{text: string, value: Value}} SoFar  how it came about, `21 + 8 = 29`, and what it is */

/** @type {Record<string, (one: number, other: number) => Value>} */
const HOW = {
  prod: (one, other) => one * other,
  min: Math.min,
  max: Math.max,
  any: (one, other) => Boolean(one || other),
  all: (one, other) => Boolean(one && other),
};
/** @type {Record<string, (one: string, other: string) => string>} */
const WRITTEN = {
  prod: (one, other) => `${one} · ${signed(other)}`,
  min: (one, other) => `min(${one}, ${other})`,
  max: (one, other) => `max(${one}, ${other})`,
  any: (one, other) => `${one} or ${other}`,
  all: (one, other) => `${one} and ${other}`,
};

/**
 * What becomes of values, after each of them; empty where one of them is a word, or not known.
 *
 * @param {string} how  `sum`, `mean`, `prod`, `min`, `max`, `any` or `all`; of a mean the sum comes first
 * @param {Value[]} values
 * @param {boolean} all  whether these are all there are: then a mean comes about with the last
 * @returns {SoFar[]}
 */
export function soFar(how, values, all) {
  if (values.some((value) => value === null || typeof value === "string")) return [];
  const join = HOW[how];
  const logical = how === "any" || how === "all";
  /** @type {Value} */
  let now = 0;
  return values.map((given, index) => {
    const value = logical ? Boolean(given) : given;
    const before = textOf(now);
    now = !join ? Number(now) + Number(value) : index ? join(Number(now), Number(value)) : value;
    const text = (WRITTEN[how] ?? ((one, other) => `${one} + ${signed(other)}`))(before, textOf(value));
    const told = index ? `${text} = ${textOf(now)}` : textOf(now);
    if (how !== "mean" || !all || index < values.length - 1) return { text: told, value: now };
    const mean = Number(now) / values.length;
    return { text: `${told}, ${textOf(now)} / ${values.length} = ${textOf(mean)}`, value: mean };
  });
}

/** A number behind a sign. @param {string} text */
export function signed(text) {
  return text.startsWith("-") ? `(${text})` : text;
}
