/** How a cell looks: the colours of its block, pale where the block has gone or has not come yet, hollow, or left. */

/** @import {Tint} from "../../base/types.js" */
import { over, packed } from "./colour.js";

/** @typedef {{ink: string, card: string, line: string, stage: string, quiet: string}} Paper  each #rrggbb */

/**
 * Fill and ink by number: all shades, hollow, and mixed of several hues, the same where the block has gone, the same where it is awaited, and
 * last what was left behind.
 */
export class Looks {
  /**
   * @param {Tint} tint
   * @param {"light" | "dark"} theme
   * @param {Paper} paper
   */
  constructor(tint, theme, paper) {
    const shades = tint.shades[theme].flat();
    this.hollows = shades.length;
    const [stage, ink, quiet] = [packed(paper.stage), packed(paper.ink), packed(paper.quiet)];
    /** How many looks there are of blocks that are here. */
    this.count = shades.length + 2;
    this.gone = this.count;
    this.awaited = 2 * this.count;
    this.ghost = 3 * this.count;
    this.fills = new Uint32Array(this.ghost + 1).fill(stage);
    this.inks = new Uint32Array(this.ghost + 1).fill(quiet);
    /** The fills of cells that have no room for an outline. */
    this.plainFills = this.fills.slice();
    const { here, gone, awaited } = tint.strength; // how strongly a place is drawn, by where its block is
    [here, gone, awaited].forEach((strength, pale) => {
      const first = pale * this.count;
      const looks = new Map([...shades.entries(), [this.hollows + 1, tint.made[theme]]]);
      looks.forEach(([block, number], shade) => {
        const fill = over(stage, packed(block), strength);
        this.fills[first + shade] = this.plainFills[first + shade] = fill;
        this.inks[first + shade] = over(fill, pale ? ink : packed(number), strength);
      });
      this.inks[first + shades.length] = over(stage, quiet, strength);
      this.plainFills[first + shades.length] = over(stage, quiet, 0.25 * strength);
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
