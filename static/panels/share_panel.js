/** The panel that shares a state: each line with a button that copies it, each file with a link that takes it along. */

/** @import {Line, Shared} from "./share_lines.js" */
import { copies } from "../base/copy.js";
import { chosen } from "../base/dark.js";
import { element } from "../base/dom.js";
import { say } from "../base/words.js";
import { Dialog } from "../shell/dialog.js";
import { shareLines } from "./share_lines.js";

const LONG = 2000; // characters of an address that go everywhere

/**
 * @param {HTMLDialogElement} dialog
 * @param {HTMLElement} button
 * @param {HTMLElement} place  of the lines
 * @param {() => Omit<Shared, "theme">} state  at the moment somebody asks
 */
export function sharePanel(dialog, button, place, state) {
  new Dialog(dialog, button, () => {
    const shared = state();
    const lines = shareLines({ ...shared, theme: chosen() }, location.href);
    const files = lines.filter(({ file }) => file);
    place.replaceChildren(
      ...lengthOf(lines.find(({ kind }) => kind === "link")?.text),
      ...missingOf(shared),
      ...lines.filter(({ file }) => !file).map(rowOf),
      ...(files.length ? [element("div", "files", element("span", "", say("Download")), ...files.map(fileOf))] : []),
    );
  });
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
  copies(button, () => text);
  const field = element("input", "share-text");
  field.readOnly = true;
  field.value = text;
  field.setAttribute("aria-label", name);
  field.addEventListener("focus", () => field.select());
  return element("div", "share-row", element("span", "", name), field, button);
}

/** @param {Line} line */
function fileOf({ kind, text, file = "" }) {
  const link = element("a", "button", nameOf(kind));
  link.href = text;
  link.download = file;
  return link;
}

/** @param {Line["kind"]} kind */
function nameOf(kind) {
  switch (kind) {
    case "link": return say("Link");
    case "embed": return say("Embed code");
    case "markdown": return say("Markdown image");
    case "html": return say("HTML image");
    case "curl": return say("curl command");
    case "svg": return say("SVG (animated)");
    case "gif": return say("GIF (animated)");
    case "png": return say("PNG (still)");
  }
}
