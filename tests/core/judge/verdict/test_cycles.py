"""How long the cycles of a permutation are, judged by following each cell by cell."""

from math import lcm

import numpy as np
import pytest

from einscope.core.judge.verdict.cycles import GREATEST, order_of_sources
from einscope.core.map import IntArray


def followed(steps: IntArray) -> int:
    """The order, by walking round every cycle."""
    found, left = 1, [int(each) for each in steps]
    for start in range(len(left)):
        length, cell = 0, start
        while left[cell] >= 0:
            left[cell], cell, length = -1, left[cell], length + 1
        found = lcm(found, length or 1)
    return found


def transposed(*shape: int) -> IntArray:
    return np.arange(np.prod(shape)).reshape(shape).T.reshape(-1)


RANDOM = np.random.default_rng(7)
PERMUTATIONS = {
    "nothing": np.arange(0),
    "one cell": np.arange(1),
    "all at rest": np.arange(5_000),
    "pairs": np.arange(2**13) ^ 1,
    "one round": np.roll(np.arange(5_001), 1),
    "a round beside cells at rest": np.concatenate([np.roll(np.arange(4_096), -7), np.arange(4_096, 9_000)]),
    "rounds of three": np.arange(6_000).reshape(-1, 3)[:, [1, 2, 0]].reshape(-1),
    "a square": transposed(64, 64),
    "an oblong": transposed(61, 83),
    "four axes": transposed(9, 8, 7, 11),
    **{f"{size} at random": RANDOM.permutation(size) for size in (2, 63, 4_095, 4_096, 4_097, 20_000)},
}


@pytest.mark.parametrize("name", PERMUTATIONS)
def test_the_order_is_what_following_every_cell_finds(name: str) -> None:
    found = followed(PERMUTATIONS[name])
    assert order_of_sources(PERMUTATIONS[name]) == (found if found <= GREATEST else None)
