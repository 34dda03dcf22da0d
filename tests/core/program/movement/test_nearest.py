"""Pictures resized to the nearest cell are those of PyTorch, in whose float32 some cells come from a neighbour."""

from importlib import import_module
from math import prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from einscope.core.errors import PatternError
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.map import StrideTable, window
from einscope.core.program import Program, run

FACTORS = st.sampled_from([0.5, 0.6, 1 / 3, 1, 1.0, 1.1, 1.25, 1.3, 1.7, 2, 2.2, 3, 5.0])


def resized(shape: tuple[int, ...], arguments: str) -> Program:
    return run(f"y = F.interpolate(x, {arguments})", {"x": shape}, {}, DEFAULT_LIMITS, "torch")


def remarks(program: Program) -> list[str]:
    return [str(each.text) for each in program.notes]


@pytest.mark.torch
@settings(max_examples=400, deadline=None)
@given(st.data())
def test_any_size_and_any_factor_give_the_cells_that_torch_gives(data: st.DataObject) -> None:
    torch = import_module("torch")
    space = data.draw(st.lists(st.integers(1, 9), min_size=1, max_size=3))
    if data.draw(st.booleans()):
        arguments = f"size={data.draw(st.tuples(*(st.integers(1, 20) for _ in space)))}"
    else:
        factors = data.draw(st.tuples(*(FACTORS for _ in space)))
        arguments = f"scale_factor={factors}, recompute_scale_factor={data.draw(st.sampled_from([None, True, False]))}"
    arguments += f", mode='{data.draw(st.sampled_from(['nearest', 'nearest-exact']))}'"
    shape = (1, 2, *space)
    x = torch.arange(prod(shape), dtype=torch.float32).reshape(shape)
    try:
        wanted = eval(f"F.interpolate(x, {arguments})", {"F": torch.nn.functional, "x": x})
    except RuntimeError:
        with pytest.raises(PatternError):
            resized(shape, arguments)
        return
    found = resized(shape, arguments).output
    assert found.shape == tuple(wanted.shape)
    np.testing.assert_array_equal(window(found.map, 0, found.map.target_cells)[:, 0], wanted.reshape(-1).numpy())


def test_cells_that_float32_rounds_to_a_neighbour_are_remarked() -> None:
    rounded = resized((1, 1, 2), "size=82")
    assert window(rounded.output.map, 41, 1).tolist() == [[0]]  # half of 82, and by exact numbers the second cell
    assert any("float32" in each for each in remarks(rounded))
    assert not any("float32" in each for each in remarks(resized((1, 1, 2), "size=7")))


@pytest.mark.parametrize(
    ("size", "arguments"), [(4, "scale_factor=2"), (4, "scale_factor=3"), (8, "size=4"), (6, "size=2, mode='nearest'")]
)
def test_whole_factors_and_whole_steps_stay_a_table_of_strides(size: int, arguments: str) -> None:
    assert isinstance(resized((1, 1, size), arguments).output.map, StrideTable)
