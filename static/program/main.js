/** Wires the page of programs: what is typed to the server, and what it answers to editor, stage and inspector. */

/** @import {Answer, Pair, Texts} from "../types.js" */
/** @import {Model, Point} from "../places.js" */
/** @import {Asked, CodeMistake, CodeProblem, Hop, ProgramAnswer, ProgramState} from "./types.js" */
import { around } from "../around.js";
import { Code } from "../code.js";
import { copies } from "../copy.js";
import { element } from "../dom.js";
import { find } from "../find.js";
import { notesOf, undoOf } from "../inspector.js";
import { resting } from "../link.js";
import { languages } from "../languages.js";
import { Message } from "../message.js";
import { sharing } from "../sharing.js";
import { Sliders } from "../sliders.js";
import { Stage } from "../stage.js";
import { tidy } from "../tidy.js";
import { Trail } from "../trail.js";
import { say, speak } from "../words.js";
import { Editor } from "./editor.js";
import { Fields } from "./fields.js";
import { remarksOf, sameOf, wayList } from "./found.js";
import { Lines } from "./lines.js";
import { Question } from "./question.js";
import { Reel } from "./reel.js";
import { Way } from "./way.js";

document.documentElement.classList.add("script");

/** @type {ProgramState} */
const state = JSON.parse(find("state", HTMLScriptElement).textContent);
speak(state.words);
tidy([...Object.keys(state.texts), "step"]);
const cell = find("cell", HTMLElement);
const quiet = [...cell.childNodes];
const library = find("library", HTMLSelectElement);
/** @type {Texts} what is shown beside the program: language, step, window, pinned cell */
let look = lookOf(state.texts);
/** @type {ProgramAnswer | null} */
let shown = null;
let choosing = false;
let pasted = false; // whether the program is new, and what was given may belong to another

const question = new Question();
const editor = new Editor(find("editor", HTMLElement), state.texts.code ?? "", (isNew) => {
  pasted ||= isNew;
  if (isNew) fields.tidy(editor.text);
  changed("code", true);
});
const fields = new Fields(find("fields", HTMLElement), (kind) => changed(kind, true));
const message = new Message(find("message", HTMLElement), find("verdict", HTMLElement), find("bench", HTMLElement), find("last-valid", HTMLElement), repair);
const code = new Code(find("codes", HTMLElement), find("tabs", HTMLElement), find("code", HTMLElement));
copies(find("copy-code", HTMLButtonElement), () => find("code", HTMLElement).textContent ?? "");
const lines = new Lines(find("stops", HTMLElement), find("lines", HTMLElement), (step) => choose(step));
const sliders = new Sliders(find("window", HTMLElement), (at) => looked({ at }), (show) => looked({ show }));
const way = new Way(tellWay);
const trail = new Trail((texts) => restore(texts));
const stage = new Stage(
  find("drawing", HTMLElement),
  find("canvas", HTMLCanvasElement),
  find("underlay", SVGSVGElement),
  find("overlay", SVGSVGElement),
  pointed,
);
const reel = new Reel(
  {
    play: find("play", HTMLButtonElement),
    time: find("time", HTMLInputElement),
    stops: element("div"),
    speed: find("speed", HTMLButtonElement),
    loop: find("loop", HTMLButtonElement),
    back: find("back", HTMLButtonElement),
    on: find("on", HTMLButtonElement),
  },
  (time, moving) => stage.seek(time, moving),
  (to) => turned(to),
);

/**
 * What of these texts is not the program itself.
 *
 * @param {Texts} texts
 * @returns {Texts}
 */
function lookOf(texts) {
  const { code: _code, shape: _shape, values: _values, library: _library, ...rest } = texts;
  return rest;
}

/** The program as it stands in the editor and the fields. @returns {Texts} */
function program() {
  return { code: editor.text, ...fields.texts(editor.text), library: library.value };
}

/** @param {Texts} texts */
function put(texts) {
  look = lookOf(texts);
  editor.put(texts.code ?? "");
  fields.put(texts);
  library.value = texts.library ?? "";
}

/**
 * Something was changed: ask, and keep the state in the address once there is an answer.
 *
 * @param {string} field
 * @param {boolean} [typing]
 */
