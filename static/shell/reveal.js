/** Showing an element of a row that is wider than its place: the row moves, the page around it stays. */

/**
 * @param {HTMLElement} row  that scrolls sideways
 * @param {Element | null | undefined} part
 */
export function reveal(row, part) {
  if (!part) return;
  const [place, seen] = [row.getBoundingClientRect(), part.getBoundingClientRect()];
  if (seen.left < place.left) row.scrollLeft -= place.left - seen.left;
  else if (seen.right > place.right) row.scrollLeft += seen.right - place.right;
}
