/** Wires the page of programs: what is typed to the server, and what it answers to editor, stage and inspector. */

/** @import {Pair, Texts} from "../base/types.js" */
/** @import {Model, Point} from "../stage/model/model.js" */
/** @import {Asked, CodeMistake, CodeProblem, ProgramAnswer, ProgramState} from "../lines/types.js" */
import { home, PageHistory, PageState, tidy } from "../base/address.js";
import { copies } from "../base/copy.js";
import { element } from "../base/dom.js";
import { find, stateOfPage } from "../base/find.js";
import { say } from "../base/words.js";
import { Message } from "../panels/message.js";
import { dropsNumbers } from "../base/files/dropped.js";
import { presets } from "../panels/presets.js";
import { shareDoor } from "../panels/share/door.js";
import { cellSheet } from "../panels/sheet.js";
import { states } from "../panels/states/states.js";
import { PictureDoor } from "../picture/door.js";
import { languages, pageFrame } from "../shell/page_frame.js";
import { partsOfTimeline, stageOf } from "../stage/wiring.js";
import { Choice } from "./choice.js";
import { compareWith } from "./compare_with.js";
import { Company } from "./company.js";
import { Editor } from "./editor.js";
import { Fields } from "./fields.js";
import { Lines } from "../lines/lines.js";
import { PointedCell } from "./pointed_cell.js";
import { ownLayer } from "../base/own_layer.js";
import { lineTime, ProgramTimeline } from "../lines/program_timeline.js";
import { Question } from "../lines/question.js";
import { Result } from "./result.js";
import { LOOK, ProgramView } from "../lines/view.js";

const END = 2; // stage of blocks that have arrived
/** Ways to look at the same cells: in other places or colours, or with something else written on them. */
const ALIKE = new Set(["view", "color", "layout", "label", "lead"]);

/** @type {ProgramState} */
const state = stateOfPage();
tidy([...Object.keys(state.texts), "step"]);
const library = find("library", HTMLSelectElement);
const data = dataField();
const entry = new Choice(find("entry", HTMLSelectElement), () => {
  output.put(""); // another function has other results, and needs other things
  pasted = true;
  changed("entry");
});
const output = new Choice(find("output", HTMLSelectElement), () => changed("output"));
/** @type {Texts} what is shown beside the program: language, step, window, pinned cell */
let look = lookOf(state.texts);
/** @type {ProgramAnswer | null} */
let shown = null;
let pasted = false; // whether the program is new, and what was given may belong to another
let fresh = false; // whether it has not been asked about since

const question = new Question();
const editor = new Editor(find("editor", HTMLElement), state.texts.code ?? "", (isNew) => {
  pasted ||= isNew;
  fresh ||= isNew;
  if (isNew) {
    entry.put("");
    output.put("");
  }
  changed("code", true);
});
const company = new Company(find("cleaned", HTMLElement), editor, state, () => changed("company"));
const fields = new Fields(find("fields", HTMLElement), (kind) => changed(kind, true));
const message = new Message(find("message", HTMLElement), find("verdict", HTMLElement), find("bench", HTMLElement), find("last-valid", HTMLElement), repair);
const result = new Result(find, repair);
const lines = new Lines(find("stops", HTMLElement), find("lines", HTMLElement), (step) => timeline.choose(step));
const pointedCell = new PointedCell(find, editor);
const pageHistory = new PageHistory((texts) => restore(texts));
const pageState = new PageState(() => shown?.links.page && pageHistory.replace(pageState.link(shown.links.page)));
const showStates = states(find, pageHistory, () => message.wrong, () => ({ text: editor.text.trim().split("\n", 1)[0] ?? "", shape: fields.texts(editor.text).shape ?? "" }));
const stage = stageOf(find, pointed);
const sheet = cellSheet(find, () => stage.pin(null));
const view = new ProgramView(find, stage, pageState, (change) => looked(change));
const picture = new PictureDoor(find, "stage", async (onResult) => {
  const { Picture } = await import("../picture/picture.js");
  return new Picture(stage, { look: looked, reshape: null, keep: (text) => pageState.lay(text) }, onResult);
});
// Its stops are lines, and lines know themselves when they are chosen.
const parts = { ...partsOfTimeline(find), stops: element("div") };
const timeline = new ProgramTimeline(parts, moved, line, () => view.buttons.leave());

/**
 * What of these texts is not the program itself.
 *
 * @param {Texts} texts
 * @returns {Texts}
 */
function lookOf(texts) {
  const { code: _code, shape: _shape, values: _values, library: _library, entry: _entry, output: _output, data: _data, ...rest } = texts;
  const { stage: _stage, stills: _stills, fill: _fill, picture: _picture, ...look } = rest; // the page alone knows of these
  return look;
}

/** The program as it stands in the editor and the fields. @returns {Texts} */
function program() {
  const own = { code: editor.text, ...fields.texts(company.read), library: library.value, entry: entry.chosen, output: output.chosen };
  return data.value.trim() ? { ...own, data: data.value } : own;
}

