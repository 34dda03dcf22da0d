/** Finding among elements by the words in them. Touches no document. */

/**
 * Hide the elements that do not hold every word that is looked for.
 *
 * @param {Iterable<Element>} elements
 * @param {string} text
 * @returns {number} how many are left
 */
export function narrow(elements, text) {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== "");
  let left = 0;
  for (const element of elements) {
    const inside = (element.textContent ?? "").toLowerCase();
    const fits = words.every((word) => inside.includes(word));
    element.toggleAttribute("hidden", !fits);
    if (fits) left++;
  }
  return left;
}
