from dataclasses import replace

import numpy as np
import pytest

from einscope.core.judge.verdict import CELL_LIMIT, Verdict, verdict, verdict_on
from einscope.core.judge.verdict.counting import count_cells
from einscope.core.map import Chain, IndexMap, Stride, StrideTable, fitted
from tests.core.asking import plan_of
from tests.core.judge.verdict.maps import Listed


def test_slices_that_are_taken_twice_are_told() -> None:
    cells = np.arange(64).reshape(4, 4, 4)
    starts = [(0, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 0, 1), (0, 1, 0), (0, 0, 1), (1, 1, 1)]
    merged = np.stack([cells[t::2, h::2, w::2] for t, h, w in starts], -1)
    found = verdict_on(Listed(merged.reshape(-1, 1).tolist()), (4, 4, 4), merged.shape)
    assert (found.dropped, found.duplicated, found.bijective, found.inverse) == (16, 16, False, None)


@pytest.mark.parametrize(
    ("index_map", "cells"),
    [
        (Chain(fitted((5,), (4,)), StrideTable((Stride(4, 1),))), 5),
        (Chain(fitted((3,), (4,)), StrideTable((Stride(2, 1), Stride(2, 2)))), 3),
        (Listed([[0]] * 9), 1),
    ],
)
def test_above_the_limit_nothing_is_guessed(index_map: IndexMap, cells: int) -> None:
    shapes = (cells,), (index_map.target_cells,)
    limits = max(cells, index_map.target_cells), 2
    exact, unknown = (verdict_on(index_map, *shapes, cell_limit=limit) for limit in limits)
    assert exact.exact
    assert not unknown.exact
    for name in ("moved", "dropped", "duplicated", "padded", "bijective", "identity", "reshape_only"):
        assert getattr(unknown, name) in (None, getattr(exact, name))
    assert unknown.moved is None


def test_an_unknown_permutation_above_the_limit_is_not_called_one() -> None:
    assert verdict_on(Listed([[2], [1], [0]]), (3,), (3,), cell_limit=2) == Verdict(exact=False)


def test_an_order_that_no_program_can_hold_is_not_told() -> None:
    primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53]
    starts = np.cumsum([0, *primes])
    turned = [
        [start + (step + 1) % prime] for start, prime in zip(starts, primes, strict=False) for step in range(prime)
    ]
    found = verdict_on(Listed(turned), (len(turned),), (len(turned),))
    assert (found.bijective, found.order, found.exact) == (True, None, True)


def test_nothing_is_said_about_several_inputs() -> None:
    plan = plan_of("rearrange", pattern="a b -> b a", shape="2,3")
    assert verdict(replace(plan, inputs=plan.inputs * 2)) == Verdict()


def test_a_chunk_boundary_loses_no_cell() -> None:
    cells = 2**15 + 1
    shifted = np.roll(np.arange(cells), 1).reshape(-1, 1)
    counts = count_cells(Listed(shifted.tolist()), cells, CELL_LIMIT)
    assert (counts.moved, counts.dropped, counts.duplicated, counts.padded) == (cells, 0, 0, 0)


def test_one_cell_used_by_all_is_counted_once() -> None:
    counts = count_cells(Listed([[0]] * 200_000), 2, CELL_LIMIT)
    assert (counts.moved, counts.dropped, counts.duplicated, counts.padded) == (199_999, 1, 1, 0)
