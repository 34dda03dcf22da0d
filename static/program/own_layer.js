/** Where reading ends: a few lines that run a layer where it lives, on numbered cells, and ask which pattern it is. */

/**
 * @param {number[]} shape  of its input
 * @param {boolean} torch  else numpy
 * @param {string} origin  of this server
 */
export function ownLayer(shape, torch, origin) {
  const cells = shape.reduce((total, size) => total * size, 1);
  const sizes = shape.join(", ");
  return [
    "import json",
    "import urllib.request",
    torch ? "import torch" : "import numpy as np",
    "",
    torch ? `x = torch.arange(${cells}.0).reshape(${sizes})` : `x = np.arange(${cells}.0).reshape(${sizes})`,
    torch ? "y = layer(x).detach()" : "y = np.asarray(layer(x))",
    "cells = y.reshape(-1).tolist()",
    'assert all(cell == int(cell) for cell in cells), "it computes new values: no cell can be followed"',
    'body = {"sources": [int(cell) for cell in cells], "input_shape": list(x.shape), "output_shape": list(y.shape)}',
    `request = urllib.request.Request("${origin}/api/v1/infer", json.dumps(body).encode(), {"Content-Type": "application/json"})`,
    "print(json.load(urllib.request.urlopen(request)))",
  ].join("\n");
}
