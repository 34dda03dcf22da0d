/** A picture laid on a tensor: what each cell is worth, from 0 to 255, and the colour of its pixel. */

/** @import {Grid} from "./grid.js" */
/** @import {Pixels} from "./decode.js" */
import { scaled } from "./decode.js";

/** @typedef {{values: Float64Array, colours: Uint32Array}} Laid  by flat position; NaN: unknown, 0: no colour */

/**
 * Three channels are red, green and blue, of more each three in turn; otherwise all of them have the grey.
 *
 * @param {Pixels} pixels
 * @param {Grid} grid
 * @returns {Laid}
 */
export function laidOn(pixels, { width, height, channels, places, layers }) {
  const { data } = scaled(pixels, width, height);
  const colourful = channels % 3 === 0;
  const values = new Float64Array(places.length);
  const colours = new Uint32Array(places.length);
  for (let cell = 0; cell < places.length; cell++) {
    const at = 4 * (places[cell] ?? 0);
    const [red, green, blue] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
    const grey = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
    values[cell] = colourful ? (data[at + ((layers[cell] ?? 0) % 3)] ?? 0) : grey;
    colours[cell] = (colourful ? 0xff000000 | (blue << 16) | (green << 8) | red : 0xff000000 | (grey * 0x010101)) >>> 0;
  }
  return { values, colours };
}

/**
 * The colours of the pixels that the values of a tensor make: channels by three together, or each as grey.
 *
 * @param {Float64Array} values
 * @param {Grid} grid
 * @returns {Uint32Array}  of each cell; 0: not known
 */
export function pixelsOf(values, { width, height, channels, places, layers }) {
  const three = channels % 3 === 0;
  const pixels = new Uint32Array(width * height * channels);
  const at = (/** @type {number} */ cell) => {
    const layer = layers[cell] ?? 0;
    return (three ? Math.floor(layer / 3) : layer) * width * height + (places[cell] ?? 0);
  };
  for (let cell = 0; cell < values.length; cell++) {
    const value = values[cell] ?? NaN;
    if (Number.isNaN(value)) continue;
    const byte = Math.round(Math.min(255, Math.max(0, value)));
    const pixel = at(cell);
    pixels[pixel] = ((pixels[pixel] ?? 0) | 0xff000000 | (three ? byte << (8 * ((layers[cell] ?? 0) % 3)) : byte * 0x010101)) >>> 0;
  }
  return Uint32Array.from(values, (value, cell) => (Number.isNaN(value) ? 0 : (pixels[at(cell)] ?? 0)));
}

/**
 * The picture that the values of a tensor make: channels by three as colours, or each as grey, side by side.
 *
 * @param {Float64Array} values
 * @param {Grid} grid
 * @param {number} most  parts that are drawn
 * @returns {{image: ImageData, parts: number, left: number, across: number}}  left: parts that are not drawn
 */
export function imageOf(values, { width, height, channels, places, layers }, most) {
  const three = channels % 3 === 0;
  const whole = three ? channels / 3 : channels;
  const parts = Math.min(whole, most);
  const across = Math.ceil(Math.sqrt(parts));
  const gap = parts > 1 ? Math.max(1, Math.round(Math.max(width, height) / 16)) : 0;
  const [wide, high] = [across * (width + gap) - gap, Math.ceil(parts / across) * (height + gap) - gap];
  const image = new ImageData(wide, high);
  const { data } = image;
  for (let cell = 0; cell < values.length; cell++) {
    const layer = layers[cell] ?? 0;
    const part = three ? Math.floor(layer / 3) : layer;
    const value = values[cell] ?? NaN;
    if (part >= parts || Number.isNaN(value)) continue;
    const place = places[cell] ?? 0;
    const row = Math.floor(part / across) * (height + gap) + Math.floor(place / width);
    const at = 4 * (row * wide + (part % across) * (width + gap) + (place % width));
    if (three) data[at + (layer % 3)] = value;
    else data[at] = data[at + 1] = data[at + 2] = value;
    data[at + 3] = 255;
  }
  return { image, parts, left: whole - parts, across };
}
