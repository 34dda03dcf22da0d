"""Random chains of movements: NumPy runs the same lines, and every cell agrees, in windows and in bulk."""

from importlib import import_module

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.map import NO_SOURCE, IntArray, window
from einscope.core.program import Program, run, whole
from tests.core.program.movement.moves import Chain, chains

MANY = settings(max_examples=120, deadline=None)


def spelled(chain: Chain) -> list[Program]:
    return [
        run(chain.numpy, {"x": chain.shape}, {}, DEFAULT_LIMITS, "numpy"),
        run(chain.torch, {"x": chain.shape}, {}, DEFAULT_LIMITS, "torch"),
    ]


def filled(chain: Chain, found: IntArray) -> IntArray:
    """What the sources make of the chain's cells, which hold their numbers + 1."""
    terms: IntArray = np.where(found == NO_SOURCE, 0, found + 1)
    return np.asarray(terms.sum(axis=1))


@MANY
@given(chains(), st.integers(0, 2_000), st.integers(0, 60))
def test_a_chain_moves_every_cell_as_numpy_does(chain: Chain, start: int, count: int) -> None:
    for program in spelled(chain):
        output = program.output
        assert output.shape == chain.outcome.shape
        found = window(output.map, 0, chain.outcome.size)
        np.testing.assert_array_equal(filled(chain, found), chain.outcome.reshape(-1))
        np.testing.assert_array_equal(window(output.map, start, count), found[start : start + count])


@MANY
@given(chains())
def test_a_chain_in_bulk_is_the_chain_cell_by_cell(chain: Chain) -> None:
    for program in spelled(chain):
        for tensor in program.tensors:
            every = window(tensor.map, 0, tensor.map.target_cells)
            np.testing.assert_array_equal(whole(tensor.map, program.source_cells), every)


@MANY
@given(chains(longest=5, merging=True))
def test_a_chain_that_adds_lists_every_term(chain: Chain) -> None:
    held = 2**20 + 7 * np.arange(1, int(np.prod(chain.shape)) + 1, dtype=np.int64) ** 2
    for program in spelled(chain):
        assert program.output.shape == chain.outcome.shape
        found = window(program.output.map, 0, chain.outcome.size)
        made = np.where(found == NO_SOURCE, 0, held[found]).sum(axis=1)
        np.testing.assert_array_equal(made, chain.outcome.reshape(-1))


@pytest.mark.torch
@MANY
@given(chains())
def test_the_two_spellings_of_a_chain_mean_the_same(chain: Chain) -> None:
    torch = import_module("torch")
    cells = torch.arange(1, int(np.prod(chain.shape)) + 1).reshape(chain.shape)
    held = {"torch": torch, "F": torch.nn.functional, "x": cells}
    exec(chain.torch, held)
    np.testing.assert_array_equal(held["x"].numpy(), chain.outcome)
