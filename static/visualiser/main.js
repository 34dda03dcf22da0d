/** Wires the page: finds its elements, and leads what is typed to the server and what it answers to the views. */

/** @import {Answer, CompareLink, Problem, State, Texts, Together} from "../base/types.js" */
import { asker } from "../base/ask.js";
import { copies } from "../base/copy.js";
import { element } from "../base/dom.js";
import { find, stateOfPage } from "../base/find.js";
import { PageHistory } from "../base/history.js";
import { tidy } from "../base/tidy.js";
import { say } from "../base/words.js";
import { Chips, chipsOf } from "../panels/chips.js";
import { Code } from "../panels/code.js";
import { Formula } from "../panels/formula.js";
import { cellOf, checkedOf, companyOf, compareOf, notesOf, togetherOf, undoOf } from "../panels/inspector.js";
import { Json } from "../panels/json.js";
import { Message } from "../panels/message.js";
import { presets } from "../panels/presets.js";
import { sharePanel } from "../panels/share_panel.js";
import { Table } from "../panels/table.js";
import { languages } from "../shell/languages.js";
import { pageFrame } from "../shell/page_frame.js";
import { Colour } from "../stage/controls/colour.js";
import { Lanes } from "../stage/controls/lanes.js";
import { Sliders } from "../stage/controls/sliders.js";
import { targetOf } from "../stage/model/cell.js";
import { LAST } from "../stage/model/motion.js";
import { pinCell, stageOf, timelineOf } from "../stage/wiring.js";
import { stepped } from "./completion.js";
import { PageState } from "./page_state.js";
import { pasted } from "./paste.js";
import { PatternLine } from "./pattern_line.js";
import { Suggest } from "./suggest.js";

/** @type {State} */
const state = stateOfPage();
tidy(Object.keys(state.texts));
const form = find("ask", HTMLFormElement);
const output = find("output", HTMLOutputElement);
const cell = find("cell", HTMLElement);
const resting = [...cell.childNodes];
const pattern = document.getElementById("pattern");
const typed = pattern instanceof HTMLInputElement ? pattern : null;

let lastLink = "";
/** @type {Answer | null} */
let shown = null;

const line = new PatternLine(find("line", HTMLElement), typed);
const chips = new Chips(find("axes", HTMLElement), typed !== null, () => changed("sizes"));
const message = new Message(find("message", HTMLElement), find("verdict", HTMLElement), find("bench", HTMLElement), find("last-valid", HTMLElement), repair);
const code = new Code(find("codes", HTMLElement), find("tabs", HTMLElement), find("code", HTMLElement));
const formula = new Formula({
  math: find("math", HTMLElement),
  text: find("formula", HTMLElement),
  condition: find("condition", HTMLElement),
  directions: find("directions", HTMLElement),
  title: find("formula-title", HTMLElement),
});
const json = new Json(find("json", HTMLDetailsElement), find("json-text", HTMLElement), find("curl", HTMLElement));
copies(find("copy-code", HTMLButtonElement), () => find("code", HTMLElement).textContent ?? "");
copies(find("copy-curl", HTMLButtonElement), () => find("curl", HTMLElement).textContent ?? "");
copies(find("copy-json", HTMLButtonElement), () => json.text);
const pageHistory = new PageHistory((texts) => restore(texts));
const lanes = new Lanes(find("lanes", HTMLElement), (view) => looked("view", view));
const sliders = new Sliders(find("window", HTMLElement), (at) => looked("at", at), (show) => looked("show", show));
const colour = new Colour(find("color", HTMLSelectElement), (color) => looked("color", color));
const table = new Table(find("twin", HTMLDetailsElement), find("table", HTMLTableElement));
const pageState = new PageState(() => pageHistory.replace(pageState.link(location.search ? location.href : lastLink || location.href)));
const stage = stageOf(find, (point, model, pinned) => {
  const block = point && model.block(point);
  const target = block && shown ? targetOf(shown, block.digits) : null;
  pageState.pin(pinned ? target : null);
  table.mark(target);
  const merged = point && model.merged(point);
  find("cell-title", HTMLElement).textContent = !block || merged || block.number < 0 ? say("Cell") : say("Cell {number}", { number: block.number });
  cell.replaceChildren(...(block && shown ? [...cellOf(shown, block, merged), ...companyOf(model, point, stage.highlighted)] : resting));
});
let played = false; // whether it came to its end by itself: then the address needs not say where it stands
const timeline = timelineOf(
  find,
  [stage],
  (time, moving) => {
    if (moving) pageState.stop(null);
    else if (shown && !(played && time === LAST)) pageState.stop(time);
    played = time === LAST && (moving || played);
  },
  () => stand(false),
);

