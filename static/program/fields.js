/** A field for every tensor that comes in and every value that the program does not define. */

/** @import {Texts} from "../base/types.js" */
import { element } from "../base/dom.js";
import { say } from "../base/words.js";

/** @typedef {"shape" | "values"} Kind */
/** @typedef {{kind: Kind, chip: HTMLElement, input: HTMLInputElement}} Field */

const BETWEEN = { shape: ":", values: "=" };
const PARTS = { shape: /[^;]+/g, values: /(?:\([^()]*\)|\[[^[\]]*\]|'[^']*'|"[^"]*"|[^,;])+/g };

export class Fields {
  /**
   * @param {HTMLElement} holder
   * @param {(kind: Kind) => void} onChange
   */
  constructor(holder, onChange) {
    this.holder = holder;
    this.onChange = onChange;
    /** @type {Map<string, Field>} */
    this.fields = new Map();
  }

  /**
   * Show what these texts give; fields that are not among them go.
   *
   * @param {Texts} texts
   */
  put(texts) {
    const given = [...parts(texts.shape ?? "", "shape"), ...parts(texts.values ?? "", "values")];
    const names = new Set(given.map(({ name }) => name));
    for (const name of this.fields.keys()) if (!names.has(name)) this.drop(name);
    for (const { kind, name, text } of given) {
      const field = this.field(kind, name);
      if (field.input.value !== text && field.input !== field.input.ownerDocument.activeElement) field.input.value = text;
      field.chip.classList.remove("wanted");
    }
  }

  /**
   * Ask for what is missing: a field each, with a suggestion that is not given yet.
   *
   * @param {Record<string, string>} repair  texts that would give all of it
   */
  want(repair) {
    for (const kind of /** @type {Kind[]} */ (["shape", "values"])) {
      for (const { name, text } of parts(repair[kind] ?? "", kind)) {
        if (this.fields.get(name)?.input.value) continue;
        const { input, chip } = this.field(kind, name);
        input.placeholder = text;
        chip.classList.add("wanted");
      }
    }
  }

  /**
   * The texts that the fields make; what the program does not speak of is kept aside.
   *
   * @param {string} code
   * @returns {{shape: string, values: string}}
   */
  texts(code) {
    const given = { shape: /** @type {string[]} */ ([]), values: /** @type {string[]} */ ([]) };
    for (const [name, { kind, chip, input }] of this.fields) {
      const used = speaksOf(code, name);
      chip.classList.toggle("unused", !used);
      // A scalar's shape has no sizes, so an empty field of a tensor says as much as a full one.
      if (used && input.value.trim() !== "") given[kind].push(`${name}${BETWEEN[kind]}${input.value.trim()}`);
    }
    return { shape: given.shape.join(";"), values: given.values.join(",") };
  }

  /**
   * Drop what a program has no use for.
   *
   * @param {string} code
   * @param {string[]} [unused]  names that it does speak of, but does not need
   * @returns {boolean}  whether there was any
   */
  tidy(code, unused = []) {
    const useless = [...this.fields.keys()].filter((name) => !speaksOf(code, name) || unused.includes(name));
    for (const name of useless) this.drop(name);
    return useless.length > 0;
  }

  /** @param {string} name */
  drop(name) {
    this.fields.get(name)?.chip.remove();
    this.fields.delete(name);
  }

  /**
   * @param {Kind} kind
   * @param {string} name
   * @returns {Field}
   */
  field(kind, name) {
    const known = this.fields.get(name);
    if (known?.kind === kind) return known;
    this.drop(name);
    const input = element("input");
    input.setAttribute("aria-label", kind === "shape" ? say("Shape of {name}", { name }) : say("Value of {name}", { name }));
    input.addEventListener("input", () => this.onChange(kind));
    const leave = element("button", "leave", "×");
    leave.type = "button";
    leave.setAttribute("aria-label", say("Remove {name}", { name }));
    leave.addEventListener("click", () => {
      this.drop(name);
      this.onChange(kind);
    });
    const chip = element("label", "chip field", element("span", "", kind === "shape" ? `${name}:` : `${name} =`), input, leave);
    chip.title = kind === "shape" ? say("Sizes of the axes of {name}, separated by commas", { name }) : say("What {name} is: a number, a word, True, False, None, or a tuple as (2 3)", { name });
    const field = { kind, chip, input };
    this.fields.set(name, field);
    const values = [...this.fields.values()].find((each) => each.kind === "values")?.chip;
    this.holder.insertBefore(chip, kind === "shape" && values && values !== chip ? values : null);
    return field;
  }
}

/**
 * Names and what is given for each.
 *
 * @param {string} text
 * @param {Kind} kind
 */
function parts(text, kind) {
  return [...text.matchAll(PARTS[kind])].flatMap(([part]) => {
    const at = part.indexOf(BETWEEN[kind]);
    const name = at < 0 ? (kind === "shape" ? "x" : "") : part.slice(0, at).trim();
    return name ? [{ kind, name, text: part.slice(at + 1).trim() }] : [];
  });
}

/**
 * @param {string} code
 * @param {string} name  with its dots; an entry of a list is spoken of with it
 */
function speaksOf(code, name) {
  const escaped = name.replace(/\[\d+\]$/, "").replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  if (new RegExp(`(?<![\\p{L}\\p{N}_.])${escaped}(?![\\p{L}\\p{N}_])`, "u").test(code)) return true;
  const [holder, key, ...more] = escaped.split("\\.");
  // What a dictionary holds: batch.image is batch["image"].
  return Boolean(key) && !more.length && new RegExp(`(?<![\\p{L}\\p{N}_.])${holder}\\[\\s*["']${key}["']\\s*\\]`, "u").test(code);
}
