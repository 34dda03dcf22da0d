/** A link with what the page alone knows: the stage at which it was stopped, and the cell that is pinned. */

/**
 * @param {string} link  as the server wrote it
 * @param {number | null} stage
 * @param {number | null} cell
 */
export function resting(link, stage, cell) {
  const [path = "", query = ""] = link.split("?");
  const kept = query.split("&").filter((each) => each !== "" && !/^(?:stage|cell)=/.test(each));
  if (stage !== null) kept.push(`stage=${Number(stage.toFixed(3))}`);
  if (cell !== null) kept.push(`cell=${cell}`);
  return kept.length ? `${path}?${kept.join("&")}` : path;
}