if (typed) {
  new Suggest(typed, find("options", HTMLElement), () => {
    line.typed(typed.value);
    changed("pattern");
  });
  typed.addEventListener("paste", (event) => {
    const found = pasted(event.clipboardData?.getData("text/plain") ?? "");
    if (!found) return;
    event.preventDefault();
    take(found);
  });
}

/**
 * Show the call that was pasted: here, or on the page of its operation.
 *
 * @param {import("./paste.js").Pasted} found
 */
function take({ op, texts: said }) {
  const { shape = "" } = texts();
  const all = { ...state.defaults, shape, ...said };
  if (op === state.op) {
    fill(all);
    changed("paste");
  } else {
    const { lang } = state.texts;
    location.assign(`/${op}?${new URLSearchParams({ ...said, shape, ...(lang ? { lang } : {}) })}`);
  }
}

const ask = asker(state.op, show, complain);

/** The fields of the form by the parameter they are for; sizes have chips instead. */
function fields() {
  return [...form.elements].filter(
    (each) => (each instanceof HTMLInputElement || each instanceof HTMLSelectElement) && each.name !== "" && each.name !== "sizes",
  );
}

/** How the answer is looked at: parameters that stand in no form. */
const LOOK = ["at", "view", "show", "color"];

/** The parameters as they stand in the form, and how the answer is looked at. @returns {Texts} */
function texts() {
  const kept = [...LOOK, "lang"].map((name) => [name, state.texts[name] ?? ""]).filter(([, text]) => text !== "");
  const read = fields().map((field) => [
    /** @type {HTMLInputElement} */ (field).name,
    /** @type {HTMLInputElement} */ (field).value,
  ]);
  return { ...Object.fromEntries(read), ...(typed ? { sizes: chips.text() } : {}), ...Object.fromEntries(kept) };
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
  pageState.cell = null;
  if (await ask(texts())) pageHistory.add(field, pageState.link(lastLink));
}

/**
 * The same is to be looked at in another way.
 *
 * @param {string} name  of the parameter
 * @param {string} text  empty: as usual
 */
async function looked(name, text) {
  state.texts[name] = text;
  if (await ask(texts())) pageHistory.add(name, pageState.link(lastLink));
}

/** An address was returned to; one that says nothing of the operation shows the example. @param {Texts} given */
async function restore(given) {
  const names = [...fields().map((field) => field.getAttribute("name") ?? ""), "sizes"];
  state.texts = names.some((name) => name in given) ? { ...given } : { ...state.example, ...given };
  fill(state.texts);
  pageState.read(state.texts);
  if (await ask(texts())) stop();
}

/** Stand still at the stage that the address names. @returns {boolean} whether it names one */
function stop() {
  if (pageState.stage === null) return false;
  timeline.seek(pageState.stage);
  return true;
}

/** @param {Record<string, string>} mend */
async function repair(mend) {
  for (const name of LOOK) if (mend[name] !== undefined) state.texts[name] = mend[name];
  fill({ ...texts(), ...mend });
  await changed("repair");
}

/**
 * @param {Answer} answer
 * @param {Together | null} together
 * @param {CompareLink | null} compare
 */
