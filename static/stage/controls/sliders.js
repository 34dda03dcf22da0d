/** The window on a large tensor: a slider for each axis that is not shown whole, and how many cells are shown. */

/** @import {Axis, Scene} from "../../base/types.js" */
import { element, hueOf } from "../../base/dom.js";
import { say } from "../../base/words.js";
import { seen } from "../model/model.js";

const AMOUNTS = [256, 4096, 65_536, 1_048_576];

export class Sliders {
  /**
   * @param {HTMLElement} holder
   * @param {(at: string) => void} onAt    the parameter `at`: where the window begins
   * @param {(show: string) => void} onShow  the parameter `show`: how many cells
   */
  constructor(holder, onAt, onShow) {
    this.holder = holder;
    this.onAt = onAt;
    this.onShow = onShow;
    /** Sliders that stay keep their element, so that sliding goes on. @type {Map<string, Slider>} */
    this.sliders = new Map();
    this.count = element("span", "count");
    this.amount = element("select");
    this.amount.append(new Option(say("auto"), ""), ...AMOUNTS.map((each) => new Option(grouped(each), String(each))));
    this.amount.addEventListener("change", () => this.onShow(this.amount.value));
    this.cells = element("label", "chip field", element("span", "", say("cells")), this.amount, this.count);
    this.cells.title = say("How many cells of a large tensor are shown");
  }

  /**
   * @param {Axis[]} axes
   * @param {Scene["windows"]} shown  of each axis
   * @param {number} cells  that are shown
   * @param {string} show  the parameter it was asked with
   */
  show(axes, shown, cells, show) {
    const cut = axes.map((axis, number) => ({ axis, number, window: shown[number] }));
    const windows = cut.filter(({ axis, window }) => window && window.count < axis.size);
    const names = new Set(windows.map(({ axis }) => axis.name));
    for (const name of this.sliders.keys()) if (!names.has(name)) this.sliders.delete(name);
    const labels = windows.map(({ axis, number, window }) => {
      const slider = this.sliders.get(axis.name) ?? this.make(axis.name);
      const { start, count } = /** @type {{start: number, count: number}} */ (window);
      slider.label.dataset.axis = axis.name;
      slider.label.className = `chip slider ${hueOf(number)}`;
      slider.input.max = String(axis.size - count);
      if (slider.input.value !== String(start)) slider.input.value = String(start);
      slider.input.setAttribute("aria-valuetext", seen(axis, window));
      slider.text.textContent = seen(axis, window);
      return slider.label;
    });
    if (![...this.amount.options].some(({ value }) => value === show)) this.amount.add(new Option(grouped(Number(show)), show));
    this.amount.value = show;
    const total = axes.reduce((product, { size }) => product * size, 1);
    this.count.textContent = say("{part} of {whole}", { part: grouped(cells), whole: grouped(total) });
    const wanted = [...labels, ...(windows.length || show ? [this.cells] : [])];
    if (wanted.some((each, place) => this.holder.children[place] !== each) || this.holder.children.length !== wanted.length) {
      this.holder.replaceChildren(...wanted);
    }
  }

  /** @param {string} name */
  make(name) {
    const input = element("input");
    input.type = "range";
    input.min = "0";
    input.step = "1";
    input.setAttribute("aria-label", say("Window start on {axis}", { axis: name }));
    input.addEventListener("input", () => this.onAt(this.at()));
    const text = element("span", "slider-text");
    const slider = { label: element("label", "chip slider", text, input), input, text };
    slider.label.title = say("Which part of {axis} is shown", { axis: name });
    this.sliders.set(name, slider);
    return slider;
  }

  /** The windows as the text of the parameter. */
  at() {
    const moved = [...this.sliders].filter(([, { input }]) => input.value !== "0");
    return moved.map(([name, { input }]) => `${name}=${input.value}`).join(",");
  }
}

/** @typedef {{label: HTMLLabelElement, input: HTMLInputElement, text: HTMLElement}} Slider */

/**
 * A number that can be read: 1,048,576; from a milliard on its power of ten.
 *
 * @param {number} number
 */
function grouped(number) {
  if (number < 1e9) return String(number).replace(/\B(?=(\d{3})+$)/g, ","); // toLocaleString loads the rules of a language
  const power = Math.floor(Math.log10(number));
  const times = Number((number / 10 ** power).toPrecision(3));
  const raised = [...String(power)].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]).join("");
  return times === 1 ? `10${raised}` : `${times}·10${raised}`;
}
