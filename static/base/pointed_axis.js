/**
 * The axis that somebody points at, on the whole page: with the mouse, the focus or a finger, wherever its name stands.
 *
 * Whoever shows an axis marks the element with its name, as `data-axis`; a composite axis has several. One rule, that names
 * the axes which are pointed at, lights whatever is marked so, now or later: style.css says how that looks.
 */

/** Elements with names below them that they hide. */
const ABOVE = ".line-input";

const rule = new CSSStyleSheet();
/** @type {((names: string[]) => void)[]} */
const followers = [];
/** By the way they are pointed at; the first that is not empty holds. */
const ways = { pointer: "", focus: "", finger: "" };
let lit = "";
let touched = false; // whether the last press was a finger's
/** Where it was. */
let pressed = "";

/** @param {(names: string[]) => void} onAxis  other axes are pointed at from now on, or none */
export function followAxis(onAxis) {
  if (!followers.length) listen();
  followers.push(onAxis);
}

function listen() {
  document.adoptedStyleSheets.push(rule);
  addEventListener("pointermove", (event) => event.pointerType !== "touch" && pointAt({ pointer: named(event) }));
  document.documentElement.addEventListener("pointerleave", () => pointAt({ pointer: "" }));
  addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch";
    pressed = named(event);
  }, { capture: true });
  addEventListener("click", () => touched && pointAt({ pointer: "", finger: pressed === ways.finger ? "" : pressed }));
  addEventListener("focusin", (event) => !touched && pointAt({ focus: named(event) }));
  addEventListener("focusout", () => pointAt({ focus: "" }));
  addEventListener("keydown", ({ key }) => {
    touched = false;
    if (key === "Escape") pointAt({ finger: "" });
  });
}

/**
 * Other axes are pointed at in one of the ways, or none.
 *
 * @param {Partial<typeof ways>} change
 */
export function pointAt(change) {
  Object.assign(ways, change);
  const names = ways.pointer || ways.focus || ways.finger;
  if (names === lit) return;
  lit = names;
  const each = names.split(" ").filter((name) => name);
  const marked = each.map((name) => `[data-axis~="${CSS.escape(name)}"]`).join();
  rule.replaceSync(each.length ? `:root{--faint:.25}:is(${marked}){--faint:1;--mark:var(--hue);--on:var(--card);--bold:4}` : "");
  for (const follower of followers) follower(each);
}

/** @param {Event | PointerEvent} event */
function named(event) {
  const { target } = event;
  if (!(target instanceof Element)) return "";
  const below = target.matches(ABOVE) && "clientX" in event ? document.elementsFromPoint(event.clientX, event.clientY) : [];
  const found = [target, ...below].map((each) => each.closest("[data-axis]")).find((each) => each !== null);
  return found?.getAttribute("data-axis") ?? "";
}
