/** How the scene is seen: fitted to its place, zoomed in, moved about; never so far that nothing is seen. */

/** @import {Pair} from "../../base/types.js" */

const FITTED = 1.7; // screen pixels of a scene pixel at the most, where the whole scene is seen; more looks clumsy
const NEAREST = 3; // … and zoomed in

export class Viewport {
  constructor() {
    this.width = this.height = 0;
    /** @type {Pair} */
    this.size = [1, 1];
    this.zoom = 1;
    /** As shares of the scene, so that a new scene keeps what is seen. @type {Pair} */
    this.centre = [0.5, 0.5];
  }

  /** Show the whole scene. */
  reset() {
    this.zoom = 1;
    this.centre = [0.5, 0.5];
  }

  /**
   * @param {number} width   of the place on the screen
   * @param {number} height
   * @param {Pair} size  of the scene
   */
  fit(width, height, size) {
    this.width = width;
    this.height = height;
    this.size = size;
    this.move(0, 0);
  }

  get fitted() {
    return Math.min(this.width / this.size[0], this.height / this.size[1], FITTED);
  }

  get scale() {
    return this.fitted * this.zoom;
  }

  get x() {
    return this.width / 2 - this.centre[0] * this.size[0] * this.scale;
  }

  get y() {
    return this.height / 2 - this.centre[1] * this.size[1] * this.scale;
  }

  /** Whether only a part of the scene is seen. */
  get near() {
    return this.zoom > 1.001;
  }

  /**
   * Zoom so that what is at a point of the screen stays there.
   *
   * @param {number} factor
   * @param {number} x
   * @param {number} y
   */
  zoomAt(factor, x = this.width / 2, y = this.height / 2) {
    const [scale, left, top] = [this.scale, this.x, this.y];
    this.zoom = Math.max(1, Math.min(this.zoom * factor, Math.max(1, NEAREST / this.fitted)));
    const grown = this.scale / scale;
    this.move(x - (x - left) * grown - this.x, y - (y - top) * grown - this.y);
  }

  /**
   * Move the scene by so many screen pixels; its edges stay outside the middle.
   *
   * @param {number} dx
   * @param {number} dy
   */
  move(dx, dy) {
    const along = (/** @type {number} */ centre, /** @type {number} */ by, /** @type {number} */ size, /** @type {number} */ room) => {
      const half = Math.min(0.5, room / 2 / (size * this.scale)); // what is seen on either side of the middle
      return Math.min(1 - half, Math.max(half, centre - by / (size * this.scale)));
    };
    this.centre = [along(this.centre[0], dx, this.size[0], this.width), along(this.centre[1], dy, this.size[1], this.height)];
  }
}
