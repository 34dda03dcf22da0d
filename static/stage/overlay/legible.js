/** Text that is part of the scene and can be read at any scale. */

/**
 * A font size in scene pixels that stays readable when the scene is small, as far as there is room, and does not grow
 * with the cells when the scene is near.
 *
 * @param {number} size  where the scene is large enough
 * @param {number} least  screen pixels
 * @param {number} room  scene pixels
 * @param {number} scale
 * @param {number} unit  how much larger than usual the scene has drawn what surrounds its cells
 */
export function legible(size, least, room, scale, unit) {
  return Math.min(room * unit, Math.max(Math.min(size * unit, (size * 1.7) / scale), least / scale));
}
