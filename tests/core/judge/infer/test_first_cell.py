"""The cell that is named does rule every pattern out: held against all patterns there are."""

import random
from functools import cache

import numpy as np
import pytest

from einscope.core.judge.infer import infer
from tests.core.judge.infer.family import family, first_contradiction, first_ruled_out

Shape = tuple[int, ...]

cached_family = cache(family)


@pytest.mark.parametrize(
    ("input_shape", "output_shape"),
    [
        ((), (2,)),
        ((4,), (4,)),
        ((5,), (6,)),
        ((8,), (2, 2, 2)),
        ((8,), (8,)),
        ((2, 3), (6,)),
        ((3, 2), (2, 3)),
        ((2, 4), (4, 2)),
        ((6, 2), (2, 4)),
        ((2, 2, 2), (8,)),
        ((4, 3), (12,)),
    ],
)
def test_the_cell_is_the_first_that_contradicts_those_before_it(input_shape: Shape, output_shape: Shape) -> None:
    maps = cached_family(input_shape, output_shape)
    cells = int(np.prod(input_shape))
    chance = random.Random(0)
    listed = sorted(maps)
    for _ in range(400):
        sources = list(chance.choice(listed))
        for _ in range(chance.choice([1, 1, 2])):
            sources[chance.randrange(len(sources))] = chance.randrange(-1, cells)
        said = infer(np.array(sources), input_shape, output_shape)
        assert said.found == (tuple(sources) in maps)
        if said.cell is None:
            continue
        # Up to it nothing contradicts the cells before, and with it nothing fits any longer; but where cells are
        # left out for good, the cell that skips them is meant, not the end.
        assert said.cell <= first_contradiction(tuple(sources), input_shape, output_shape)
        if "skips unused" not in str(said.reason):
            assert first_ruled_out(tuple(sources), maps) <= said.cell, str(said.reason)


@pytest.mark.parametrize(("input_shape", "output_shape"), [((8,), (2, 2, 2)), ((2, 4), (4, 2)), ((6, 2), (2, 4))])
def test_every_pattern_of_two_small_shapes_is_found(input_shape: Shape, output_shape: Shape) -> None:
    for sources in cached_family(input_shape, output_shape):
        assert infer(np.array(sources), input_shape, output_shape).found, sources
