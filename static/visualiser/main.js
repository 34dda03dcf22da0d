/** Wires the page: finds its elements, and leads what is typed to the server and what it answers to the views. */

/** @import {Answer, CompareLink, Problem, State, Texts, Together} from "../base/types.js" */
/** @import {Model, Point} from "../stage/model/model.js" */
import { home, PageHistory, PageState, tidy, withPicture } from "../base/address.js";
import { asker } from "../base/ask.js";
import { find, stateOfPage } from "../base/find.js";
import { kept } from "../base/kept.js";
import { say } from "../base/words.js";
import { cellOf, companyOf } from "../panels/inspector.js";
import { Message } from "../panels/message.js";
import { dropsNumbers } from "../base/files/dropped.js";
import { presets } from "../panels/presets.js";
import { shareDoor } from "../panels/share/door.js";
import { cellSheet } from "../panels/sheet.js";
import { states } from "../panels/states/states.js";
import { Colour, Depth, Label, viewButtons } from "../panels/view_controls.js";
import { PictureDoor } from "../picture/door.js";
import { languages, pageFrame } from "../shell/page_frame.js";
import { eachFigure, Lanes } from "../stage/controls/lanes.js";
import { Sliders } from "../stage/controls/sliders.js";
import { targetOf } from "../stage/model/cell.js";
import { LAST } from "../stage/model/motion.js";
import { pinCell, stageOf, timelineOf } from "../stage/wiring.js";
import { Explanation } from "./explanation.js";
import { Form } from "./form.js";

