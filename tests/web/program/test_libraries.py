"""Whose meanings methods have: what the code says, and what is chosen."""

from typing import get_args

import pytest

from einscope.core.program.budget import Library
from tests.web.client import Client, answer

TOLD = {
    "torch": "import torch\ny = torch.permute(x, (1, 0))",
    "numpy": "import numpy as np\ny = np.transpose(x)",
    "jax": "import jax.numpy as jnp\ny = jnp.transpose(x)",
    "tensorflow": "import tensorflow as tf\ny = tf.transpose(x)",
    "keras": "from keras import ops\ny = ops.transpose(x)",
    "mlx": "import mlx.core as mx\ny = mx.transpose(x)",
    "paddle": "import paddle\ny = paddle.transpose(x, [1, 0])",
    "mxnet": "from mxnet import nd\ny = nd.transpose(x)",
}


@pytest.mark.parametrize("library", get_args(Library))
def test_the_library_that_an_answer_names_can_be_chosen_and_gives_the_same_cells(client: Client, library: str) -> None:
    asked = {"code": TOLD[library], "shape": "x:2,3"}
    told = answer(client.get("/api/v1/program", asked))
    chosen = answer(client.get("/api/v1/program", asked | {"library": told["library"]}))
    page = client.get("/program", asked | {"library": library}).text
    assert told["library"] == chosen["library"] == library
    assert told["cells"] == chosen["cells"]
    assert told["cells"]["sources"] == [[0, 3, 1, 4, 2, 5]]
    assert f'<option value="{library}" selected>' in page


def test_another_library_is_refused_in_its_field(client: Client) -> None:
    said = client.get("/api/v1/program", {"code": "y = x", "shape": "x:2,3", "library": "cupy"})
    assert said.status_code == 422
    assert said.json()["errors"][0]["field"] == "library"