async function changed(field, typing = false) {
  const { lang } = look;
  look = lang ? { lang } : {}; // a line, a window, a cell of another program mean nothing here
  if (await ask(typing)) {
    if (shown?.links.page) trail.step(field, shown.links.page);
    reel.once();
  }
}

/** @param {Texts} change  of what is shown, the program being the same */
async function looked(change) {
  const { cell: _cell, ...rest } = look;
  look = Object.fromEntries(Object.entries({ ...rest, ...change }).filter(([, text]) => text !== ""));
  const answered = await ask();
  if (answered && shown?.links.page) trail.mend(shown.links.page);
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
  await ask();
}

/**
 * @param {boolean} [typing]
 * @returns {Promise<boolean>}  whether it was answered, and is still the newest question
 */
async function ask(typing = false) {
  const asked = await question.ask({ ...program(), ...look }, typing);
  if (asked && pasted) {
    pasted = !asked.answer;
    if (fields.tidy(editor.text, asked.unused)) return ask();
  }
  if (asked) told(asked);
  return Boolean(asked?.answer);
}

/**
 * Show the line that made a tensor.
 *
 * @param {number} step
 */
async function choose(step) {
  choosing = true;
  const answered = await looked({ step: String(step), at: "" });
  choosing = false;
  if (!answered || !shown) return;
  editor.reveal(shown.tensors[step]?.line ?? 1);
  reel.begin();
  const next = step + 1;
  if (next < shown.tensors.length) question.foresee({ ...program(), ...look, step: String(next) });
}

/**
 * Turn to another line.
 *
 * @param {1 | -1 | 0} to  the next, the one before, the first
 */
function turned(to) {
  if (choosing) return true;
  const step = to ? (shown?.step ?? 0) + to : 0;
  if (!shown?.tensors[step] || step === shown.step) return false;
  choose(step);
  return true;
}

/** What there is to say: the answer, or what is wrong, beside what came before it. @param {Asked} asked */
function told({ answer, problem, partial = null, rest = null }) {
  if (answer ?? partial) show(/** @type {ProgramAnswer} */ (answer ?? partial));
  if (problem) complain(problem, partial ? rest : null);
}

/** @param {ProgramAnswer} answer */
function show(answer) {
  shown = answer;
  const made = answer.tensors[answer.step];
  find("nothing", HTMLElement).hidden = true;
  message.clear();
  editor.mark({ wrong: null, also: [], line: made?.line ?? null, way: [], rest: null });
  lines.show(answer);
  find("said", HTMLElement).textContent = answer.steps[answer.step] ?? "";
  find("notes", HTMLElement).replaceChildren(...notesOf(answer.verdict.notes));
  find("same", HTMLElement).replaceChildren(...sameOf(answer));
  find("undo", HTMLElement).replaceChildren(...undoOf(answer.verdict));
  find("remarks", HTMLElement).replaceChildren(...remarksOf(answer));
  if (answer.links.page) languages(document.querySelectorAll("a[hreflang]"), { ...program(), ...look });
  find("address", HTMLElement).textContent = answer.links.page ? "" : say("This program is too long for an address: copy its text instead.");
  const asProgramSays = library.options[0];
  if (asProgramSays) asProgramSays.text = say("as the program says: {library}", { library: answer.library });
  code.show(answer.code);
  find("api", HTMLAnchorElement).href = answer.links.api ?? "/docs";
  const own = answer.axes.length - (made?.shape.length ?? 0);
  const { scene, axes } = answer;
  const part = { scene: { ...scene, windows: scene.windows.slice(own) }, axes: axes.slice(own) };
  sliders.show(/** @type {Answer} */ (/** @type {unknown} */ (part)), look.show ?? "");
  stage.drawing.setAttribute("aria-label", answer.steps[answer.step] ?? "");
  stage.show(drawn(answer));
  pin(look.cell);
}

/**
 * What the stage reads of an answer: blocks say their own numbers, so that the tensors they come from need only names.
 *
 * @param {ProgramAnswer} answer
 * @returns {Answer}
 */
function drawn({ scene, axes }) {
  const inputs = scene.flights.map(({ figure }) => {
    return { name: scene.figures[figure]?.tensor ?? "", shape: [], arrangement: [], strides: [], offset: 0 };
  });
  return /** @type {Answer} */ (/** @type {unknown} */ ({ scene, axes, inputs }));
}

