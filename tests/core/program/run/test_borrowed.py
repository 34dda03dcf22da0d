"""What other packages define and people paste without: small helpers that everybody knows, and Keras' own names."""

import pytest

from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.map import window
from einscope.core.program import Program, run


def read(code: str, shape: tuple[int, ...]) -> Program:
    return run(code, {"x": shape}, {}, DEFAULT_LIMITS)


@pytest.mark.parametrize(
    ("code", "gives"),
    [
        ("p = to_2tuple(2)\nx.reshape(2, p[0], p[1])", (2, 2, 2)),
        ("p, q = to_2tuple((2, 4))\nx.reshape(p, q)", (2, 4)),
        ("from timm.layers import to_3tuple\nx.reshape(to_3tuple(2))", (2, 2, 2)),
        ("from timm.models.layers import to_2tuple\nx.reshape(*to_2tuple([4, 2]))", (4, 2)),
    ],
)
def test_a_number_is_repeated_and_whatever_has_entries_stays(code: str, gives: tuple[int, ...]) -> None:
    assert read(code, (2, 4)).output.shape == gives


def test_a_grid_of_timm_has_the_order_of_matrices() -> None:
    program = read("r, c = ndgrid(torch.arange(2), torch.arange(3))\ny = x[r, c].t()", (2, 3))
    assert window(program.output.map, 0, 6)[:, 0].tolist() == [0, 3, 1, 4, 2, 5]


@pytest.mark.parametrize(
    ("code", "library"),
    [
        ("y = ops.reshape(x, (-1,))", "keras"),
        ("y = layers.Reshape((-1,))(x)", "keras"),
        ("from keras import layers\ny = layers.Flatten()(x)", "keras"),
        ("for layers in (2, 1):\n    y = x.reshape(layers, -1)", "torch"),  # somebody's own
        ("y = x.unsqueeze(0)\nlayers = [1]", "torch"),
    ],
)
def test_the_names_of_keras_tell_whose_tensors_they_are(code: str, library: str) -> None:
    assert read(code, (2, 3)).library == library


@pytest.mark.parametrize("drawn", ["randint(0, 4, (2, 3))", "randint(4, (2, 3))", "randint(4, [2, 3])"])
def test_numbers_that_are_drawn_have_the_shape_that_is_asked_for(drawn: str) -> None:
    assert read(f"y = x[torch.{drawn}]", (5, 1)).output.shape == (2, 3, 1)


def test_a_generator_that_is_returned_gives_what_it_makes() -> None:
    program = read("def f(x):\n    return (half.t() for half in x.chunk(2, -1))", (2, 4))
    assert program.output.shape == (2, 2)
    assert len(program.outputs) == 2
