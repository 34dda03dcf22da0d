/** What the program comes to, in words and links. */

/** @import {Find} from "../base/find.js" */
/** @import {Hop, ProgramAnswer} from "../lines/types.js" */
import { home } from "../base/address.js";
import { copies } from "../base/copy.js";
import { element } from "../base/dom.js";
import { say } from "../base/words.js";
import { Code } from "../panels/code.js";
import { gathered } from "../lines/gathered.js";
import { arrowed, operationLink } from "../lines/inputs.js";
import { notesOf, undoOf } from "../panels/inspector.js";
import { textOf } from "../stage/model/values.js";
import { Json } from "../panels/json.js";
import { Table } from "../panels/table.js";

const LISTED = 4; // cells of one tensor

export class Result {
  /**
   * @param {Find} find
   * @param {(repair: Record<string, string>) => void} onRepair
   */
  constructor(find, onRepair) {
    this.onRepair = onRepair;
    const [code, curl] = [find("code", HTMLElement), find("curl", HTMLElement)];
    this.said = find("said", HTMLElement);
    this.notes = find("notes", HTMLElement);
    this.same = find("same", HTMLElement);
    this.undo = find("undo", HTMLElement);
    this.remarks = find("remarks", HTMLElement);
    this.api = find("api", HTMLAnchorElement);
    this.code = new Code(find("codes", HTMLElement), find("tabs", HTMLElement), code);
    this.table = new Table(find("twin", HTMLDetailsElement), find("table", HTMLTableElement));
    this.json = new Json(find("json", HTMLDetailsElement), find("json-text", HTMLElement), curl);
    this.copyCurl = find("copy-curl", HTMLButtonElement);
    copies(find("copy-code", HTMLButtonElement), () => code.textContent ?? "");
    copies(this.copyCurl, () => curl.textContent ?? "");
    copies(find("copy-json", HTMLButtonElement), () => this.json.text);
  }

  /** @param {ProgramAnswer} answer */
  show(answer) {
    this.said.textContent = answer.steps[answer.step] ?? "";
    this.notes.replaceChildren(...notesOf(answer.verdict.notes));
    this.same.replaceChildren(...sameOf(answer));
    this.undo.replaceChildren(...undoOf(answer.verdict));
    this.remarks.replaceChildren(...answer.notes.map((note) => this.remark(note)));
    this.code.show(answer.code);
    this.api.href = answer.links.api ?? `${home}/docs`;
    this.copyCurl.hidden = answer.links.api === null;
    const { name = answer.output.name, shape = answer.output.shape } = answer.tensors[answer.step] ?? {};
    this.table.show({ output: { name, shape }, inputs: answer.inputs, cells: answer.cells, said: "", sourcesOf: gathered });
    this.json.show(answer);
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
  return [how, " ", operationLink(alike)];
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
    ...hops.map(({ name, line, indices, more, begins, values }) => {
      const value = (/** @type {number} */ at) => (values ? ` = ${textOf(values[at] ?? null)}` : "");
      const listed = indices.slice(0, LISTED).map((index, at) => `[${index.join(", ")}]${value(at)}`).join(values ? ", " : " ");
      const left = indices.length - Math.min(indices.length, LISTED) + more;
      const where = line === null ? say("comes in") : say("line {line}", { line });
      const rest = left ? ` ${say("and {count} more", { count: left })}` : "";
      const why = begins ? ` ${say("New numbers begin here.")} ${begins}` : "";
      return element("li", "", `${name}${listed}${rest} `, element("span", "line-of", where + why));
    }),
  );
}
