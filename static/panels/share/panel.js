/** The panel that shares a state: lines to copy, and a picture that is seen, chosen, copied and taken along. */

/** @import {Line, Shared} from "./lines.js" */
import { copies } from "../../base/copy.js";
import { chosen } from "../../base/dark.js";
import { element } from "../../base/dom.js";
import { say } from "../../base/words.js";
import { Dialog } from "../../shell/dialog.js";
import { atFirst, Choices } from "./choices.js";
import { fileOf, pictureOf, shareLines } from "./lines.js";
import { copyable, copyPicture, Preview } from "./preview.js";
import { bytesOf, Progress } from "./progress.js";

const LONG = 2000; // characters of an address that go everywhere
const SAID = 1600; // milliseconds

/**
 * @param {HTMLDialogElement} dialog
 * @param {HTMLElement} button
 * @param {HTMLElement} place  of all that it offers
 * @param {() => Shared} state  at the moment somebody asks
 * @param {number} [width]  of the usual picture
 */
export function sharePanel(dialog, button, place, state, width = 800) {
  styled();
  new Dialog(dialog, button, () => fill(dialog, place, state(), width));
}

/** The style of the panel, which no page needs before. */
function styled() {
  const link = element("link");
  link.rel = "stylesheet";
  link.href = new URL("./share.css", import.meta.url).href;
  document.head.append(link);
}

/**
 * @param {HTMLDialogElement} dialog
 * @param {HTMLElement} place
 * @param {Shared} shared
 * @param {number} width
 */
function fill(dialog, place, shared, width) {
  const choices = new Choices(told, atFirst(chosen(), shared), width, shared);
  const preview = new Preview((repair) => choices.mend(repair));
  const rows = shareLines(shared, choices.chosen, location.href).map(rowOf);
  const [link, ...others] = rows.map(({ row }) => row);
  const take = element("a", "button", say("Download"));
  const copy = element("button", "button", say("Copy picture"));
  const waiting = element("p", "share-said");
  waiting.setAttribute("role", "status");
  take.download = ""; // the server says what it is called
  const { npy } = shared.links;
  const sheet = sheetButton(() => ({ title: shared.title, url: rows.find(({ kind }) => kind === "link")?.field.value ?? location.href }), preview, waiting);
  const files = element("div", "files", ...sheet, copy, take, ...(npy ? [arrayButton(new URL(npy, location.href).href, waiting)] : []));
  copyButton(copy, () => pictureOf(shared, { ...choices.chosen, format: "png" }, location.href) ?? "", waiting);
  const pictured = pictureOf(shared, choices.chosen, location.href) !== null;
  place.replaceChildren(
    ...lengthOf(rows.find(({ kind }) => kind === "link")?.field.value),
    ...missingOf(shared),
    ...(link ? [link] : []),
    ...savingOf(fileOf(shared, location.href)),
    ...(pictured || !sheet.length ? [] : [...sheet, waiting]),
    ...(pictured ? [element("div", "share-picture", preview.element, element("div", "share-how", choices.element, files, waiting))] : []),
    ...others,
  );
  dialog.addEventListener("close", () => preview.close(), { once: true });
  told();

  function told() {
    const address = pictureOf(shared, choices.chosen, location.href);
    for (const { kind, text } of shareLines(shared, choices.chosen, location.href)) {
      const row = rows.find((each) => each.kind === kind);
      if (row) row.field.value = text;
    }
    if (address === null) return;
    take.href = address;
    preview.show(address, shared.title, choices.chosen.theme);
  }
}

/** @param {string | null} address  of the page as one file */
function savingOf(address) {
  if (!address) return [];
  const save = element("a", "button", say("Save as one page"));
  [save.href, save.download] = [address, ""]; // the server says what it is called
  return [element("p", "share-save", save, element("span", "quiet", say("An HTML file that plays without a server.")))];
}

/** @param {string | undefined} link */
function lengthOf(link) {
  if (link === undefined) return [element("p", "quiet", say("This program is too long for an address: copy its text instead."))];
  if (link.length <= LONG) return [];
  const said = say("This address has {count} characters; some places cut off addresses longer than {most}.", { count: link.length, most: LONG });
  return [element("p", "quiet", said)];
}

/**
 * What is on the page, and in none of these.
 *
 * @param {Pick<Shared, "missing">} shared
 */
