/** The address bar without what is no parameter of the page: others add to a link, to count who follows it. */

/** @param {string[]} known  names of parameters */
export function tidy(known) {
  const parts = location.search.slice(1).split("&");
  const kept = parts.filter((part) => [...new URLSearchParams(part).keys()].some((name) => known.includes(name)));
  const search = kept.length ? `?${kept.join("&")}` : "";
  if (search !== location.search) history.replaceState(history.state, "", `${location.pathname}${search}${location.hash}`);
}
