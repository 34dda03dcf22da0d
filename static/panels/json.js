/** The answer as programs get it, and the line that asks for it. Written only while somebody looks at it. */

const MOST = 60_000; // characters shown; all of them are copied

export class Json {
  /**
   * @param {HTMLDetailsElement} details
   * @param {HTMLElement} panel
   * @param {HTMLElement} curl
   */
  constructor(details, panel, curl) {
    this.details = details;
    this.panel = panel;
    this.curl = curl;
    /** @type {object | null} */
    this.answer = null;
    details.addEventListener("toggle", () => this.fill());
  }

  /** @param {{links: {api: string | null}}} answer */
  show(answer) {
    this.answer = answer;
    const { api } = answer.links; // none where it is too long for an address
    this.curl.hidden = api === null;
    this.curl.textContent = api === null ? "" : curlOf(new URL(api, location.href).href);
    this.fill();
  }

  get text() {
    return this.answer ? pretty(this.answer) : "";
  }

  fill() {
    if (!this.details.open) return;
    const { text } = this;
    this.panel.textContent = text.length > MOST ? `${text.slice(0, MOST)}\n…` : text;
  }
}

/**
 * The line for a shell; a quote in the address is written as %27 there.
 *
 * @param {string} address
 */
export function curlOf(address) {
  return `curl '${address.replaceAll("'", "%27")}'`;
}

/**
 * JSON with a line for each name, and lists of numbers in one line.
 *
 * @param {unknown} value
 * @param {string} [indent]
 * @returns {string}
 */
export function pretty(value, indent = "") {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const flat = JSON.stringify(value);
  if (Array.isArray(value) ? !value.some((each) => typeof each === "object" && !Array.isArray(each)) : flat.length < 60) {
    return flat;
  }
  const entries = Array.isArray(value)
    ? value.map((each) => inner + pretty(each, inner))
    : Object.entries(value).map(([name, each]) => `${inner}${JSON.stringify(name)}: ${pretty(each, inner)}`);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return `${open}\n${entries.join(",\n")}\n${indent}${close}`;
}
