/**
 * Pictures that move one at a time: the one that somebody points at, or else, once the page was scrolled, the one in the
 * middle of the screen.
 *
 * All at once would be a restless page, and more than a processor can draw.
 */

const MIDDLE = "-40% 0px -40% 0px"; // what is cut off above and below the middle of the screen

/** @param {Element[]} cards  each with a picture whose `data-moving` is the address of the moving one */
export function playOne(cards) {
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  /** @type {Set<Element>} */
  const middle = new Set();
  /** @type {Element | null} */
  let pointed = null;
  /** @type {HTMLImageElement | null} */
  let moving = null;
  let rest = "";

  const choose = () => {
    const card = still.matches ? null : (pointed ?? cards.find((each) => middle.has(each)));
    const picture = card?.querySelector("img") ?? null;
    if (picture === moving) return;
    if (moving) moving.src = rest;
    moving = picture;
    if (!picture) return;
    rest = picture.src;
    picture.src = picture.dataset.moving ?? rest;
  };
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) isIntersecting ? middle.add(target) : middle.delete(target);
      choose();
    },
    { rootMargin: MIDDLE },
  );
  for (const card of cards) {
    for (const [name, on] of /** @type {const} */ ([["pointerenter", true], ["focusin", true], ["pointerleave", false], ["focusout", false]])) {
      card.addEventListener(name, () => {
        if (on) pointed = card;
        else if (pointed === card) pointed = null; // and not where somebody points at another one by now
        choose();
      });
    }
  }
  // Any part of the page may be what scrolls.
  addEventListener("scroll", () => cards.forEach((card) => seen.observe(card)), { capture: true, once: true });
  still.addEventListener("change", choose);
}
