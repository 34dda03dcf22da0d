/** Whether the page is dark: as the system has it, or as the switch in its head says (static/shell/theme.js). */

const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");
const OTHERS = [matchMedia("(forced-colors: active)"), matchMedia("(prefers-contrast: more)")];

/** What was chosen; null: to follow the system. @returns {"light" | "dark" | null} */
export function chosen() {
  const { theme } = root.dataset;
  return theme === "light" || theme === "dark" ? theme : null;
}

/** @returns {"light" | "dark"} */
export function theme() {
  return chosen() ?? (system.matches ? "dark" : "light");
}

/** @param {() => void} onChange  the colours of the page are others from now on */
export function follow(onChange) {
  for (const each of [system, ...OTHERS]) each.addEventListener("change", onChange);
  new MutationObserver(onChange).observe(root, { attributeFilter: ["data-theme"] });
}
