/** Colours as the screen stores them: one 32-bit word a pixel, red in the lowest byte, as in an ImageData. */

/**
 * @param {string} text  #rrggbb
 * @returns {number}
 */
export function packed(text) {
  const value = Number.parseInt(text.slice(1), 16);
  return (0xff000000 | ((value & 0xff) << 16) | (value & 0xff00) | (value >>> 16)) >>> 0;
}

/** @param {number} colour */
export function css(colour) {
  return `rgb(${colour & 0xff} ${(colour >>> 8) & 0xff} ${(colour >>> 16) & 0xff})`;
}

/**
 * A colour painted over another with some strength.
 *
 * @param {number} below
 * @param {number} above
 * @param {number} strength
 */
export function over(below, above, strength) {
  const part = (/** @type {number} */ shift) => {
    const from = (below >>> shift) & 0xff;
    return Math.round(from + (((above >>> shift) & 0xff) - from) * strength) << shift;
  };
  return (0xff000000 | part(16) | part(8) | part(0)) >>> 0;
}

/**
 * Black or white, whichever is read more easily on a colour.
 *
 * @param {number} colour
 */
export function legible(colour) {
  const light = 0.299 * (colour & 0xff) + 0.587 * ((colour >>> 8) & 0xff) + 0.114 * ((colour >>> 16) & 0xff);
  return light > 140 ? 0xff000000 : 0xffffffff;
}
