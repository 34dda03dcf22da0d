/** What a layer does: cells that are pasted, dropped or opened are asked for at once; long ones by POST, in the page alone. */

import { copies } from "../base/copy.js";
import { tidy } from "../base/address.js";
import { find, stateOfPage } from "../base/find.js";
import { printedLayer } from "../base/own_layer.js";
import { say } from "../base/words.js";
import { playOne } from "../base/play_one.js";
import { Code } from "../panels/code.js";
import { pageFrame } from "../shell/page_frame.js";

/** @typedef {{most: number, bytes: number, own: number[]}} State  bytes of a query, and of a form that is sent; what is numbered where no shape is typed */

const state = /** @type {State} */ (stateOfPage());
const form = find("ask", HTMLFormElement);
const sources = find("sources", HTMLTextAreaElement);
const inputShape = find("input-shape", HTMLInputElement);
const wrong = find("cells-wrong", HTMLElement);
const file = find("file", HTMLInputElement);
const own = find("own", HTMLElement);
const code = find("own-code", HTMLElement);

pageFrame(find);
tidy(["sources", "input_shape", "output_shape", "from", "to", "lang"]);
playOne([...document.querySelectorAll(".card")]);

const lines = new Code(own, find("own-tabs", HTMLElement), code);
copies(find("copy-own", HTMLButtonElement), () => code.textContent ?? "");
tellLines();
inputShape.addEventListener("input", tellLines);

/** The lines for a layer that takes the shape that is typed. */
function tellLines() {
  const shape = inputShape.value.split(/[^0-9]+/).filter(Boolean).map(Number);
  lines.show(printedLayer(shape.length ? shape : state.own));
}

find("open", HTMLElement).hidden = false;
file.addEventListener("change", () => file.files?.[0] && take(file.files[0]));
form.addEventListener("dragover", (event) => {
  event.preventDefault();
  form.classList.add("over");
});
form.addEventListener("dragleave", () => form.classList.remove("over"));
form.addEventListener("drop", (event) => {
  form.classList.remove("over");
  const dropped = event.dataTransfer?.files[0];
  if (!dropped) return;
  event.preventDefault();
  take(dropped);
});

/** @param {File} opened */
async function take(opened) {
  const { textOfFile } = await import("../base/files/numbers_file.js");
  const { text, why } = await textOfFile(opened);
  wrong.textContent = why;
  if (why) return;
  sources.value = text;
  form.requestSubmit();
}

sources.addEventListener("paste", () => {
  if (sources.value.trim() !== "") return;
  setTimeout(() => sources.value.trim() === "" || form.requestSubmit()); // once the text is there; a picture leaves none
});
sources.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});

form.addEventListener("submit", (event) => {
  for (const field of form.querySelectorAll("input[name]")) {
    if (field instanceof HTMLInputElement) field.disabled = field.value === ""; // an address says what there is to say
  }
  const length = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)])).toString().length;
  form.method = length > state.most ? "post" : "get";
  if (length <= state.bytes) return;
  event.preventDefault();
  wrong.textContent = say("This is too long: {most} bytes are read. Send it as a .npy file to /api/v1/infer.", { most: state.bytes });
  for (const field of form.querySelectorAll("input[name]")) if (field instanceof HTMLInputElement) field.disabled = false;
});
addEventListener("pageshow", () => {
  for (const field of form.querySelectorAll("input[name]")) if (field instanceof HTMLInputElement) field.disabled = false;
});
