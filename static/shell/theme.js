/**
 * The choice between the system's theme, light and dark. A classic script in the head, so that the first paint is in the
 * colours that somebody chose; the choice stays in this browser and is told to nobody. The first paint has room, too, for
 * what scripts show, where they can be run: nothing moves when they come, and where they cannot, their room goes.
 */
(() => {
  const THEMES = ["system", "light", "dark"];
  const NAME = "einscope-theme";
  const root = document.documentElement;

  /** What was chosen; a browser that keeps nothing follows the system. */
  function kept() {
    try {
      return localStorage.getItem(NAME) ?? "";
    } catch {
      return "";
    }
  }

  /** @param {string} theme */
  function keep(theme) {
    try {
      if (theme === "system") localStorage.removeItem(NAME);
      else localStorage.setItem(NAME, theme);
    } catch {
      // It holds on this page, then.
    }
  }

  /** @param {string} theme */
  function show(theme) {
    root.dataset.theme = THEMES.includes(theme) ? theme : "system";
    name();
  }

  /** Let the switch say what is chosen; it has a sentence for each choice. */
  function name() {
    const button = document.getElementById("theme");
    const said = button?.dataset[root.dataset.theme ?? ""] ?? "";
    button?.setAttribute("aria-label", said);
    button?.setAttribute("title", said);
  }

  show(kept());
  if ("noModule" in HTMLScriptElement.prototype) root.classList.add("script");
  addEventListener("error", ({ target }) => target instanceof HTMLScriptElement && root.classList.remove("script"), true);
  document.addEventListener("DOMContentLoaded", () => {
    name();
    document.getElementById("theme")?.addEventListener("click", () => {
      const next = THEMES[(THEMES.indexOf(root.dataset.theme ?? "") + 1) % THEMES.length] ?? "system";
      keep(next);
      show(next);
    });
  });
  addEventListener("storage", ({ key }) => {
    if (key === NAME || key === null) show(kept());
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) show(kept()); // a page that was gone back to may be older than the choice
  });
})();
