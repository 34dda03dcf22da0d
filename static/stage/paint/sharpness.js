/** How sharp moving pictures are: as the screen, and less so where a machine would not keep up otherwise. */

const LONG = 12; // milliseconds of work that leave a frame no time to reach the screen
const OFTEN = 3; // frames that may take so long before something is done about it
const LESS = 0.75;

export class Sharpness {
  constructor() {
    this.moving = Infinity;
    this.slow = 0;
  }

  /** What follows is another picture, with other work to do. */
  forget() {
    this.moving = Infinity;
    this.slow = 0;
  }

  /**
   * Device pixels of a screen pixel. A picture at rest is always as sharp as the screen.
   *
   * @param {number} screen  its own
   * @param {boolean} moving
   */
  density(screen, moving) {
    return moving ? Math.min(screen, Math.max(1, this.moving)) : screen;
  }

  /**
   * A frame was drawn.
   *
   * @param {number} density
   * @param {number} took  milliseconds
   */
  drew(density, took) {
    if (density <= 1 || density > this.moving) return; // it cannot be less, or it is already
    this.slow = took > LONG ? this.slow + 1 : Math.max(0, this.slow - 1);
    if (this.slow < OFTEN) return;
    this.moving = density * LESS;
    this.slow = 0;
  }
}