function missingOf({ missing }) {
  return [
    ...(missing?.data ? [say("Your numbers are too many for an address: what you share shows cells by their numbers.")] : []),
    ...(missing?.picture === "own" ? [say("Your picture stays in this browser: what you share does not show it.")] : []),
    ...(missing?.picture === "built-in" ? [say("The picture is in the link and in the embed code; images show cells without it.")] : []),
  ].map((said) => element("p", "quiet", said));
}

/** @param {Line} line */
function rowOf({ kind, text }) {
  const button = element("button", kind === "link" ? "button primary" : "button", kind === "link" ? say("Copy link") : say("Copy"));
  button.type = "button";
  button.autofocus = kind === "link";
  const name = nameOf(kind);
  button.title = name; // it says what it copies, and still "Copied" when it has
  const field = element("input", "share-text");
  field.readOnly = true;
  field.value = text;
  field.setAttribute("aria-label", name);
  field.title = name;
  field.addEventListener("focus", () => field.select());
  copies(button, () => field.value);
  return { kind, field, row: element("div", "share-row", element("span", "", name), field, button) };
}

/**
 * @param {HTMLButtonElement} button
 * @param {() => string} address  of the picture as PNG
 * @param {HTMLElement} place  where it is said how far it is
 */
function copyButton(button, address, place) {
  button.type = "button";
  button.title = say("As PNG");
  const progress = new Progress(place);
  button.addEventListener("click", async () => {
    if (!copyable()) {
      place.textContent = say("This browser does not let pages copy pictures: download it instead.");
      return;
    }
    try {
      const done = await copyPicture(address(), progress);
      if (done) flash(button, say("Copied"));
    } catch {
      place.textContent = say("The picture was not copied: download it instead.");
    }
  });
}

/**
 * A button that hands the link, and the picture where it may, to whatever the system shares with; none where it does not.
 *
 * @param {() => {title: string, url: string}} link
 * @param {Preview} preview
 * @param {HTMLElement} place
 */
function sheetButton(link, preview, place) {
  if (typeof navigator.share !== "function") return [];
  const button = element("button", "button", say("Share with…"));
  button.type = "button";
  button.title = say("By what this device shares with");
  button.addEventListener("click", async () => {
    place.textContent = "";
    const picture = { files: await preview.files() };
    try {
      await navigator.share(picture.files.length && navigator.canShare?.(picture) ? { ...link(), ...picture } : link());
    } catch (error) {
      const { name = "" } = /** @type {{name?: string}} */ (error);
      if (name === "NotAllowedError") place.textContent = say("The picture took its time: press once more."); // it is there by now
      else if (name !== "AbortError") place.textContent = say("This was not shared: copy the link instead.");
    }
  });
  return [button];
}

/**
 * A button that takes the array of sources along: up to 128 MB.
 *
 * @param {string} address
 * @param {HTMLElement} place
 */
function arrayButton(address, place) {
  const button = element("button", "button", say("Sources (.npy)"));
  button.type = "button";
  button.title = say("The source of every output cell, as a NumPy file");
  const progress = new Progress(place);
  button.addEventListener("click", async () => {
    try {
      const found = await progress.run(say("The file is on its way."), (signal, told) => bytesOf(address, signal, told));
      if (!found) return;
      if (!found.response.ok) {
        place.textContent = JSON.parse(await found.blob.text()).detail;
        return;
      }
      const link = element("a");
      link.href = URL.createObjectURL(found.blob);
      link.download = new URL(address).pathname.split("/").pop() ?? "";
      link.click();
      URL.revokeObjectURL(link.href);
      flash(button, say("Downloaded"));
    } catch {
      place.textContent = say("The file could not be loaded.");
    }
  });
  return button;
}

/**
 * @param {HTMLElement} button
 * @param {string} text  that it shows for a moment
 */
function flash(button, text) {
  const usual = button.textContent;
  button.textContent = text;
  setTimeout(() => (button.textContent = usual), SAID);
}

/** @param {Line["kind"]} kind */
function nameOf(kind) {
  switch (kind) {
    case "link": return say("Link");
    case "embed": return say("Embed code");
    case "markdown": return say("Markdown image");
    case "html": return say("HTML image");
    case "picture": return say("Picture address");
    case "file": return say("Picture by curl");
    case "curl": return say("curl command");
  }
}
