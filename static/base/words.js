/** Sentences in the language of the page. The server sends them with the state: templates, and what they are in its language. */

/** @type {Record<string, string>} */
let words = {};

/** @param {Record<string, string>} given  by template; a template that is not there stays English */
export function speak(given) {
  words = given;
}

/**
 * A sentence; the call marks the template for translation.
 *
 * @param {string} template
 * @param {Record<string, string | number>} [values]  what stands for {name}
 */
export function say(template, values = {}) {
  const said = Object.hasOwn(words, template) ? /** @type {string} */ (words[template]) : template;
  return said.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}
