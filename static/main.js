/** Wires the page: finds its elements, and leads what is typed to the server and what it answers to the views. */

/** @import {Answer, Problem, State, Texts} from "./types.js" */
import { asker } from "./ask.js";
import { Chips, chipsOf } from "./chips.js";
import { Code } from "./code.js";
import { element } from "./dom.js";
import { cellOf, checkedOf, formulaOf, notesOf, undoOf } from "./inspector.js";
import { Line } from "./line.js";
import { Message } from "./message.js";
import { seen } from "./places.js";
import { Stage } from "./stage.js";
import { Timeline } from "./timeline.js";
import { Trail } from "./trail.js";

document.documentElement.classList.add("script");

/**
 * @template {Element} T
 * @param {string} id
 * @param {new () => T} kind
 * @returns {T}
 */
function find(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`);
  return found;
}

/** @type {State} */
const state = JSON.parse(find("state", HTMLScriptElement).textContent);
const form = find("ask", HTMLFormElement);
const bench = find("bench", HTMLElement);
const output = find("output", HTMLOutputElement);
const cell = find("cell", HTMLElement);
const resting = [...cell.childNodes];
const pattern = document.getElementById("pattern");
const typed = pattern instanceof HTMLInputElement ? pattern : null;

const line = new Line(find("line", HTMLElement), typed);
const chips = new Chips(find("axes", HTMLElement), typed !== null, () => changed("sizes"));
const message = new Message(find("message", HTMLElement), find("verdict", HTMLElement), repair);
const code = new Code(find("codes", HTMLElement), find("tabs", HTMLElement), find("code", HTMLElement));
const trail = new Trail((texts) => restore(texts));
const stage = new Stage(
  find("drawing", HTMLElement),
  find("canvas", HTMLCanvasElement),
  find("underlay", SVGSVGElement),
  find("overlay", SVGSVGElement),
  (index, model) => {
    const block = index === null ? undefined : model.blocks[index];
    find("cell-title", HTMLElement).textContent = !block || block.number < 0 ? "Cell" : `Cell ${block.number}`;
    cell.replaceChildren(...(block ? cellOf(model.answer, block) : resting));
  },
);
const timeline = new Timeline(
  {
    play: find("play", HTMLButtonElement),
    time: find("time", HTMLInputElement),
    stops: find("stops", HTMLElement),
    speed: find("speed", HTMLButtonElement),
    loop: find("loop", HTMLButtonElement),
  },
  (time) => stage.seek(time),
);

const ask = asker(state.op, show, complain);

/** The fields of the form by the parameter they are for; sizes have chips instead. */
function fields() {
  return [...form.elements].filter(
    (each) => (each instanceof HTMLInputElement || each instanceof HTMLSelectElement) && each.name !== "" && each.name !== "sizes",
  );
}

/** The parameters as they stand in the form. @returns {Texts} */
function texts() {
  const { at, lang } = state.texts;
  const read = fields().map((field) => [
    /** @type {HTMLInputElement} */ (field).name,
    /** @type {HTMLInputElement} */ (field).value,
  ]);
  return { ...Object.fromEntries(read), ...(typed ? { sizes: chips.text() } : {}), ...(at ? { at } : {}), ...(lang ? { lang } : {}) };
}

/** @param {Texts} given */
function fill(given) {
  for (const field of fields()) {
    const input = /** @type {HTMLInputElement | HTMLSelectElement} */ (field);
    const text = given[input.name] ?? state.defaults[input.name] ?? "";
    if (input.value !== text) input.value = text;
  }
  chips.read(given.sizes ?? "");
  if (typed) line.typed(typed.value);
}

/**
 * Something was typed: ask, and keep the state in the address once there is an answer.
 *
 * @param {string} field
 */
async function changed(field) {
  delete state.texts.at; // a window of another tensor means nothing here
  if (await ask(texts())) trail.step(field, lastLink);
}

/** An address was returned to; one without a query shows the example. @param {Texts} given */
async function restore(given) {
  state.texts = Object.keys(given).length ? { ...given } : { ...state.example };
  fill(state.texts);
  await ask(texts());
}

/** @param {Record<string, string>} mend */
async function repair(mend) {
  fill({ ...texts(), ...mend });
  await changed("repair");
}

let lastLink = "";

/** @param {Answer} answer */
function show(answer) {
  if (chips.unpark(answer.tokens)) return void changed("sizes");
  lastLink = answer.links.page;
  bench.classList.remove("stale");
  find("nothing", HTMLElement).hidden = true;
  message.clear();
  mark(null);
  line.show(answer.tokens);
  chips.show(chipsOf(answer.axes, answer.tokens));
  meant(answer);
  output.value = answer.output.shape.join(" × ") || "scalar";
  find("formula", HTMLElement).replaceChildren(...formulaOf(answer));
  find("condition", HTMLElement).textContent = answer.formula.condition ? `where ${answer.formula.condition}, else 0` : "";
  find("shapes", HTMLElement).textContent = [
    answer.inputs.map(({ name, shape }) => `${name} ${words(shape)}`).join(", "),
    `y ${words(answer.output.shape)}`,
  ].join(" → ");
  find("notes", HTMLElement).replaceChildren(...notesOf(answer.verdict.notes));
  find("undo", HTMLElement).replaceChildren(...undoOf(answer.verdict));
  find("checked", HTMLElement).textContent = checkedOf(answer.verdict);
  find("steps", HTMLElement).replaceChildren(...answer.steps.map((step) => element("li", "", step)));
  code.show(answer.code);
  const api = find("api", HTMLAnchorElement);
  api.href = api.textContent = answer.links.api;
  find("window", HTMLElement).textContent = windowed(answer);
  stage.drawing.setAttribute("aria-label", answer.formula.text);
  document.title = `${answer.pattern || answer.formula.text} · Einscope`;
  stage.show(answer);
}

/**
 * Show what the server understood: the shape as people write it, and what an empty field came to mean.
 *
 * @param {Answer} answer
 */
function meant(answer) {
  for (const field of fields()) {
    if (!(field instanceof HTMLInputElement) || field === typed) continue;
    const said = answer.request[field.name];
    if (field.name !== "shape") field.placeholder = typeof said === "string" ? said : "";
    else if (field !== document.activeElement) field.value = shapesOf(answer).map((shape) => shape.join(" × ")).join("; ");
  }
}

/**
 * The shapes as they were asked for; a list of tensors is one input.
 *
 * @param {Answer} answer
 */
function shapesOf({ request }) {
  return /** @type {number[][]} */ (request.shape);
}

/** @param {Problem} problem */
function complain(problem) {
  const mistake = problem.errors[0] ?? { code: "", field: null, span: null, message: problem.detail, hint: null, repair: {} };
  if (mistake.code === "size-unused") {
    chips.park(mistake.repair.sizes ?? "");
    return void changed("sizes");
  }
  if (chips.unpark(problem.tokens)) return void changed("sizes");
  bench.classList.add("stale");
  message.show(mistake);
  mark(mistake.field);
  if (!typed) return;
  line.show(problem.tokens, mistake.field === "pattern" ? (mistake.span ?? [0, Array.from(typed.value).length]) : null);
  chips.show(chipsOf(null, problem.tokens), mistake.field === "sizes" ? mistake.span : null);
}

/**
 * Mark the field that is at fault.
 *
 * @param {string | null} name
 */
function mark(name) {
  for (const chip of form.querySelectorAll("[data-field]")) {
    const wrong = chip instanceof HTMLElement && chip.dataset.field === name;
    chip.classList.toggle("culprit", wrong);
    chip.querySelector("input, select")?.setAttribute("aria-invalid", String(wrong));
  }
  typed?.setAttribute("aria-invalid", String(name === "pattern"));
}

/** @param {number[] | undefined} shape */
function words(shape) {
  return shape?.join("×") || "scalar";
}

/** @param {Answer} answer */
function windowed({ scene, axes }) {
  const cut = axes.map((axis, number) => seen(axis, scene.windows[number])).filter((text, number) => text !== axes[number]?.name);
  return cut.length ? `a window: ${cut.join(", ")}` : "";
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", (event) => {
  const field = event.target;
  if ((field instanceof HTMLInputElement || field instanceof HTMLSelectElement) && field.name) changed(field.name);
});
document.getElementById("presets")?.addEventListener("click", (event) => {
  if (!(event.target instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  fill(Object.fromEntries(new URL(event.target.href).searchParams));
  changed("preset");
});
const share = find("share", HTMLButtonElement);
share.addEventListener("click", async () => {
  await navigator.clipboard.writeText(new URL(lastLink || location.href, location.href).href);
  share.textContent = "Copied";
  share.addEventListener("blur", () => (share.textContent = "Copy link"), { once: true });
});

fill(state.texts);
if (state.answer) show(state.answer);
if (state.problem) complain(state.problem);
if (state.answer && !timeline.still.matches) timeline.start();
