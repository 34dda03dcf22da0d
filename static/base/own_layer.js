/** A few lines that run a layer where it lives, on numbered cells: to paste what it makes, or to ask which pattern it is. */

/** @typedef {"torch" | "numpy" | "jax"} Library */

/** @type {Record<Library, {named: string, numbered: (cells: number) => string, made: string}>} */
const LIBRARIES = {
  torch: { named: "import torch", numbered: (cells) => `torch.arange(${cells}.0)`, made: "layer(x).detach()" },
  numpy: { named: "import numpy as np", numbered: (cells) => `np.arange(${cells}.0)`, made: "np.asarray(layer(x))" },
  jax: { named: "import jax.numpy as jnp", numbered: (cells) => `jnp.arange(${cells}.0)`, made: "layer(x)" },
};

/**
 * The lines that begin both: numbered cells, and what the layer makes of them.
 *
 * @param {number[]} shape  of its input
 * @param {Library} library
 */
function run(shape, library) {
  const cells = shape.reduce((total, size) => total * size, 1);
  const { named, numbered, made } = LIBRARIES[library];
  return { named, lines: [`x = ${numbered(cells)}.reshape(${shape.join(", ")})`, `y = ${made}`] };
}

/**
 * For each library four lines that print what a layer makes.
 *
 * @param {number[]} shape  of its input
 * @returns {Record<string, string>}
 */
export function printedLayer(shape) {
  const libraries = /** @type {Library[]} */ (Object.keys(LIBRARIES));
  return Object.fromEntries(
    libraries.map((library) => {
      const { named, lines } = run(shape, library);
      return [library, [named, ...lines, "print(y.tolist())"].join("\n")];
    }),
  );
}

/**
 * Lines that ask this server which pattern it is.
 *
 * @param {number[]} shape  of its input
 * @param {Library} library
 * @param {string} origin  of this server
 */
export function ownLayer(shape, library, origin) {
  const { named, lines } = run(shape, library);
  return [
    "import json",
    "import urllib.request",
    named,
    "",
    ...lines,
    "cells = y.reshape(-1).tolist()",
    'assert all(cell == int(cell) for cell in cells), "it computes new values: no cell can be followed"',
    'body = {"sources": [int(cell) for cell in cells], "input_shape": list(x.shape), "output_shape": list(y.shape)}',
    `request = urllib.request.Request("${origin}/api/v1/infer", json.dumps(body).encode(), {"Content-Type": "application/json"})`,
    "print(json.load(urllib.request.urlopen(request)))",
  ].join("\n");
}
