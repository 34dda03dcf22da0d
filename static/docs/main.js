/** Shows the description of the API with the vendored Swagger UI; nothing comes from elsewhere. */

import { home, tidy } from "../base/address.js";
import { follow, theme } from "../base/dark.js";
import { keyboard } from "../shell/focus.js";

const { SwaggerUIBundle } = /** @type {{SwaggerUIBundle: (options: object) => void}} */ (/** @type {unknown} */ (globalThis));

SwaggerUIBundle({ url: `${home}/openapi.json`, dom_id: "#docs", deepLinking: true, validatorUrl: null });

/** Swagger UI is dark by a class. */
function colour() {
  document.documentElement.classList.toggle("dark-mode", theme() === "dark");
}

tidy(["lang"]);
keyboard(document);
colour();
follow(colour);
