/** How a cell looks: the colours of its block, pale where the block has gone or has not come yet, hollow, or left. */

/** @import {Tint} from "../../base/types.js" */
import { legible, over, packed } from "./colour.js";

/** @typedef {{ink: string, card: string, line: string, stage: string, quiet: string}} Paper  each #rrggbb */

/**
 * Fill and ink by number: all shades, colours that blocks carry, hollow, and mixed of several hues, the same where the block has
 * gone, the same where it is awaited, and last what was left behind.
 */
export class Looks {
  /**
   * @param {Tint} tint
   * @param {"light" | "dark"} theme
   * @param {Paper} paper
   * @param {Uint32Array} [palette]  further colours, that blocks carry
   */
  constructor(tint, theme, paper, palette = new Uint32Array()) {
    const shades = tint.shades[theme].flat().map((shade) => shade.map(packed));
    const own = shades.length;
    this.hollows = own + palette.length;
    const [stage, ink, quiet] = [packed(paper.stage), packed(paper.ink), packed(paper.quiet)];
    /** How many looks there are of blocks that are here. */
    this.count = this.hollows + 2;
    this.gone = this.count;
    this.awaited = 2 * this.count;
    this.ghost = 3 * this.count;
    this.fills = new Uint32Array(this.ghost + 1).fill(stage);
    this.inks = new Uint32Array(this.ghost + 1).fill(quiet);
    /** The fills of cells that have no room for an outline. */
    this.plainFills = this.fills.slice();
    const { here, gone, awaited } = tint.strength; // how strongly a place is drawn, by where its block is
    const [made = 0, onMade = 0] = tint.made[theme].map(packed);
    [here, gone, awaited].forEach((strength, pale) => {
      const first = pale * this.count;
      const put = (/** @type {number} */ look, /** @type {number} */ block, /** @type {number} */ number) => {
        const fill = over(stage, block, strength);
        this.fills[first + look] = this.plainFills[first + look] = fill;
        this.inks[first + look] = over(fill, pale ? ink : number, strength);
      };
      shades.forEach(([block = 0, number = 0], shade) => put(shade, block, number));
      palette.forEach((colour, place) => put(own + place, colour, legible(colour)));
      put(this.hollows + 1, made, onMade);
      this.inks[first + this.hollows] = over(stage, quiet, strength);
      this.plainFills[first + this.hollows] = over(stage, quiet, 0.25 * strength);
    });
    this.plainFills[this.ghost] = over(stage, quiet, 0.25);
    this.card = over(stage, packed(paper.card), 0.72);
    this.line = packed(paper.line);
    this.quiet = quiet;
  }

  /**
   * Whether a cell is filled in, wherever its block is.
   *
   * @param {number} look
   */
  hollow(look) {
    return look % this.count === this.hollows;
  }
}
