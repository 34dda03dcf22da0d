/** Three small pictures of our own, drawn by code, for whoever has none at hand; what is turned or mixed up in them is seen at once. */

/** @import {Pixels} from "./decode.js" */
import { drawn } from "./decode.js";

export const BUILT_IN = /** @type {const} */ (["chessboard", "gradient", "face"]);
const SIDE = 256; // pixels
const FIELDS = 8; // of the chessboard, along either side

/** @type {Record<typeof BUILT_IN[number], (context: CanvasRenderingContext2D) => void>} */
const DRAW = {
  chessboard(context) {
    const field = SIDE / FIELDS;
    context.font = `700 ${field * 0.5}px sans-serif`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    for (let number = 0; number < FIELDS * FIELDS; number++) {
      const [row, column] = [Math.floor(number / FIELDS), number % FIELDS];
      const dark = (row + column) % 2;
      context.fillStyle = dark ? `rgb(${40 + row * 22} 60 ${200 - column * 18})` : "#f6efdc";
      context.fillRect(column * field, row * field, field, field);
      context.fillStyle = dark ? "#ffffff" : "#222222";
      context.fillText(String(number), (column + 0.5) * field, (row + 0.5) * field);
    }
  },
  gradient(context) {
    for (let row = 0; row < SIDE; row++) {
      for (let column = 0; column < SIDE; column++) {
        context.fillStyle = `rgb(${column} ${row} ${255 - Math.round((row + column) / 2)})`;
        context.fillRect(column, row, 1, 1);
      }
    }
    context.fillStyle = "#ffffff"; // an arrow to the upper right
    context.beginPath();
    for (const [x, y] of [[44, 190], [150, 84], [118, 52], [212, 44], [204, 138], [172, 106], [66, 212]]) context.lineTo(x ?? 0, y ?? 0);
    context.fill();
  },
  face(context) {
    const disc = (/** @type {string} */ paint, /** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ radius, from = 0, to = 2 * Math.PI) => {
      context.fillStyle = paint;
      context.beginPath();
      context.arc(x, y, radius, from, to);
      context.fill();
    };
    context.fillStyle = "#bfe3f2";
    context.fillRect(0, 0, SIDE, SIDE);
    for (const [paint, x] of /** @type {const} */ ([["#d1422f", 0], ["#2f6fd1", SIDE / 2]])) {
      context.fillStyle = paint;
      context.fillRect(x, 222, SIDE / 2, SIDE);
    }
    disc("#4a2c17", 122, 116, 98); // hair, longer on one side
    disc("#f2c091", 132, 134, 88);
    disc("#4a2c17", 116, 66, 62, Math.PI, 2 * Math.PI);
    for (const x of [98, 166]) {
      disc("#ffffff", x, 120, 20);
      disc("#15457d", x + 5, 122, 11);
    }
    disc("#c02942", 132, 164, 34, 0, Math.PI);
  },
};

/**
 * @param {string} name
 * @returns {Pixels | null}  null: there is none of this name
 */
export function builtIn(name) {
  const known = BUILT_IN.find((each) => each === name);
  return known ? drawn(SIDE, SIDE, DRAW[known]) : null;
}