function show(answer, together, compare) {
  if (chips.unpark(answer.tokens)) return void changed("sizes");
  lastLink = answer.links.page;
  shown = answer;
  find("nothing", HTMLElement).hidden = true;
  message.clear();
  mark(null);
  line.show(answer.tokens);
  chips.show(chipsOf(answer.axes, answer.tokens));
  meant(answer);
  output.value = answer.output.shape.join(" × ") || say("scalar");
  formula.show(answer);
  find("shapes", HTMLElement).textContent = [
    answer.inputs.map(({ name, shape }) => `${name} ${words(shape)}`).join(", "),
    `y ${words(answer.output.shape)}`,
  ].join(" → ");
  find("notes", HTMLElement).replaceChildren(...notesOf(answer.verdict.notes));
  find("undo", HTMLElement).replaceChildren(...undoOf(answer.verdict));
  find("together", HTMLElement).replaceChildren(...togetherOf(together));
  find("compare", HTMLElement).replaceChildren(...compareOf(compare));
  find("checked", HTMLElement).textContent = checkedOf(answer.verdict);
  find("steps", HTMLElement).replaceChildren(...answer.steps.map((step) => element("li", "", step)));
  code.show(answer.code);
  find("api", HTMLAnchorElement).href = answer.links.api;
  json.show(answer);
  languages(document.querySelectorAll("a[hreflang]"), texts());
  stage.drawing.setAttribute("aria-label", answer.formula.text);
  document.title = `${answer.pattern || answer.formula.text} · Einscope`;
  timeline.name(answer.scene.stages);
  lanes.show(answer, state.texts.view ?? "");
  sliders.show(answer.axes, answer.scene.windows, answer.scene.cells, state.texts.show ?? "");
  colour.show(answer, state.texts.color ?? "");
  table.show(answer);
  const { cell: pinned } = pageState;
  stage.show(answer);
  pinCell(stage, answer, pinned);
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
  // An axis that was turned, windowed or coloured may be gone: the answer matters more than how it is looked at.
  if (shown && mistake.field && LOOK.includes(mistake.field) && state.texts[mistake.field]) return void looked(mistake.field, "");
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

/**
 * All stages at once, at rest, or one of them.
 *
 * @param {boolean} still
 */
function stand(still) {
  find("stills", HTMLButtonElement).setAttribute("aria-pressed", String(still));
  stage.stand(still);
}

/** @param {number[] | undefined} shape */
function words(shape) {
  return shape?.join("×") || say("scalar");
}

form.addEventListener("keydown", (event) => {
  const { target, key } = event;
  const by = { ArrowUp: 1, ArrowDown: -1 }[key];
  if (!(target instanceof HTMLInputElement) || by === undefined || target === typed || !target.name) return;
  const next = stepped(target.value || target.placeholder, target.selectionStart ?? 0, by);
  if (!next || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  target.value = next.text;
  target.setSelectionRange(next.caret, next.caret);
  changed(target.name);
});
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", (event) => {
  const field = event.target;
  if ((field instanceof HTMLInputElement || field instanceof HTMLSelectElement) && field.name) changed(field.name);
});
const examples = document.getElementById("presets");
if (examples) {
  presets(examples, (given) => {
    fill(given);
    changed("preset");
  });
}

/**
 * A button that is on or off.
 *
 * @param {string} id
 * @param {(on: boolean) => void} change
 */
function toggle(id, change) {
  const button = find(id, HTMLButtonElement);
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    change(on);
  });
}
toggle("stills", (on) => stage.stand(on));
toggle("filling", (on) => stage.fill(on));
for (const [id, factor] of /** @type {const} */ ([["closer", 1.4], ["further", 1 / 1.4], ["whole", 0]])) {
  find(id, HTMLButtonElement).addEventListener("click", () => stage.zoom(factor));
}
sharePanel(find("sharing", HTMLDialogElement), find("share", HTMLButtonElement), find("sharing-lines", HTMLElement), () => ({
  op: state.op,
  title: shown ? shown.pattern || shown.formula.text : document.title,
  links: shown ? shown.links : { page: location.href },
  stage: pageState.stage,
  cell: pageState.cell,
  language: state.language,
}));
pageFrame(find);

fill(state.texts);
pageState.read(state.texts);
if (state.answer) show(state.answer, state.together, state.compare);
if (state.problem) complain(state.problem);
if (state.answer && stop()) stage.redraw();
else if (timeline.still.matches) stand(true);
else if (state.answer) timeline.start();
