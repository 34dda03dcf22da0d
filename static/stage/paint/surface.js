/** The pixels of a canvas, written as words and put on the screen once a frame: of them only the part that has changed. */

/** @import {Box} from "../model/box.js" */
import { EMPTY, union } from "../model/box.js";
import { Raster } from "../pixels/raster.js";

export class Surface {
  /** @param {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} context */
  constructor(context) {
    this.context = context;
    this.raster = new Raster(1, 1);
    /** The part that the last picture covers, and the part that this one changes. */
    this.painted = this.changed = EMPTY;
  }

  /** An empty picture of the size that the canvas has. */
  begin() {
    const { width, height } = this.context.canvas;
    if (this.raster.width !== width || this.raster.height !== height) {
      this.raster = new Raster(width, height);
      this.painted = EMPTY;
    }
    const { left, top, right, bottom } = (this.changed = this.painted);
    this.painted = EMPTY;
    this.raster.rect(left, top, right - left, bottom - top, 0);
  }

  /**
   * Something will be painted within this box.
   *
   * @param {Box} box  device pixels, cut off at the edges of the canvas
   */
  reserve({ left, top, right, bottom }) {
    const { width, height } = this.raster;
    const within = {
      left: Math.max(0, Math.floor(left)),
      top: Math.max(0, Math.floor(top)),
      right: Math.min(width, Math.ceil(right)),
      bottom: Math.min(height, Math.ceil(bottom)),
    };
    this.painted = union(this.painted, within);
    this.changed = union(this.changed, within);
  }

  end() {
    this.context.setTransform(1, 0, 0, 1, 0, 0);
    const { left, top, right, bottom } = this.changed;
    if (left < right && top < bottom) this.context.putImageData(this.raster.image, 0, 0, left, top, right - left, bottom - top);
  }
}