/** @param {Texts} texts */
function put(texts) {
  look = lookOf(texts);
  editor.put(texts.code ?? "");
  fields.put(texts);
  library.value = texts.library ?? "";
  if (data.value !== (texts.data ?? "")) data.value = texts.data ?? "";
  entry.put(texts.entry ?? "");
  output.put(texts.output ?? "");
}

/**
 * Something was changed: ask, and keep the state in the address once there is an answer.
 *
 * @param {string} field
 * @param {boolean} [typing]
 */
async function changed(field, typing = false) {
  const { at: _at, step: _step, cell: _cell, stage: _stage, ...kept } = look;
  look = kept; // a line, a window, a cell of another program mean nothing here
  pageState.read({ ...toggles(), cell: "", stage: "" });
  if (await ask(typing)) {
    if (shown?.links.page) pageHistory.add(field, pageState.link(shown.links.page));
    begin();
  }
}

/** Where numbers of a person's own are typed. */
function dataField() {
  const field = find("ask", HTMLFormElement).elements.namedItem("data");
  if (!(field instanceof HTMLTextAreaElement)) throw new TypeError("no field for data");
  return field;
}

/** @param {boolean} wrong */
function markData(wrong) {
  data.closest(".chip")?.classList.toggle("culprit", wrong);
  data.setAttribute("aria-invalid", String(wrong));
}

/** @param {string} text */
function takeData(text) {
  data.value = text;
  changed("data");
}

/** What the buttons beside the stage have chosen. @returns {Texts} */
function toggles() {
  return { stills: pageState.stills ? "1" : "", fill: pageState.fill ? "1" : "", picture: pageState.picture };
}

/** Play the line that is shown, or stand where the address says. */
function begin() {
  view.buttons.read();
  if (pageState.stills) return;
  if (pageState.stage === null) timeline.once();
  else timeline.seek(lineTime(pageState.stage));
}

/**
 * @param {number} time  of the stage
 * @param {boolean} moving
 */
function moved(time, moving) {
  stage.seek(time, moving);
  if (shown) pageState.stop(moving || time >= END ? null : time);
}

/** @param {Texts} change  of what is shown, the program being the same */
async function looked(change) {
  const { cell, ...rest } = look;
  const [name = ""] = Object.keys(change);
  const same = ALIKE.has(name);
  if (!same) pageState.cell = null;
  const wanted = { ...rest, ...(same && cell !== undefined ? { cell } : {}), ...change };
  look = Object.fromEntries(Object.entries(wanted).filter(([, text]) => text !== ""));
  const answered = await ask();
  if (!answered || !shown?.links.page) return answered;
  const link = pageState.link(shown.links.page);
  if (same) pageHistory.add(name, link);
  else pageHistory.replace(link);
  return answered;
}

/** @param {Record<string, string>} mend */
async function repair(mend) {
  put({ ...program(), ...look, ...mend });
  await changed("repair");
}

/** An address was returned to; one that says nothing of a program shows the example. @param {Texts} given */
async function restore(given) {
  const own = Object.keys(program()).some((name) => name in given);
  put({ ...state.defaults, ...(own ? {} : state.example), ...given });
  pageState.read(given);
  const answered = await ask();
  picture.read(given.picture);
  if (answered) begin();
}

/**
 * @param {boolean} [typing]
 * @returns {Promise<boolean>}  whether it was answered, and is still the newest question
 */
async function ask(typing = false) {
  const sent = program();
  const asked = await question.ask({ ...sent, ...look }, typing);
  if (!asked) return false;
  company.take(editor.text, asked, fresh);
  fresh = false;
  if (pasted) {
    pasted = !asked.answer;
    if (fields.tidy(company.read, asked.unused)) return ask();
  }
  const given = program();
  if (given.shape !== sent.shape || given.values !== sent.values) return ask(); // cleaned, it speaks of more
  const { field = null } = asked.problem?.errors[0] ?? {};
  const gone = [entry, output].find((each) => each.select.name === field && each.chosen);
  if (gone) {
    gone.put(""); // the program has changed, and has no such name any more
    return ask();
  }
  if (field && LOOK.includes(field) && look[field]) {
    delete look[field]; // what was turned, coloured or windowed may be gone: the answer matters more
    return ask();
  }
  told(asked);
  return Boolean(asked.answer);
}

/**
 * Show the line that made a tensor.
 *
 * @param {number} step
 * @returns {Promise<boolean>} whether it is shown
 */
async function line(step) {
  const answered = await looked({ step: String(step), at: "" });
  if (!answered || !shown) return false;
  editor.reveal(shown.tensors[step]?.line ?? 1);
  const next = step + 1;
  if (next < shown.tensors.length) question.foresee({ ...program(), ...look, step: String(next) });
  return true;
}

/** What there is to say: the answer, or what is wrong, beside what came before it. @param {Asked} asked */
function told({ answer, problem, partial = null, rest = null }) {
  if (answer ?? partial) show(/** @type {ProgramAnswer} */ (answer ?? partial));
  if (problem) complain(problem, partial ? rest : null);
  showStates();
}

