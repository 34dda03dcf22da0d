/** What a saved page shows, unpacked: JSON whose long lists of numbers are steps from each to the next, deflated, in base64. */

/** @param {string} text */
export async function unpacked(text) {
  const bytes = Uint8Array.from(atob(text.trim()), (each) => each.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text(), (_, value) => (value?.["+"] ? summed(value["+"]) : value));
}

/** @param {number[]} steps */
function summed(steps) {
  let at = 0;
  return steps.map((step) => (at += step));
}
