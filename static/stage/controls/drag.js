/** Dragging an element to one of several places, with mouse, pen or finger. */

const FAR = 4; // pixels before a press becomes a drag

/**
 * Let an element be dragged. It follows the pointer, and is back in its place when it is let go: whoever listens moves it.
 *
 * @param {HTMLElement} moving
 * @param {(x: number, y: number) => void} over  where the pointer is
 * @param {(x: number, y: number) => void} drop
 * @param {() => void} end  whether or not it was dropped
 */
export function draggable(moving, over, drop, end) {
  /** @type {{x: number, y: number} | null} */
  let start = null;
  let far = false;
  moving.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    moving.setPointerCapture(event.pointerId);
    start = { x: event.clientX, y: event.clientY };
    far = false;
  });
  moving.addEventListener("pointermove", (event) => {
    if (!start) return;
    const [dx, dy] = [event.clientX - start.x, event.clientY - start.y];
    far ||= Math.hypot(dx, dy) > FAR;
    if (!far) return;
    moving.classList.add("dragged");
    moving.style.translate = `${dx}px ${dy}px`;
    over(event.clientX, event.clientY);
  });
  const stop = (/** @type {PointerEvent} */ event) => {
    if (start && far && event.type === "pointerup") drop(event.clientX, event.clientY);
    start = null;
    moving.classList.remove("dragged");
    moving.style.translate = "";
    end();
  };
  moving.addEventListener("pointerup", stop);
  moving.addEventListener("pointercancel", stop);
}
