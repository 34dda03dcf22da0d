/** A person's own numbers, read from a file that is dropped on the picture. */

import { say } from "../words.js";

const MOST = 1 << 20; // bytes of a file that is read
/** @type {Record<string, (view: DataView, at: number) => number | bigint | boolean>} */
const READERS = {
  "b1": (view, at) => view.getUint8(at) !== 0,
  "u1": (view, at) => view.getUint8(at),
  "i1": (view, at) => view.getInt8(at),
  "<i2": (view, at) => view.getInt16(at, true),
  "<u2": (view, at) => view.getUint16(at, true),
  "<i4": (view, at) => view.getInt32(at, true),
  "<u4": (view, at) => view.getUint32(at, true),
  "<i8": (view, at) => view.getBigInt64(at, true),
  "<u8": (view, at) => view.getBigUint64(at, true),
  "<f4": (view, at) => view.getFloat32(at, true),
  "<f8": (view, at) => view.getFloat64(at, true),
};

/**
 * The numbers of a file as the parameter `data` has them, or why it cannot be read.
 *
 * @param {File} file
 * @returns {Promise<{text: string, why: string}>}
 */
export async function textOfFile(file) {
  if (file.size > MOST) return { text: "", why: say("This file is too large: {most} bytes are read.", { most: MOST }) };
  try {
    return { text: file.name.endsWith(".npy") ? npyText(await file.arrayBuffer()) : await file.text(), why: "" };
  } catch {
    return { text: "", why: say("This file cannot be read: drop a .npy, .csv or .txt file of numbers.") };
  }
}

/**
 * The numbers of a NumPy file.
 *
 * @param {ArrayBuffer} buffer
 */
function npyText(buffer) {
  const view = new DataView(buffer);
  if (view.getUint32(0) !== 0x934e554d) throw new RangeError("not a NumPy file");
  const long = view.getUint8(6) > 1;
  const start = long ? 12 : 10;
  const length = long ? view.getUint32(8, true) : view.getUint16(8, true);
  const header = new TextDecoder().decode(buffer.slice(start, start + length));
  const kind = (/'descr':\s*'([^']+)'/.exec(header)?.[1] ?? "").replace(/^[|=]/, "");
  const read = READERS[kind] ?? READERS[kind.replace(/^</, "")];
  const shape = (/'shape':\s*\(([^)]*)\)/.exec(header)?.[1] ?? "").split(",").map((size) => size.trim()).filter(Boolean).map(Number);
  if (!read) throw new RangeError("not read here");
  const backwards = /'fortran_order':\s*True/.test(header); // as NumPy saves what was transposed
  const bytes = Number(kind.slice(-1));
  const count = shape.reduce((total, size) => total * size, 1);
  const place = (/** @type {number} */ index) => (backwards ? turned(index, shape) : index);
  const entries = Array.from({ length: count }, (_, index) => written(read(view, start + length + place(index) * bytes)));
  return shape.reduceRight((parts, size) => grouped(parts, size), entries)[0] ?? "[]";
}

/**
 * Where a cell stands if the first axis is the fastest.
 *
 * @param {number} index  of the cell if the last one is
 * @param {number[]} shape
 */
function turned(index, shape) {
  let place = 0;
  let below = shape.reduce((total, size) => total * size, 1);
  let rest = index;
  for (const size of shape.toReversed()) {
    below /= size;
    place += (rest % size) * below;
    rest = Math.floor(rest / size);
  }
  return place;
}

/** @param {number | bigint | boolean} value */
function written(value) {
  return typeof value === "boolean" ? (value ? "True" : "False") : String(value);
}

/**
 * @param {string[]} parts
 * @param {number} size
 */
function grouped(parts, size) {
  return Array.from({ length: size ? parts.length / size : 0 }, (_, place) => `[${parts.slice(place * size, (place + 1) * size).join(",")}]`);
}
