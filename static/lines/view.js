/** How a line of a program is looked at: directions of its axes, colours, the input that leads, the window, the buttons beside. */

/** @import {Find} from "../base/find.js" */
/** @import {PageState} from "../base/address.js" */
/** @import {Texts} from "../base/types.js" */
/** @import {Stage} from "../stage/stage.js" */
/** @import {ProgramAnswer} from "./types.js" */
import { Colour, Depth, Label, viewButtons } from "../panels/view_controls.js";
import { Lanes } from "../stage/controls/lanes.js";
import { Sliders } from "../stage/controls/sliders.js";
import { alikeFigures, colouredBy } from "./axes.js";
import { Inputs } from "./inputs.js";
import { pointAt } from "../stage/model/cell.js";
import { stagedOf } from "./lines.js";

/** Parameters that may come to mean nothing when the program changes. */
export const LOOK = ["at", "view", "show", "color", "layout", "label", "lead"];

export class ProgramView {
  /**
   * @param {Find} find
   * @param {Stage} stage
   * @param {PageState} state
   * @param {(change: Texts) => void} onLook
   */
  constructor(find, stage, state, onLook) {
    this.stage = stage;
    this.lanes = new Lanes(find("lanes", HTMLElement), (view) => onLook({ view }));
    this.colour = new Colour(find("color", HTMLSelectElement), (color) => onLook({ color }));
    this.depth = new Depth(find("layout", HTMLElement), (layout) => onLook({ layout }));
    this.label = new Label(find("label", HTMLSelectElement), (label) => onLook({ label }));
    this.inputs = new Inputs(find, (lead) => onLook({ lead }));
    this.sliders = new Sliders(find("window", HTMLElement), (at) => onLook({ at }), (show) => onLook({ show }));
    this.buttons = viewButtons(find, stage, state);
  }

  /**
   * @param {ProgramAnswer} answer
   * @param {Texts} look  the parameters it was asked with
   */
  show(answer, look) {
    const { scene, axes } = answer;
    const own = axes.length - (answer.tensors[answer.step]?.shape.length ?? 0);
    this.lanes.show(alikeFigures(answer), look.view ?? "");
    this.colour.show(colouredBy(answer, look.lead ?? ""), look.color ?? "");
    this.depth.show(scene.layout, look.layout ?? "");
    this.label.show(answer, look.label ?? "");
    this.stage.written = this.label.written;
    this.inputs.show(answer.inputs, look.lead ?? "");
    this.sliders.show(axes.slice(own), scene.windows.slice(own), scene.cells, look.show ?? "");
    this.stage.drawing.setAttribute("aria-label", answer.steps[answer.step] ?? "");
    this.stage.show(stagedOf(answer));
    const pinned = look.cell === undefined ? -1 : answer.shown.indexOf(Number(look.cell));
    const point = this.stage.model && pinned >= 0 ? pointAt(this.stage.model, pinned) : null;
    if (point) this.stage.pin(point);
  }
}
