/** A link with what the page alone knows: the stage at which it was stopped, the cell that is pinned, and the like. */

/**
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
