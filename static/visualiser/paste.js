/**
 * What somebody pastes: a message of einops, a call of it, of one of its layers, or of einsum, lines of a program, or the
 * cells that a layer made, read as the state of a page. Touches no document.
 */

/** @import {Texts} from "../base/types.js" */

/** @typedef {{op: string, texts: Texts}} Pasted  the operation, and the parameters that the call says */
/** @typedef {{name: string | null, text: string | null, source: string}} Argument  text: of a string literal */

const CALL = /(?:^|[^\w.])(?:[A-Za-z_]\w*\.)*(rearrange|reduce|repeat|einsum|Rearrange|Reduce|Repeat|EinMix)\s*\(/g;
const MESSAGE = /processing (\w+)-reduction pattern "([^"]*)"/;
const SHAPE = /Input tensor shape:\s*(?:[\w.]+\()?[([]([\d,\s]*)[)\]]/;
const INFO = /Additional info:\s*\{([^}]*)\}/;
const STRING = /^[rbuRBU]{0,2}("""|'''|"|')((?:\\.|(?!\1)[^\\])*)\1/s;
const PROGRAM = /^\s*(?:return\b|[\w.]+(?:\s*,\s*[\w.]+)*\s*=(?!=)).*[\w\])][([]/m; // what is called or cut out, named or returned
const CHAIN = /\n|[)\]]\s*[.[]/; // more than one call, of which the server would make a pattern
const CELLS = /^\s*(?:(?:\w+\.)?(?:tensor|array|Array)\(\s*\[|\[\s*\[)[\s[]*\d/; // a flat list may be an order of axes
const LONGEST = 8000; // characters of an address
const OPENING = "([{";
const CLOSING = ")]}";

/**
 * Read a message, the first call that says a pattern, a program or cells; null where the text is none of these.
 *
 * @param {string} source
 * @returns {Pasted | null}
 */
export function pasted(source) {
  return refused(source) ?? [...source.matchAll(CALL)].map((call) => called(source, call)).find((found) => found) ?? elsewhere(source);
}

/**
 * What has a page of its own, as far as an address can carry it there.
 *
 * @param {string} source
 * @returns {Pasted | null}
 */
function elsewhere(source) {
  if (encodeURIComponent(source).length > LONGEST) return null;
  if (CELLS.test(source)) return { op: "infer", texts: { sources: source } };
  return PROGRAM.test(source) && CHAIN.test(source.trim()) ? { op: "program", texts: { code: source } } : null;
}

/**
 * The request that einops refused, as its message says it: the pattern, the shape and the sizes.
 *
 * @param {string} source
 * @returns {Pasted | null}
 */
function refused(source) {
  const message = MESSAGE.exec(source);
  const [, name = "", pattern = ""] = message ?? [];
  if (!message) return null;
  const sizes = [...(INFO.exec(source)?.[1] ?? "").matchAll(/["'](\w+)["']:\s*(?:[\w.]+\()?(\d+)/g)];
  /** @type {Texts} */
  const texts = { pattern: tidied(pattern), sizes: sizes.map(([, axis, size]) => `${axis}=${size}`).join(",") };
  const shape = SHAPE.exec(source)?.[1];
  if (shape !== undefined) texts.shape = (shape.match(/\d+/g) ?? []).join(",");
  if (name === "rearrange" || name === "repeat") return { op: name, texts };
  return { op: "reduce", texts: { ...texts, reduction: name } };
}

/**
 * @param {string} source
 * @param {RegExpExecArray} call
 * @returns {Pasted | null}
 */
function called(source, call) {
  const name = call[1]?.toLowerCase();
  if (!name || name === "einmix") return null;
  const given = argumentsOf(source.slice(call.index + call[0].length));
  const place = given.findIndex(({ text }) => text !== null && (name === "einsum" ? /[\w.]/ : /->/).test(text));
  const pattern = given[place]?.text;
  if (pattern === undefined || pattern === null) return null;
  /** @type {Texts} */
  const texts = { pattern: tidied(pattern) };
  if (name !== "einsum") texts.sizes = sizesOf(given);
  const reduction = given.find((each) => each.name === "reduction") ?? given[place + 1];
  if (name === "reduce" && reduction?.text) texts.reduction = reduction.text;
  return { op: name, texts };
}

/** @param {string} pattern */
function tidied(pattern) {
  return pattern.trim().replace(/\s+/g, " ");
}

/**
 * Sizes that are written as numbers; what a program computes is not known here.
 *
 * @param {Argument[]} given
 */
function sizesOf(given) {
  const sizes = given.filter(({ name, source }) => name !== null && /^\d+$/.test(source));
  return sizes.map(({ name, source }) => `${name}=${source}`).join(",");
}

/**
 * The arguments up to the bracket that ends the call, or up to the end of the text.
 *
 * @param {string} source  behind the opening bracket
 * @returns {Argument[]}
 */
function argumentsOf(source) {
  const found = [];
  let depth = 0;
  let start = 0;
  let place = 0;
  while (place < source.length) {
    const character = source.charAt(place);
    const literal = STRING.exec(source.slice(place));
    if (literal) {
      place += literal[0].length;
      continue;
    }
    if (character === "#") {
      const end = source.indexOf("\n", place);
      source = source.slice(0, place) + (end < 0 ? "" : source.slice(end));
      continue;
    }
    if (OPENING.includes(character)) depth++;
    if (CLOSING.includes(character) && --depth < 0) break;
    if (character === "," && depth === 0) {
      found.push(argument(source.slice(start, place)));
      start = place + 1;
    }
    place++;
  }
  found.push(argument(source.slice(start, place)));
  return found;
}

/**
 * @param {string} written
 * @returns {Argument}
 */
function argument(written) {
  const keyword = /^\s*([^\W\d]\w*)\s*=(?!=)\s*(.*?)\s*$/su.exec(written);
  const source = keyword?.[2] ?? written.trim();
  return { name: keyword?.[1] ?? null, text: STRING.exec(source)?.[2] ?? null, source };
}
