/** Sentences in the language of the page. The server sends them with the state: templates, and what they are in its language. */

/** @typedef {Record<string, string | string[]>} Words  by template what it is in the language of the page: all its forms where it counts */

/** @type {Words} */
let words = {};

/** Forms of a message stand in this order in catalogues. @type {Intl.LDMLPluralRule[]} */
const ORDER = ["zero", "one", "two", "few", "many", "other"];

/** @param {Words} given  a template that is not there stays English */
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
  return filled(String(Object.hasOwn(words, template) ? words[template] : template), values);
}

/**
 * What a parameter is called: as its field is labelled.
 *
 * @param {string} name  of it in addresses
 */
export function called(name) {
  return String(words[name] ?? name);
}

/**
 * A sentence about a number of things; the call marks both templates for translation, as one message.
 *
 * @param {string} singular
 * @param {string} plural
 * @param {number} count  stands for {count}
 */
export function sayCount(singular, plural, count) {
  const forms = Object.hasOwn(words, singular) ? [words[singular] ?? []].flat() : [];
  const kinds = new Intl.PluralRules(document.documentElement.lang);
  const kind = ORDER.filter((each) => kinds.resolvedOptions().pluralCategories.includes(each)).indexOf(kinds.select(count));
  return filled(forms[Math.min(kind, forms.length - 1)] ?? (count === 1 ? singular : plural), { count });
}

/**
 * @param {string} template
 * @param {Record<string, string | number>} values
 */
function filled(template, values) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}
