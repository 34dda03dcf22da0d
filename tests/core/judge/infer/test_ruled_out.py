"""What is no pattern: the cell that shows it, and why."""

import tracemalloc

import einops
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from einscope.core.errors import PatternError
from einscope.core.judge.infer import infer
from einscope.core.limits import Limits
from tests.core.judge.infer.said import numbered


@pytest.mark.parametrize(
    ("input_shape", "output_shape", "code", "cell", "words"),
    [
        ((5,), (5,), "np.roll(x, 1)", 2, "breaks off"),
        ((6,), (6,), "np.roll(x, 1)", 2, "no longer nest"),
        ((4, 4), (4, 4), "np.roll(x, (1, 1), (0, 1))", 2, "no longer nest"),
        ((2, 3), (3, 2), "x.reshape(3, 2)", 3, "beyond the end of axis 2"),
        ((4, 4), (4,), "np.diag(x)", 1, "along axes 1, 2"),
        ((4,), (6,), "np.pad(x, 1, constant_values=-1)", 0, "no source"),
        ((4,), (6,), "np.pad(x, (0, 2), constant_values=-1)", 4, "no source"),
        ((4,), (8,), "np.concatenate([x, x[::-1]])", 4, "no longer nest"),
        ((6,), (4, 3), "np.lib.stride_tricks.sliding_window_view(x, 3)", 3, "no longer nest"),
        ((8,), (4,), "x.reshape(2, 4)[:, :2]", 2, "skips unused"),
        ((6,), (6,), "x.reshape(3, 2)[:, ::-1]", 2, "reverses"),
        ((4, 4), (4, 4), "np.where(x == 9, 10, x)", 9, "would come from 9; it comes from 10"),
        ((4, 4), (4, 4), "np.where(x == 15, 0, x)", 15, "would come from 15; it comes from 0"),
        ((2, 2), (4,), "np.array([0, 1, 2, 2])", 3, "would come from 3; it comes from 2"),
        ((0,), (2,), "np.array([-1, -1])", 0, "no source"),
    ],
)
def test_the_cell_that_rules_it_out_is_named(
    input_shape: tuple[int, ...], output_shape: tuple[int, ...], code: str, cell: int, words: str
) -> None:
    sources = eval(code, {"x": numbered(input_shape), "np": np})
    said = infer(sources, input_shape, output_shape)
    assert not said.found
    assert (said.cell, words in str(said.reason)) == (cell, True), str(said.reason)
    assert (said.op, said.pattern, said.expression) == (None, None, None)


@given(st.integers(3, 2**12 - 1), st.integers(-1, 2**12 - 1))
def test_a_corrupted_cell_is_found_once_the_digits_are_known(cell: int, other: int) -> None:
    x = numbered((2**6, 2**6))
    y = einops.rearrange(x, "(h p) (w q) -> (h w) (q p)", p=4, q=4).copy()
    flat = y.reshape(-1)
    assume(flat[cell] != other)
    assume(cell & (cell - 1))  # the first step of a digit says how long the step is: any may be right
    flat[cell] = other
    said = infer(y, x.shape, y.shape)
    assert said.cell == cell


@pytest.mark.parametrize("cell", [2**22 - 1, 2**21 + 1, 2**16 + 77, 2**17 - 1])
def test_one_wrong_cell_of_four_million_is_found(cell: int) -> None:
    sources = einops.rearrange(numbered((2**11, 2**11)), "(h p) w -> h (w p)", p=2).reshape(-1)
    sources[cell] = sources[cell - 1]
    assert infer(sources, (2**11, 2**11), (2**10, 2**12)).cell == cell


def test_a_large_array_needs_little_memory_beside_itself() -> None:
    sources = np.ascontiguousarray(einops.rearrange(numbered((2**11, 2**11)), "(h p) (w q) -> h w (p q)", p=8, q=8))
    tracemalloc.start()
    try:
        said = infer(sources, (2**11, 2**11), sources.shape)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert said.pattern == "(a p1) (b p2) -> a b (p1 p2)"
    assert peak < sources.nbytes / 4


@pytest.mark.parametrize(
    ("sources", "input_shape", "output_shape", "field", "code"),
    [
        (np.array([0.0]), (1,), (1,), "sources", "sources-not-integers"),
        (np.array([True]), (1,), (1,), "sources", "sources-not-integers"),
        (np.array([0, 1]), (2,), (3,), "sources", "sources-length"),
        (np.array([0, 2]), (2,), (2,), "sources", "source-outside"),
        (np.array([0, -2]), (2,), (2,), "sources", "source-outside"),
        (np.array([0, 2**64 - 1], np.uint64), (2,), (2,), "sources", "source-outside"),
        (np.array([0]), (0,), (1,), "sources", "source-outside"),
        (np.array([0]), (-1,), (1,), "input_shape", "size-negative"),
        (np.array([0]), (1,), (-1, -1), "output_shape", "size-negative"),
        (np.array([0]), (1,) * 33, (1,), "input_shape", "axes-limit"),
        (np.array([0]), (2**53,), (1,), "input_shape", "cells-limit"),
        (np.array([0, 1, 2, 3, 4]), (5,), (5,), "output_shape", "cells-limit"),
    ],
)
def test_what_is_no_gather_array_is_refused(
    sources: np.ndarray, input_shape: tuple[int, ...], output_shape: tuple[int, ...], field: str, code: str
) -> None:
    with pytest.raises(PatternError) as raised:
        infer(sources, input_shape, output_shape, Limits(gather_cells=4))
    assert (raised.value.field, raised.value.code) == (field, code)