/** @param {ProgramAnswer} answer */
function show(answer) {
  shown = answer;
  tellOwnLayer(answer.inputs[0]?.shape ?? [1, 4, 4, 2], answer.library === "torch");
  find("compare-with", HTMLButtonElement).disabled = false;
  const made = answer.tensors[answer.step];
  find("nothing", HTMLElement).hidden = true;
  message.clear();
  markData(false);
  editor.mark({ wrong: null, also: [], line: made?.line ?? null, way: [], rest: null });
  const text = editor.text.split("\n")[(made?.line ?? 0) - 1]?.trim() ?? "";
  find("code-line", HTMLElement).textContent = /[([{,\\]$/.test(text) ? `${text} …` : text; // it goes on in the next line
  lines.show(answer);
  timeline.show(answer);
  entry.show(answer.entries, answer.request.entry);
  output.show(answer.outputs, answer.request.output);
  result.show(answer);
  if (answer.links.page) languages(document.querySelectorAll("a[hreflang]"), { ...program(), ...look });
  find("address", HTMLElement).textContent = answer.links.page ? "" : say("This program is too long for an address: copy its text instead.");
  const asProgramSays = library.options[0];
  if (asProgramSays) asProgramSays.text = say("as the program says: {library}", { library: answer.library });
  picture.show(answer);
  view.show(answer, look);
}

/**
 * @param {number[]} shape
 * @param {boolean} torch
 */
function tellOwnLayer(shape, torch) {
  find("own-code", HTMLElement).textContent = ownLayer(shape, torch ? "torch" : "numpy", `${location.origin}${home}`);
}

/**
 * @param {CodeProblem} problem
 * @param {Pair | null} [rest]  lines that are not shown, where what came before them is
 */
function complain(problem, rest = null) {
  /** @type {CodeMistake} */
  const mistake = problem.errors[0] ?? { code: "", field: null, span: null, message: problem.detail, hint: null, repair: {}, choices: [] };
  const { line, column, also = [], choices } = mistake;
  if (line !== undefined && choices.length) find("own-layer", HTMLDetailsElement).open = true; // reading has ended
  const elsewhere = company.read !== editor.text; // places are in what is read, not in what is seen
  const said = line === undefined || elsewhere ? mistake.message : `${say("Line {line}, column {column}:", { line, column: column ?? 1 })} ${mistake.message}`;
  message.show({ ...mistake, message: said }, choices, rest && say("Shown: what comes before line {line}", { line: rest[0] }));
  editor.mark({ wrong: mistake.field === "code" ? mistake.span : null, also, ...(rest ? {} : { line: null }), way: [], rest });
  if (line !== undefined && mistake.field === "code") editor.reveal(line);
  markData(mistake.field === "data");
  if (mistake.code === "program-values") fields.want(mistake.repair);
}

/**
 * A block is pointed at, or none.
 *
 * @param {Point | null} point
 * @param {Model} model
 * @param {boolean} pinned
 */
function pointed(point, model, pinned) {
  const place = point && model.flights[point.flight]?.sides[1].cell(point.block);
  const target = typeof place === "number" ? shown?.shown[place] : null;
  sheet(typeof target === "number");
  if (typeof target !== "number" || !point || !shown) pointedCell.leave();
  else pointedCell.show(model, point, { ...program(), lang: look.lang ?? state.language, step: String(shown.step), cell: String(target) });
  const kept = pinned && typeof target === "number" ? target : null;
  if (shown?.links.page && (kept === null ? look.cell !== undefined : look.cell !== String(kept))) {
    const { cell: _cell, ...rest } = look;
    look = kept === null ? rest : { ...rest, cell: String(kept) };
    pageState.pin(kept);
  }
}

find("ask", HTMLFormElement).addEventListener("submit", (event) => event.preventDefault());
library.addEventListener("change", () => changed("library"));
data.addEventListener("input", () => changed("data", true));
dropsNumbers(find("stage", HTMLElement), takeData, (mistake) => message.show(mistake, []));
presets(find("presets", HTMLElement), (texts) => {
  put({ ...state.defaults, ...texts });
  changed("preset");
});
shareDoor(find, () => ({
  title: shown?.steps[shown.step] ?? document.title,
  links: shown ? pageState.links(shown.links) : { page: location.href },
  stage: pageState.stage,
  cell: pageState.cell,
  language: state.language,
  missing: { picture: picture.missing },
  deep: shown !== null && shown.scene.layout !== null,
  valued: view.label.usual === "values",
}));
tellOwnLayer([1, 4, 4, 2], true);
copies(find("copy-own", HTMLButtonElement), () => find("own-code", HTMLElement).textContent ?? "");
compareWith(find, () => shown && { texts: { ...program(), ...(look.lang ? { lang: look.lang } : {}) }, answer: shown });
pageFrame(find);
addEventListener("beforeprint", () => (find("printed", HTMLElement).textContent = editor.text)); // an editor draws the lines alone that are seen

put(state.texts);
pageState.read(state.texts);
told(state);
picture.read(state.texts.picture);
if (shown) begin();
