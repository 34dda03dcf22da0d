/** The links to this page in other languages. */

/** @import {Texts} from "../base/types.js" */

/**
 * They lead to the same state.
 *
 * @param {Iterable<Element>} links
 * @param {Texts} texts
 */
export function languages(links, texts) {
  for (const link of links) {
    if (link instanceof HTMLAnchorElement) link.search = `?${new URLSearchParams({ ...texts, lang: link.lang })}`;
  }
}
