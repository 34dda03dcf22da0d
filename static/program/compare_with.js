/** Compares the program with another: one that is typed, a pattern, or another function of the same text. */

/** @import {Find} from "../base/find.js" */
/** @import {Texts} from "../base/types.js" */
/** @import {Asked, ProgramAnswer} from "../lines/types.js" */
import { home } from "../base/address.js";
import { element } from "../base/dom.js";
import { say } from "../base/words.js";
import { whole } from "../panels/message.js";
import { Dialog } from "../shell/dialog.js";

const PRESSES = 8; // proposals that are taken before somebody has to choose
const LONGEST = 8000; // characters of an address

/** @typedef {{texts: Texts, answer: ProgramAnswer}} Current  the program that is shown */

/**
 * @param {Find} find
 * @param {() => Current | null} current
 */
export function compareWith(find, current) {
  const dialog = find("second", HTMLDialogElement);
  const entries = find("second-entries", HTMLElement);
  const [code, shape, values] = [find("second-code", HTMLTextAreaElement), find("second-shape", HTMLInputElement), find("second-values", HTMLInputElement)];
  const message = find("second-message", HTMLElement);
  const go = async (/** @type {Texts} */ texts) => {
    const now = current();
    if (!now) return;
    const other = await understood(texts, now.answer);
    if (typeof other === "string") return void (message.textContent = other);
    const pair = precedes(texts.entry, now.answer) ? await inOrder(other, now.texts) : [now.texts, other];
    const [a, b] = pair.map(addressOf);
    const link = `${home}/compare?${new URLSearchParams({ a: a ?? "", b: b ?? "", ...(texts.lang ? { lang: texts.lang } : {}) })}`;
    if (link.length > LONGEST) return void (message.textContent = say("Both programs together are too long for an address."));
    location.assign(link);
  };
  new Dialog(dialog, find("compare-with", HTMLButtonElement), () => {
    const now = current();
    if (!now) return;
    const { texts, answer } = now;
    message.textContent = "";
    [code.value, shape.value, values.value] = [texts.code ?? "", texts.shape ?? "", texts.values ?? ""];
    const others = answer.entries.filter((name) => name !== answer.request.entry);
    entries.replaceChildren(
      ...others.map((name) => {
        const button = element("button", "button mono", name);
        button.type = "button";
        button.addEventListener("click", () => go({ ...texts, entry: name, shape: "", output: "" }));
        return button;
      }),
    );
  });
  find("second-form", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    const lang = current()?.texts.lang;
    go({ code: code.value, shape: shape.value, values: values.value, ...(lang ? { lang } : {}) });
  });
}

/**
 * The other program with what is proposed for it. One input without a shape gets that of the first program's input, or
 * where that one's output leads back to it, as a layer that undoes another does, the output's.
 *
 * @param {Texts} texts
 * @param {ProgramAnswer} first
 * @returns {Promise<Texts | string>} or what is wrong
 */
async function understood(texts, first) {
  let asked = texts;
  for (let press = 0; press < PRESSES; press++) {
    const { answer, problem } = await ask(asked);
    if (answer) return texts.shape ? asked : fed(asked, answer, first);
    const mistake = problem?.errors[0];
    if (!mistake) return problem?.detail ?? "";
    // Shapes and values that are missing are proposed; the text is somebody's own, and nobody else changes it.
    if ("code" in mistake.repair || !Object.keys(mistake.repair).length) return whole(mistake);
    asked = { ...asked, ...mistake.repair };
  }
  return say("Answer what this program asks on its own page first.");
}

/**
 * @param {Texts} texts
 * @param {ProgramAnswer} answer  to them
 * @param {ProgramAnswer} first
 */
async function fed(texts, { inputs: [only, ...more] }, { inputs: [source, ...others], output }) {
  if (!only || !source || more.length || others.length) return texts;
  const given = (/** @type {number[]} */ shape) => ({ ...texts, shape: `${only.name}:${shape.join(",")}` });
  const [back, beside] = [await ask(given(output.shape)), await ask(given(source.shape))];
  const home = String(back.answer?.output.shape) === String(source.shape);
  if (home && String(beside.answer?.output.shape) !== String(output.shape)) return given(output.shape);
  return beside.answer ? given(source.shape) : texts;
}

/**
 * Whether another function of the same text stands before the one that is shown: what comes first is compared first.
 *
 * @param {string | undefined} name
 * @param {ProgramAnswer} answer
 */
function precedes(name, { entries, request }) {
  return Boolean(name) && entries.indexOf(name ?? "") < entries.indexOf(request.entry);
}

/**
 * A function and the one after it, which takes what the first makes where it can.
 *
 * @param {Texts} first
 * @param {Texts} second
 * @returns {Promise<Texts[]>}
 */
async function inOrder(first, second) {
  const [one, other] = [(await ask(first)).answer, (await ask(second)).answer];
  return one && other ? [first, await fed(second, other, one)] : [first, second];
}

/**
 * @param {Texts} texts
 * @returns {Promise<Pick<Asked, "answer" | "problem">>}
 */
async function ask(texts) {
  const response = await fetch(`${home}/state/program`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(texts) });
  return response.json();
}

/** @param {Texts} texts */
function addressOf({ code = "", shape = "", values = "", library = "", entry = "", output = "" }) {
  const own = Object.entries({ code, shape, values, library, entry, output }).filter(([, text]) => text !== "");
  return `/program?${new URLSearchParams(own)}`;
}
