"""The moves that are told do make the order of the output."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from einscope.core.plan import Arrangement
from einscope.core.say.explain.moving import Move, moved_row, moves


@given(st.data(), st.integers(0, 7))
def test_the_moves_make_the_row_that_is_wanted(data: st.DataObject, rank: int) -> None:
    order = data.draw(st.permutations(range(rank)))
    joined = data.draw(st.lists(st.booleans(), min_size=rank, max_size=rank))
    after: list[tuple[int, ...]] = []
    for axis, join in zip(order, joined, strict=True):
        if after and join:
            after[-1] += (axis,)
        else:
            after.append((axis,))
    row = list(range(rank))
    for move in moves(row, tuple(after)):
        row = moved_row(row, move)
    assert row == list(chain(*after))


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (((0,), (1,), (2,)), []),
        (((0, 1, 2),), []),
        (((0,), (2,), (1,)), [Move((2,), 0)]),
        (((2,), (0,), (1,)), [Move((2,), None)]),
        (((1, 2), (0,)), [Move((1, 2), None)]),
        (((0, 2), (1, 3)), [Move((2,), 0), Move((3,), 1)]),
    ],
)
def test_moves_are_few(after: Arrangement, told: list[Move]) -> None:
    assert moves(range(sum(map(len, after))), after) == told


def test_of_two_ways_the_slowest_axes_stay() -> None:
    assert moves([0, 1, 2, 3], ((0,), (1,), (3,), (2,)), {0, 1, 3}) == [Move((2,), 3)]
    assert moves([0, 1, 2, 3], ((0,), (1,), (3,), (2,)), {0, 1, 2}) == [Move((3,), 1)]
