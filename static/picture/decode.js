/** A file or a bitmap as pixels. They stay in the browser: nothing here asks for anything. */

import { say } from "../base/words.js";

/** @typedef {{width: number, height: number, data: Uint8ClampedArray}} Pixels  red, green, blue and 255, row by row */

const KINDS = ["image/png", "image/jpeg", "image/webp"];
const LARGEST_FILE = 32 << 20; // bytes
const LONGEST = 2048; // pixels of a side that are kept

/**
 * The pixels of a file, as its camera held it, or why there are none.
 *
 * @param {Blob} file
 * @returns {Promise<{pixels: Pixels | null, why: string}>}
 */
export async function pixelsOfFile(file) {
  if (!KINDS.includes(file.type)) return { pixels: null, why: say("This is no picture that can be read: take a PNG, JPEG or WebP.") };
  if (file.size > LARGEST_FILE) return { pixels: null, why: say("This picture is too large: files of up to {most} MB are read.", { most: LARGEST_FILE >> 20 }) };
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
    const [width, height] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(side * scale)));
    const pixels = drawn(width ?? 1, height ?? 1, (context) => context.drawImage(bitmap, 0, 0, width ?? 1, height ?? 1));
    bitmap.close();
    return { pixels, why: "" };
  } catch {
    return { pixels: null, why: say("This picture cannot be read: its file is damaged, or no PNG, JPEG or WebP.") };
  }
}

/**
 * The pixels of what is drawn on white.
 *
 * @param {number} width
 * @param {number} height
 * @param {(context: CanvasRenderingContext2D) => void} draw
 * @returns {Pixels}
 */
export function drawn(width, height, draw) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, width, height);
  draw(context);
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}

/**
 * The picture of another size: each pixel is the average of its part of the picture, and where it has fewer pixels than
 * are wanted, they repeat.
 *
 * @param {Pixels} pixels
 * @param {number} toWidth
 * @param {number} toHeight
 * @returns {Pixels}
 */
export function scaled({ width, height, data }, toWidth, toHeight) {
  const made = new Uint8ClampedArray(4 * toWidth * toHeight);
  const part = (/** @type {number} */ at, /** @type {number} */ from, /** @type {number} */ to) => {
    const start = Math.floor((at * from) / to);
    return [start, Math.max(start + 1, Math.floor(((at + 1) * from) / to))];
  };
  const columns = Array.from({ length: toWidth }, (_, column) => part(column, width, toWidth));
  for (let row = 0; row < toHeight; row++) {
    const [top = 0, bottom = 1] = part(row, height, toHeight);
    for (let column = 0; column < toWidth; column++) {
      const [left = 0, right = 1] = columns[column] ?? [];
      const at = 4 * (row * toWidth + column);
      const count = (bottom - top) * (right - left);
      for (let channel = 0; channel < 4; channel++) {
        let sum = 0;
        for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) sum += data[4 * (y * width + x) + channel] ?? 0;
        made[at + channel] = sum / count;
      }
    }
  }
  return { width: toWidth, height: toHeight, data: made };
}
