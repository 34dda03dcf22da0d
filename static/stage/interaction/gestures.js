/** What hands do on the stage: point, tap, drag, pinch and turn the wheel. It says what, and knows nothing of the scene. */

/**
 * @typedef {object} Hands
 * @property {(x: number, y: number) => void} point
 * @property {() => void} leave
 * @property {(x: number, y: number) => void} tap
 * @property {(dx: number, dy: number) => void} pan
 * @property {(factor: number, x: number, y: number) => void} zoom
 * @property {() => boolean} near  whether there is anything to move to
 */

const STILL = 5; // screen pixels that a tap may move
const WHEEL = 0.0016; // how much a pixel of the wheel zooms

export class Gestures {
  /**
   * @param {HTMLElement} element
   * @param {Hands} hands
   */
  constructor(element, hands) {
    this.element = element;
    this.hands = hands;
    /** @type {Map<number, {x: number, y: number}>} */
    this.down = new Map();
    this.moved = 0;
    element.addEventListener("pointerdown", (event) => this.press(event));
    element.addEventListener("pointermove", (event) => this.move(event));
    element.addEventListener("pointerup", (event) => this.lift(event, true));
    element.addEventListener("pointercancel", (event) => this.lift(event, false));
    element.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && !this.down.size && hands.leave());
    element.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    // One finger scrolls the page past the stage; two are the stage's, and the page neither scrolls nor zooms with them.
    for (const touched of /** @type {const} */ (["touchstart", "touchmove"])) {
      element.addEventListener(touched, (event) => event.targetTouches.length > 1 && event.cancelable && event.preventDefault(), { passive: false });
    }
  }

  /** @param {{clientX: number, clientY: number}} event */
  at(event) {
    const box = this.element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  /** @param {PointerEvent} event */
  press(event) {
    if (event.button !== 0) return;
    const at = this.at(event);
    this.down.set(event.pointerId, at);
    this.moved = this.down.size > 1 ? Infinity : 0;
    if (this.down.size === 1) this.hands.point(at.x, at.y);
  }

  /** @param {PointerEvent} event */
  move(event) {
    const at = this.at(event);
    const before = this.down.get(event.pointerId);
    if (!before) {
      if (!this.down.size) this.hands.point(at.x, at.y);
      return;
    }
    this.moved += Math.hypot(at.x - before.x, at.y - before.y);
    const other = [...this.down].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const factor = Math.hypot(at.x - other.x, at.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y));
      this.hands.zoom(factor, (at.x + other.x) / 2, (at.y + other.y) / 2);
      this.hands.pan((at.x - before.x) / 2, (at.y - before.y) / 2);
    } else if (this.moved > STILL && this.hands.near()) {
      this.element.setPointerCapture(event.pointerId);
      this.hands.pan(at.x - before.x, at.y - before.y);
    } else if (event.pointerType !== "mouse") this.hands.point(at.x, at.y);
    this.down.set(event.pointerId, at);
  }

  /**
   * @param {PointerEvent} event
   * @param {boolean} whole  whether the gesture came to its end
   */
  lift(event, whole) {
    const at = this.at(event);
    if (!this.down.delete(event.pointerId)) return;
    if (!whole) this.hands.leave(); // it became a scroll of the page: nothing was pointed at
    else if (!this.down.size && this.moved <= STILL) this.hands.tap(at.x, at.y);
  }

  /**
   * The wheel zooms where the page has nothing to scroll; with Ctrl, as a touchpad's pinch says it, always.
   *
   * @param {WheelEvent} event
   */
  wheel(event) {
    const page = document.documentElement;
    const scrolls = page.scrollHeight > page.clientHeight + 1;
    if (!event.ctrlKey && !event.metaKey && scrolls) return;
    event.preventDefault();
    const { x, y } = this.at(event);
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    const pinch = event.ctrlKey && Math.abs(event.deltaY) < 50 ? 6 : 1; // a pinch comes in small steps
    this.hands.zoom(Math.exp(-event.deltaY * lines * WHEEL * pinch), x, y);
  }
}
