/** The cell that is pointed at: its number, and its way through the lines, in words and in the editor. */

/** @import {Find} from "../base/find.js" */
/** @import {Texts} from "../base/types.js" */
/** @import {Model, Point} from "../stage/model/model.js" */
/** @import {Editor} from "./editor.js" */
import { say } from "../base/words.js";
import { Way } from "../lines/question.js";
import { wayList } from "./result.js";

export class PointedCell {
  /**
   * @param {Find} find
   * @param {Editor} editor
   */
  constructor(find, editor) {
    this.title = find("cell-title", HTMLElement);
    this.place = find("cell", HTMLElement);
    this.quiet = [...this.place.childNodes];
    this.editor = editor;
    this.way = new Way((hops) => {
      this.place.replaceChildren(wayList(hops));
      editor.mark({ way: hops.flatMap(({ line }) => (line === null ? [] : [line])) });
    });
  }

  /** No cell is pointed at. */
  leave() {
    this.title.textContent = say("Cell");
    this.way.leave();
    this.place.replaceChildren(...this.quiet);
    this.editor.mark({ way: [] });
  }

  /**
   * @param {Model} model
   * @param {Point} point
   * @param {Texts} texts  of the program, with step and cell
   */
  show(model, point, texts) {
    const number = model.flights[point.flight]?.numbers[point.block] ?? -1;
    this.title.textContent = number < 0 || model.merged(point) ? say("Cell") : say("Cell {number}", { number });
    this.way.ask(texts);
  }
}
