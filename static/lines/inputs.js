/** What becomes of the cells of each input on its own, where several come in, and which of them leads the picture. */

/** @import {Find} from "../base/find.js" */
/** @import {Input} from "./types.js" */
import { element } from "../base/dom.js";
import { say } from "../base/words.js";
import { notesOf } from "../panels/inspector.js";

export class Inputs {
  /**
   * @param {Find} find
   * @param {(lead: string) => void} onLead  the parameter `lead`; empty: none of them
   */
  constructor(find, onLead) {
    this.section = find("inputs", HTMLElement);
    this.list = find("inputs-list", HTMLElement);
    this.choice = find("leads", HTMLElement);
    this.select = find("lead", HTMLSelectElement);
    this.select.addEventListener("change", () => onLead(this.select.value));
  }

  /**
   * @param {Input[]} inputs
   * @param {string} lead  the parameter it was asked with
   */
  show(inputs, lead) {
    const told = inputs.filter(({ notes }) => notes.length);
    this.section.hidden = told.length < 2;
    this.list.replaceChildren(...told.flatMap((input) => [element("dt", "mono", input.name), element("dd", "", saidOf(input))]));
    const names = [...new Set(inputs.map(({ name }) => name))];
    this.choice.hidden = names.length < 2 && !lead;
    this.select.replaceChildren(new Option(say("none"), ""), ...names.map((name) => new Option(name, name)));
    this.select.value = lead;
  }
}

/** @param {Input} input */
function saidOf({ notes, alike }) {
  const list = element("ul", "notes", ...notesOf(notes));
  if (alike) list.append(element("li", "plain", say("Same movement as"), " ", operationLink(alike)));
  return list;
}

/**
 * What an operation is written as, with a link to its page where it has one.
 *
 * @param {{text: string, url: string | null}} same
 */
export function operationLink({ text, url }) {
  if (!url) return element("span", "mono", arrowed(text));
  const link = element("a", "mono", arrowed(text));
  link.href = url;
  return link;
}

/**
 * An arrow as one character, which no line breaks.
 *
 * @param {string} text
 */
export function arrowed(text) {
  return text.replaceAll("->", "→");
}
