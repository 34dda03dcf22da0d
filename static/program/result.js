/** What the program comes to, in words and links. */

/** @import {Find} from "../base/find.js" */
/** @import {Hop, ProgramAnswer} from "./types.js" */
import { copies } from "../base/copy.js";
import { element } from "../base/dom.js";
import { say } from "../base/words.js";
import { Code } from "../panels/code.js";
import { notesOf, undoOf } from "../panels/inspector.js";

const LISTED = 4; // cells of one tensor

export class Result {
  /**
   * @param {Find} find
   * @param {(repair: Record<string, string>) => void} onRepair
   */
  constructor(find, onRepair) {
    this.onRepair = onRepair;
    const code = find("code", HTMLElement);
    this.said = find("said", HTMLElement);
    this.notes = find("notes", HTMLElement);
    this.same = find("same", HTMLElement);
    this.undo = find("undo", HTMLElement);
    this.remarks = find("remarks", HTMLElement);
    this.api = find("api", HTMLAnchorElement);
    this.code = new Code(find("codes", HTMLElement), find("tabs", HTMLElement), code);
    copies(find("copy-code", HTMLButtonElement), () => code.textContent ?? "");
  }

  /** @param {ProgramAnswer} answer */
  show(answer) {
    this.said.textContent = answer.steps[answer.step] ?? "";
    this.notes.replaceChildren(...notesOf(answer.verdict.notes));
    this.same.replaceChildren(...sameOf(answer));
    this.undo.replaceChildren(...undoOf(answer.verdict));
    this.remarks.replaceChildren(...answer.notes.map((note) => this.remark(note)));
    this.code.show(answer.code);
    this.api.href = answer.links.api ?? "/docs";
  }

  /**
   * What there is to note on a line, with the button that mends it.
   *
   * @param {ProgramAnswer["notes"][number]} note
   */
  remark({ line, text, repair, mend }) {
    const item = element("li", "", arrowed(say("Line {line}: {note}", { line, note: text })));
    if (mend === null) return item;
    const button = element("button", "button", mend);
    button.type = "button";
    button.addEventListener("click", () => this.onRepair(repair));
    item.append(" ", button);
    return item;
  }
}

/**
 * The operation that does the same, or at least moves the cells alike; or why there is none.
 *
 * @param {ProgramAnswer} answer
 * @returns {(string | Node)[]}
 */
function sameOf({ same, alike, ruled_out: ruledOut }) {
  if (ruledOut) return [say("No single pattern does this: {reason}", { reason: ruledOut.reason })];
  if (!alike) return [];
  const { line } = alike;
  const moved = line === null ? say("Same movement as") : say("From line {line} on, the same movement as", { line });
  const how = same ? say("The same as") : moved;
  if (!alike.url) return [how, " ", element("span", "mono", arrowed(alike.text))];
  const link = element("a", "mono", arrowed(alike.text));
  link.href = alike.url;
  return [how, " ", link];
}

/**
 * The way of a cell, from where it is back to the inputs.
 *
 * @param {Hop[]} hops
 */
export function wayList(hops) {
  return element(
    "ol",
    "way",
    ...hops.map(({ name, line, indices, more, begins }) => {
      const listed = indices.slice(0, LISTED).map((index) => `[${index.join(", ")}]`).join(" ");
      const left = indices.length - Math.min(indices.length, LISTED) + more;
      const where = line === null ? say("comes in") : say("line {line}", { line });
      const rest = left ? ` ${say("and {count} more", { count: left })}` : "";
      const why = begins ? ` ${say("New numbers begin here.")} ${begins}` : "";
      return element("li", "", `${name}${listed}${rest} `, element("span", "line-of", where + why));
    }),
  );
}

/**
 * An arrow as one character, which no line breaks.
 *
 * @param {string} text
 */
function arrowed(text) {
  return text.replaceAll("->", "→");
}
