/** Where the keyboard is: links past the head, toolbars that take one stop of the Tab key, and a focus that is never lost. */

const PARTS = "a[href], button, input, select, textarea, summary, [tabindex]";
/** @type {Record<string, (at: number, count: number) => number>} */
const WALKS = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** @param {Document} page */
export function keyboard(page) {
  skips(page);
  for (const toolbar of page.querySelectorAll('[role="toolbar"]')) {
    if (!(toolbar instanceof HTMLElement)) continue;
    const again = oneStop(toolbar);
    new ResizeObserver(again).observe(toolbar.closest("header, main") ?? toolbar);
  }
  keeps(page);
}

/**
 * Put the focus where nothing has to be pressed.
 *
 * @param {HTMLElement} place
 */
export function settle(place) {
  if (!place.hasAttribute("tabindex")) {
    place.tabIndex = -1;
    place.addEventListener("blur", () => place.removeAttribute("tabindex"), { once: true }); // a click beside a button is no focus
  }
  place.focus({ preventScroll: place.localName === "main" });
}

/**
 * The links past the head lead to the stage, or else to what the page is about, and to the fields; the address stays as it is.
 *
 * @param {Document} page
 */
function skips(page) {
  for (const link of page.querySelectorAll("a.skip")) {
    link.addEventListener("click", (event) => {
      const content = page.getElementById(/** @type {HTMLAnchorElement} */ (link).hash.slice(1));
      const place = content?.querySelector(".drawing") ?? content;
      if (!(place instanceof HTMLElement)) return;
      event.preventDefault();
      event.stopPropagation(); // Swagger UI would scroll, and write the address
      settle(place);
    });
  }
}

/**
 * Of the parts of a toolbar one can be reached with Tab, the one that had the focus last; arrows lead to the others.
 *
 * @param {HTMLElement} toolbar
 * @returns {() => void}  to be called where parts may have come or gone
 */
export function oneStop(toolbar) {
  const parts = () => [...toolbar.querySelectorAll("a, button")].filter((each) => each instanceof HTMLElement);
  const stop = (/** @type {Element | undefined} */ chosen) => {
    for (const part of parts()) part.tabIndex = part === chosen ? 0 : -1;
  };
  const seen = () => parts().filter((part) => part.checkVisibility());
  const current = () => seen().find((part) => part.hasAttribute("aria-current")) ?? seen()[0];
  toolbar.addEventListener("focusin", ({ target }) => target instanceof Element && stop(target.closest("a, button") ?? undefined));
  toolbar.addEventListener("keydown", (event) => {
    const all = seen();
    const at = all.findIndex((part) => part.matches(":focus"));
    const next = WALKS[event.key]?.(at, all.length);
    if (next === undefined || at < 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    all[next]?.focus();
  });
  stop(current());
  return () => void (seen().some((part) => part.tabIndex === 0) || stop(current()));
}

/**
 * Where what has the focus goes or is hidden, the focus moves to what takes its place: to the part that is there now in the
 * nearest thing around it that is left, or to the thing itself where it says that it is a home.
 *
 * @param {Document} page
 */
function keeps(page) {
  /** The element with the focus and all around it, each with the number of the element among its parts. @type {{place: Element, at: number}[]} */
  let path = [];
  const nowhere = () => page.activeElement === null || page.activeElement === page.body;
  page.addEventListener("focusin", ({ target }) => {
    path = [];
    for (let place = /** @type {Element | null} */ (target); place && place !== page.documentElement; place = place.parentElement) {
      path.push({ place, at: stopsOf(place).indexOf(/** @type {HTMLElement} */ (target)) });
    }
  });
  page.addEventListener("focusout", () => setTimeout(() => {
    if (nowhere() && path[0] && alive(path[0].place)) path = []; // somebody left it
  }));
  const find = () => {
    if (!path[0] || alive(path[0].place) || !(nowhere() || path[0].place === page.activeElement)) return;
    for (const { place, at } of path.slice(1)) {
      if (!alive(place)) continue;
      const stops = stopsOf(place).filter(alive);
      const next = place === page.body ? page.querySelector("main") : place.matches("[data-home]") ? place : stops[Math.min(Math.max(at, 0), stops.length - 1)];
      if (next instanceof HTMLElement) return settle(next);
    }
  };
  new MutationObserver((changes) => {
    const [held] = path;
    const hidden = held?.place === page.activeElement && changes.some(({ type }) => type === "attributes");
    if (held && (hidden || nowhere()) && !alive(held.place)) setTimeout(find); // a panel that closes gives the focus back itself
  }).observe(page.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["class", "hidden", "disabled", "open"] });
}

/**
 * What Tab leads to within an element.
 *
 * @param {Element} place
 */
function stopsOf(place) {
  return [...place.querySelectorAll(PARTS)].filter((each) => each instanceof HTMLElement && each.tabIndex >= 0);
}

/** @param {Element} element */
function alive(element) {
  return element.isConnected && element.checkVisibility({ visibilityProperty: true }) && !element.matches(":disabled");
}
