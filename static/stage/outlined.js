/** The dashed outlines of blocks. */

/**
 * How strongly blocks are outlined: where cells are small there are many lines, and they must not outshine the cells.
 *
 * @param {number} cell  device pixels
 */
export function outlined(cell) {
  return 0.6 * Math.min(1, Math.max(0.3, cell / 24));
}
