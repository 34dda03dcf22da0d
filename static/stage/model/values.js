/** What is written on cells that have values: the value, the cell's number, or both. */

/** @import {Drawn, Merged, Tensor, Value} from "../../base/types.js" */

const DIGITS = 5; // of a number that is no whole one
const LARGEST = 1e9; // whole numbers from here on are written with a power of ten
const LONGEST = 10; // characters of a word
const KEPT = 8192; // texts that are kept

export class Values {
  /**
   * @param {Drawn} drawn
   * @param {number} index  of the input
   */
  constructor({ inputs, output, written = "values", scene, carried }, index) {
    this.written = written;
    /** Of the input's cells. @type {Value[] | null} */
    this.own = inputs?.[index]?.data ?? ((carried?.input ?? index) === index ? (carried?.values ?? null) : null);
    /** @type {Value[] | null | undefined} */
    const made = carried?.values ? carried.made : output?.data; // the server knows nothing of a picture
    /** @type {Tensor | null} */
    this.output = output && made ? { ...output, data: made } : null;
    this.merged = scene.merged;
    /** @type {Map<string, string[]>} */
    this.known = new Map();
  }

  /** Whether all cells have nothing but their numbers. */
  get none() {
    return this.written === "numbers" || !(this.own || this.output);
  }

  /**
   * The value of a cell of the input: its number, unless it was given another.
   *
   * @param {number} number  -1: filled in
   * @returns {Value}
   */
  value(number) {
    if (number < 0) return 0;
    return this.own ? (this.own[number] ?? null) : number;
  }

  /**
   * The lines on a cell of the input; null: its number alone.
   *
   * @param {number} number  -1: filled in
   * @returns {string[] | null}
   */
  of(number) {
    if (!this.own || number < 0 || this.written === "numbers") return null;
    return this.lines(textOf(this.own[number] ?? null), this.written === "both" ? `#${number}` : "");
  }

  /**
   * The lines on a cell of the output that is made of several; null: the label that it has anyway.
   *
   * @param {number} target  flat position
   * @param {Merged | undefined} label
   * @returns {string[] | null}
   */
  made(target, label) {
    const value = this.output?.data?.[target];
    if (value === undefined || this.written === "numbers") return null;
    return this.lines(textOf(value), label?.lines.join(" ") ?? "");
  }

  /**
   * @param {string} text
   * @param {string} below
   */
  lines(text, below) {
    const key = `${text}\n${below}`;
    const known = this.known.get(key);
    if (known) return known;
    if (this.known.size >= KEPT) this.known.clear();
    const made = below ? [text, below] : [text];
    this.known.set(key, made);
    return made;
  }
}

/**
 * A value as it is written: short, and "?" where it is not known; letter for letter as on the server's pictures.
 *
 * @param {Value} value
 */
export function textOf(value) {
  if (value === null) return "?";
  if (typeof value === "string") return [...value].length > LONGEST ? `${[...value].slice(0, LONGEST - 1).join("")}…` : value;
  if (typeof value === "boolean") return value ? "True" : "False";
  return Number.isInteger(value) && Math.abs(value) < LARGEST ? String(value) : rounded(value);
}

/**
 * The product of some values; null where one of them is a word, or not known.
 *
 * @param {Value[]} values
 */
export function productOf(values) {
  if (values.some((value) => typeof value === "string" || value === null)) return null;
  return values.reduce((/** @type {number} */ total, value) => total * Number(value), 1);
}

/** A number of a few digits; with a power of ten where it has zeros, before or after them, that were not said. @param {number} value */
function rounded(value) {
  const [digits, power = ""] = value.toExponential(DIGITS - 1).split("e");
  if (Number(power) >= -4 && Number(power) < DIGITS) return String(Number(value.toPrecision(DIGITS)));
  return `${Number(digits)}e${power[0]}${power.slice(1).padStart(2, "0")}`;
}
