/** What came along with a pasted program: it is taken out of the editor, said in a line, and put back by one press. */

/** @import {Asked} from "../lines/types.js" */
/** @import {Editor} from "./editor.js" */
import { element } from "../base/dom.js";
import { say } from "../base/words.js";

export class Company {
  /**
   * @param {HTMLElement} line
   * @param {Editor} editor
   * @param {Asked} asked  what the page began with: its editor holds what was read
   * @param {() => void} onChange  the editor's text was changed
   */
  constructor(line, editor, asked, onChange) {
    this.line = line;
    this.editor = editor;
    this.onChange = onChange;
    /** @type {string[]} */
    this.said = [];
    this.typed = ""; // the text as it was pasted or typed; empty: not known
    this.code = ""; // what is left of it
    this.take("", asked, false);
  }

  /** The program in the editor as it is read, as far as that is known: what of the text is left. */
  get read() {
    const { text } = this.editor;
    return this.said.length && text === this.typed ? this.code : text;
  }

  /**
   * What the server made of the text.
   *
   * @param {string} typed
   * @param {Asked} asked
   * @param {boolean} fresh  whether it was just pasted: while somebody types, nobody else writes
   */
  take(typed, { texts, cleaned = [] }, fresh) {
    const code = (texts.code ?? "").replace(/\r\n?/g, "\n");
    if (cleaned.length) [this.said, this.typed, this.code] = [cleaned, typed, code];
    if (fresh) this.editor.put(code);
    this.editor.read = code;
    if (this.code !== code) this.said = [];
    this.show();
  }

  show() {
    const { text } = this.editor;
    const clean = text === this.code;
    const other = clean ? this.typed : this.code;
    const said = this.said.join(" ");
    this.line.replaceChildren(...(said ? [clean ? said : `${say("Read after cleaning.")} ${said}`] : []));
    if (!said || !other || other === text) return;
    const button = element("button", "button", clean ? say("Put it back") : say("Clean up"));
    button.type = "button";
    button.addEventListener("click", () => {
      this.editor.put(other);
      this.editor.view.focus();
      this.onChange();
    });
    this.line.append(button);
  }
}