/**
 * @param {CodeProblem} problem
 * @param {Pair | null} [rest]  lines that are not shown, where what came before them is
 */
function complain(problem, rest = null) {
  /** @type {CodeMistake} */
  const mistake = problem.errors[0] ?? { code: "", field: null, span: null, message: problem.detail, hint: null, repair: {} };
  const { line, column, also = [], choices = [] } = mistake;
  const said = line === undefined ? mistake.message : `${say("Line {line}, column {column}:", { line, column: column ?? 1 })} ${mistake.message}`;
  const listed = choices.some(({ repair: mend }) => JSON.stringify(mend) === JSON.stringify(mistake.repair));
  message.show({ ...mistake, message: said, repair: listed ? {} : mistake.repair }, rest && say("Shown: what comes before line {line}", { line: rest[0] }));
  message.line.append(...choices.map(({ text, repair: mend }) => choice(text, mend)));
  editor.mark({ wrong: mistake.field === "code" ? mistake.span : null, also, ...(rest ? {} : { line: null }), way: [], rest });
  if (line !== undefined && mistake.field === "code") editor.reveal(line);
  if (mistake.code === "program-values") fields.want(mistake.repair);
}

/**
 * @param {string} text
 * @param {Record<string, string>} mend
 */
function choice(text, mend) {
  const button = element("button", "button", text);
  button.type = "button";
  button.addEventListener("click", () => repair(mend));
  return button;
}

/**
 * A block is pointed at, or none.
 *
 * @param {Point | null} point
 * @param {Model} model
 * @param {boolean} pinned
 */
function pointed(point, model, pinned) {
  const flight = point && model.flights[point.flight];
  const target = flight && shown?.shown[flight.sides[1].cell(point.block)];
  const title = find("cell-title", HTMLElement);
  if (typeof target !== "number" || !point || !shown) {
    title.textContent = say("Cell");
    way.leave();
    cell.replaceChildren(...quiet);
    editor.mark({ way: [] });
  } else {
    const number = flight ? (flight.numbers[point.block] ?? -1) : -1;
    title.textContent = number < 0 || model.merged(point) ? say("Cell") : say("Cell {number}", { number });
    way.ask({ ...program(), lang: look.lang ?? state.language, step: String(shown.step), cell: String(target) });
  }
  const kept = pinned && typeof target === "number" ? target : null;
  if (shown?.links.page && (kept === null ? look.cell !== undefined : look.cell !== String(kept))) {
    const { cell: _cell, ...rest } = look;
    look = kept === null ? rest : { ...rest, cell: String(kept) };
    trail.mend(resting(shown.links.page, null, kept));
  }
}

/** @param {Hop[]} hops */
function tellWay(hops) {
  cell.replaceChildren(wayList(hops));
  editor.mark({ way: hops.flatMap(({ line }) => (line === null ? [] : [line])) });
}

/**
 * Pin the cell that an address names, where it is shown.
 *
 * @param {string | undefined} text
 */
function pin(text) {
  const { model } = stage;
  const place = text === undefined ? -1 : (shown?.shown.indexOf(Number(text)) ?? -1);
  if (!model || place < 0) return;
  for (const flight of model.flights) {
    const [block] = flight.sides[1].blocksAt(place);
    if (block !== undefined && flight.sides[1].blocks) {
      stage.pin({ flight: flight.index, block, figure: model.output });
      return;
    }
  }
}

find("ask", HTMLFormElement).addEventListener("submit", (event) => event.preventDefault());
library.addEventListener("change", () => changed("library"));
find("presets", HTMLElement).addEventListener("click", (event) => {
  if (!(event.target instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  put({ ...state.defaults, ...Object.fromEntries(new URL(event.target.href).searchParams) });
  changed("preset");
});
sharing(find("sharing", HTMLDialogElement), find("share", HTMLButtonElement), find("sharing-lines", HTMLElement), () => ({
  op: "program",
  title: shown?.steps[shown.step] ?? document.title,
  links: shown ? shown.links : { page: location.href },
  cell: look.cell ? Number(look.cell) : null,
  language: state.language,
}));
around(find);

put(state.texts);
told(state);
if (shown) reel.once();