/** What may be a call, a message, a program or cells, and no pattern alone. */
const CALL = /\w\(|\n|error|[[=]/i;
/** How the answer is looked at: parameters that stand in no form. */
const LOOK = ["at", "view", "show", "color", "layout", "label"];

/** @type {State} */
const state = stateOfPage();
tidy(Object.keys(state.texts));
const cell = find("cell", HTMLElement);
const resting = [...cell.childNodes];
const pattern = document.getElementById("pattern");
const examples = document.getElementById("presets");

let lastLink = "";
let typing = ""; // the field that a person changed last: what they are about is not taken from under their hands
/** @type {Answer | null} */
let shown = null;
/** @type {import("../panels/terms.js").Terms | null} */
let terms = null;
let played = false; // whether it came to its end by itself: then the address needs not say where it stands

const ask = asker(state.op, show, complain);
const form = new Form(find, pattern instanceof HTMLInputElement ? pattern : null, state.defaults, (field) => {
  typing = field;
  changed(field);
});
const message = new Message(find("message", HTMLElement), find("verdict", HTMLElement), find("bench", HTMLElement), find("last-valid", HTMLElement), repair);
const summary = message.quiet;
const explanation = new Explanation(find);
const pageHistory = new PageHistory((given) => restore(given));
const pageState = new PageState(() => pageHistory.replace(pageState.link(location.search ? location.href : lastLink || location.href)));
const lanes = new Lanes(find("lanes", HTMLElement), (view) => looked("view", view));
const sliders = new Sliders(find("window", HTMLElement), (at) => looked("at", at), (show) => looked("show", show));
const colour = new Colour(find("color", HTMLSelectElement), (color) => looked("color", color));
const depth = new Depth(find("layout", HTMLElement), (layout) => looked("layout", layout));
const label = new Label(find("label", HTMLSelectElement), (text) => looked("label", text));
/** @type {import("../panels/table.js").Table | null} */
let table = null;
const twin = find("twin", HTMLDetailsElement);
twin.addEventListener("toggle", tabulate);
const stage = stageOf(find, pointed);
const sheet = cellSheet(find, () => stage.pin(null));
const buttons = viewButtons(find, stage, pageState);
const showStates = states(find, pageHistory, () => message.wrong, () => ({ text: shown?.pattern || state.op, shape: form.texts().shape ?? "" }));
const picture = new PictureDoor(find, "stage", async (onResult) => {
  const { Picture } = await import("../picture/picture.js");
  const look = (/** @type {Texts} */ given) => {
    Object.assign(state.texts, given);
    for (const [name, text] of Object.entries(given).slice(0, 1)) looked(name, text);
  };
  return new Picture(stage, { look, reshape: repair, keep: (text) => pageState.lay(text) }, onResult);
});
const timeline = timelineOf(find, [stage], moved, () => buttons.leave());

/** What a hint of the first visit asks for was done. @type {(which: string) => void} */
let hinted = () => {};

/** Show what to try. */
async function showHints() {
  const { hints } = await import("./hints.js");
  const { shown: list, done } = hints(() => {
    hinted = () => {};
    message.rest(summary);
  });
  hinted = done;
  message.rest(list);
}

/** The parameters as they stand in the form, and how the answer is looked at. @returns {Texts} */
function texts() {
  const kept = [...LOOK, "lang"].map((name) => [name, state.texts[name] ?? ""]).filter(([, text]) => text !== "");
  return { ...form.texts(), ...Object.fromEntries(kept) };
}

/**
 * Something was typed: ask, and keep the state in the address once there is an answer.
 *
 * @param {string} field
 */
async function changed(field) {
  if (field === "pattern") hinted("line");
  if (field !== "data") {
    delete state.texts.at; // a window of another tensor means nothing here
    pageState.cell = null;
  }
  if (await ask(texts())) pageHistory.add(field, pageState.link(lastLink));
}

/** Fill the form with what nobody typed. @param {Texts} given */
function fill(given) {
  typing = "";
  form.fill(given);
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
  state.texts = form.names().some((name) => name in given) ? { ...given } : { ...state.example, ...given };
  fill(state.texts);
  pageState.read(state.texts);
  buttons.read();
  const found = await ask(texts());
  picture.read(given.picture);
  if (found && !pageState.stills) stop();
}

/** @param {Record<string, string>} mend */
async function repair({ op, ...mend }) {
  if (op !== undefined && op !== state.op) return visit(op, mend);
  for (const name of LOOK) if (mend[name] !== undefined) state.texts[name] = mend[name];
  fill({ ...texts(), ...mend });
  await changed("repair");
}

/**
 * Show the call that was pasted: here, or on the page of its operation.
 *
 * @param {import("./paste.js").Pasted} found
 */
function take({ op, texts: said }) {
  const { shape = "" } = texts();
  if (op === state.op) {
    fill({ ...state.defaults, shape, ...said });
    changed("paste");
  } else {
    visit(op, "pattern" in said ? { shape, ...said } : said);
  }
}

/**
 * Go to the page of another operation.
 *
 * @param {string} op
 * @param {Texts} own  its parameters
 */
function visit(op, own) {
  const { lang } = state.texts;
  location.assign(`${home}/${op}?${new URLSearchParams({ ...own, ...(lang ? { lang } : {}) })}`);
}

/** Stand still at the stage that the address names. @returns {boolean} whether it names one */
function stop() {
  if (pageState.stage === null) return false;
  timeline.seek(pageState.stage);
  return true;
}

/**
 * @param {number} time
 * @param {boolean} moving
 */
function moved(time, moving) {
  if (moving) pageState.stop(null);
  else if (shown && !(played && time === LAST)) pageState.stop(time);
  played = time === LAST && (moving || played);
}

/**
 * A block is pointed at, or none.
 *
 * @param {Point | null} point
 * @param {Model} model
 * @param {boolean} pinned
 */
function pointed(point, model, pinned) {
  const block = point && model.block(point);
  const target = block && shown ? targetOf(shown, block.digits) : null;
  if (block) hinted("point");
  sheet(Boolean(block));
  pageState.pin(pinned ? target : null);
  terms?.leave();
  table?.mark(target);
  const merged = point && model.merged(point);
  find("cell-title", HTMLElement).textContent = !block || merged || block.number < 0 ? say("Cell") : say("Cell {number}", { number: block.number });
  cell.replaceChildren(...(block && shown ? [...cellOf(shown, block, merged), ...companyOf(model, point, stage.highlighted)] : resting));
  if (merged && shown?.output.data) tellTerms(shown, model, point);
}

/**
 * Add what a cell is computed from, unless another cell is pointed at by then.
 *
 * @param {Answer} answer
 * @param {Model} model
 * @param {Point} point
 */
async function tellTerms(answer, model, point) {
  const first = cell.firstChild;
  const { Terms } = await import("../panels/terms.js");
  terms ??= new Terms(cell, stage, timeline);
  if (cell.firstChild === first) terms.show(answer, model, point);
}

/**
 * @param {Answer} answer
 * @param {Together | null} together
 * @param {CompareLink | null} compare
 */
function show(answer, together, compare) {
  if (form.chips.unpark(answer.tokens)) return void changed("sizes");
  lastLink = answer.links.page;
  find("kept", HTMLElement).textContent = dataIsHere() ? say("These numbers are too many for an address: they stay on this page, and links show cells by their numbers.") : "";
  shown = answer;
  find("nothing", HTMLElement).hidden = true;
  message.clear();
  showStates();
  form.show(answer);
  explanation.show(answer, together, compare);
  languages(document.querySelectorAll("a[hreflang]"), texts());
  stage.drawing.setAttribute("aria-label", answer.formula.text);
  document.title = `${answer.pattern || answer.formula.text} · Einscope`;
  timeline.name(answer.scene);
  lanes.show(eachFigure(answer), state.texts.view ?? "");
  sliders.show(answer.axes, answer.scene.windows, answer.scene.cells, state.texts.show ?? "");
  colour.show(answer.axes, state.texts.color ?? "");
  depth.show(answer.scene.layout, state.texts.layout ?? "");
  tabulate();
  label.show(answer, state.texts.label ?? "");
  const { cell: pinned } = pageState;
  stage.written = label.written;
  picture.show(answer);
  stage.show(answer);
  pinCell(stage, answer, pinned);
}

/** @param {Problem} problem */
function complain(problem) {
  const mistake = problem.errors[0] ?? { code: "", field: null, span: null, message: problem.detail, hint: null, repair: {}, choices: [] };
  if (mistake.code === "size-unused" && mistake.span && typing === "pattern" && form.chips.park(mistake.span)) {
    return void changed("sizes");
  }
  if (form.chips.unpark(problem.tokens)) return void changed("sizes");
  if (typing === "shape" && form.yield(mistake)) return void changed("sizes");
  if (mistake.code === "data-shape" && mistake.repair.shape && typing === "data") return void repair(mistake.repair); // x is what was given
  // An axis that was turned, windowed or coloured may be gone: the answer matters more than how it is looked at.
  if (shown && mistake.field && LOOK.includes(mistake.field) && state.texts[mistake.field]) return void looked(mistake.field, "");
  if (form.fit(mistake)) return void changed("sizes");
  message.show({ ...mistake, hint: mistake.choices.length ? null : mistake.hint }, mistake.choices); // they say it too
  form.complain(problem, mistake);
  showStates();
}

/** The table, while somebody looks at it. */
async function tabulate() {
  if (!twin.open) return;
  const { Table, listingOf } = await import("../panels/table.js");
  table ??= new Table(twin, find("table", HTMLTableElement));
  if (shown) table.show(listingOf(shown));
}

/** Whether there are numbers that no link has. */
function dataIsHere() {
  return Boolean(form.texts().data) && !lastLink.includes("data=");
}

/** @param {string} data */
function takeData(data) {
  fill({ ...texts(), data });
  typing = "data";
  changed("data");
}

dropsNumbers(find("stage", HTMLElement), takeData, (mistake) => message.show(mistake));
form.typed?.addEventListener("paste", async (event) => {
  const { target } = event;
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!(target instanceof HTMLInputElement) || !CALL.test(text)) return;
  event.preventDefault();
  const { pasted } = await import("./paste.js");
  const found = pasted(text);
  if (found) return take(found);
  target.setRangeText(text.replace(/\s*\n\s*/g, " "), target.selectionStart ?? 0, target.selectionEnd ?? 0, "end");
  target.dispatchEvent(new InputEvent("input", { bubbles: true }));
});
if (examples) {
  presets(examples, (given) => {
    fill(given);
    changed("preset");
  });
}
shareDoor(find, () => ({
  title: shown ? shown.pattern || shown.formula.text : document.title,
  links: shown ? pageState.links(shown.links) : { page: location.href },
  stage: pageState.stage,
  cell: pageState.cell,
  language: state.language,
  missing: { data: dataIsHere(), picture: picture.missing },
  deep: shown !== null && shown.scene.layout !== null,
  valued: label.usual === "values",
}));
find("compare", HTMLElement).addEventListener("click", ({ target }) => {
  const link = target instanceof Element ? target.closest("a") : null;
  if (link) link.href = withPicture(link.href, pageState.picture);
});
pageFrame(find);
find("play", HTMLButtonElement).addEventListener("click", () => hinted("play"));
document.getElementById("show-hints")?.addEventListener("click", () => {
  find("keys", HTMLDialogElement).close();
  showHints();
});
if (form.typed && kept("hints", "") === "") showHints();

form.fill(state.texts);
pageState.read(state.texts);
buttons.read();
if (state.answer) show(state.answer, state.together, state.compare);
picture.read(state.texts.picture);
if (state.problem) complain(state.problem);
if (state.answer && !pageState.stills && stop()) stage.redraw();
else if (timeline.still.matches || pageState.stills) buttons.stand(true);
else if (state.answer) timeline.start();
