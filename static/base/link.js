/** Addresses: with what the page alone knows, and without what is none of its parameters. */

/**
 * A link with the stage at which the page was stopped, and the cell that is pinned.
 *
 * @param {string} link  as the server wrote it
 * @param {number | null} stage
 * @param {number | null} cell
 */
export function withState(link, stage, cell) {
  return withParameters(link, { stage: stage === null ? null : String(Number(stage.toFixed(3))), cell: cell === null ? null : String(cell) });
}

/**
 * The link with these parameters, the others as they are.
 *
 * @param {string} link
 * @param {Record<string, string | null>} texts  null: without it
 */
export function withParameters(link, texts) {
  const [path = "", query = ""] = link.split("?");
  const kept = query.split("&").filter((each) => each !== "" && !Object.hasOwn(texts, each.split("=")[0] ?? ""));
  for (const [name, text] of Object.entries(texts)) if (text !== null) kept.push(`${name}=${text}`);
  return kept.length ? `${path}?${kept.join("&")}` : path;
}

/**
 * Clear the address bar of what is no parameter of the page: others add to a link, to count who follows it.
 *
 * @param {string[]} known  names of parameters
 */
export function tidy(known) {
  const parts = location.search.slice(1).split("&");
  const kept = parts.filter((part) => [...new URLSearchParams(part).keys()].some((name) => known.includes(name)));
  const search = kept.length ? `?${kept.join("&")}` : "";
  if (search !== location.search) history.replaceState(history.state, "", `${location.pathname}${search}${location.hash}`);
}
