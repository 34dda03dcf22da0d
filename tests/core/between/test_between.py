"""From a shape to a shape: einops says where each pattern leads, NumPy that no two of them are the same."""

from itertools import combinations, permutations
from math import prod
from typing import Any

import einops
import numpy as np
import pytest

from einscope.core.between import Way, between, nearest
from einscope.core.errors import PatternError
from einscope.core.map import IntArray
from einscope.core.plan import Shape
from tests.rows import asked_of

SHAPES: list[tuple[Shape, Shape]] = [
    ((1, 2, 2, 4), (1, 4, 4, 1)),
    ((1, 4, 4, 2), (1, 2, 2, 8)),
    ((2, 3), (3, 2)),
    ((6,), (6,)),
    ((2, 6), (4, 3)),
    ((1, 3, 6), (1, 2, 3, 3)),
    ((2, 3, 24), (3, 2, 2, 3, 4)),
    ((2, 3, 4, 4), (2, 4, 12)),
    ((1, 8, 8, 3), (4, 4, 4, 3)),
    ((2, 8, 2, 2), (2, 2, 4, 4)),
    ((1, 8, 2, 2, 2), (1, 1, 4, 4, 4)),
    ((1, 8, 2), (1, 4, 4)),
    ((2, 6, 2, 2), (2, 6, 2, 2)),
    ((2,) * 6, (2,) * 6),
    ((), ()),
    ((1,), ()),
    ((1, 1), (1,)),
    ((2, 2), (4, 4)),
    ((4,), (12,)),
    ((3,), (2, 3)),
    ((1, 2, 3, 4), (1, 4, 3, 4)),
    ((1, 1, 4, 4), (1, 1, 2, 2)),
    ((2, 3, 4), (3,)),
    ((2, 3, 2, 2), (2, 3)),
]


def moved(way: Way, before: Shape) -> Any:
    """The cells that a way makes: of a reduction, the sum of a power of two for each cell."""
    x = np.arange(prod(before)).reshape(before)
    if way.op == "program":
        names: dict[str, Any] = {"x": x}
        exec(way.texts["code"], names)
        return names["y"]
    assert way.pattern is not None
    if way.op == "reduce":
        powers = np.array([1 << cell for cell in range(x.size)], dtype=object).reshape(before)
        # einops reduces no objects with its own names for it, but takes a function.
        return einops.reduce(powers, way.pattern, lambda tensor, axes: tensor.sum(axis=axes), **way.sizes)
    if way.op == "repeat":
        return einops.repeat(x, way.pattern, **way.sizes)
    return einops.rearrange(x, way.pattern, **way.sizes)


@asked_of({"shapes": SHAPES})
def test_every_way_leads_there_and_no_two_are_the_same(before: Shape, after: Shape) -> None:
    ways = between(before, after).ways
    assert 0 < len(ways) <= 24
    made = [moved(way, before) for way in ways]
    assert all(each.shape == after for each in made)
    for one, other in combinations(made, 2):
        assert not np.array_equal(one, other)
    for way, cells in zip(ways, made, strict=True):
        stays = way.op != "reduce" and np.array_equal(np.ravel(cells), np.arange(prod(before)))
        assert way.reshape_only == stays


@pytest.mark.parametrize("shape", [(2, 3), (2, 2, 3), (2, 3, 4, 5)])
@pytest.mark.parametrize("order", range(24))
def test_every_transposition_is_found(shape: Shape, order: int) -> None:
    orders = list(permutations(range(len(shape))))
    axes = orders[order % len(orders)]
    wanted = np.arange(prod(shape)).reshape(shape).transpose(axes)
    found = between(shape, wanted.shape, most=10_000)
    assert any(np.array_equal(moved(way, shape), wanted) for way in found.ways)


@pytest.mark.parametrize(
    ("before", "after", "name", "pattern"),
    [
        ((1, 4, 4, 2), (1, 2, 2, 8), "Swin / VMamba merge", "b (h p1) (w p2) c -> b h w (p2 p1 c)"),
        ((1, 2, 2, 4), (1, 4, 4, 1), "Swin-Unet / VM-UNet expand", "b h w (p1 p2 c) -> b (h p1) (w p2) c"),
        ((1, 56, 56, 96), (1, 28, 28, 384), "Aurora merge", "b (h p1) (w p2) c -> b h w (p1 p2 c)"),
        ((1, 8, 2, 2), (1, 2, 4, 4), "PixelShuffle", "b (c p1 p2) h w -> b c (h p1) (w p2)"),
        ((1, 3, 32, 32), (1, 4, 768), "Patchify", "b c (h p1) (w p2) -> b (h w) (p1 p2 c)"),
        ((1, 8, 8, 3), (4, 4, 4, 3), "Window partition", "b (h p) (w q) c -> (b h w) p q c"),
        ((2, 5, 12), (2, 3, 5, 4), "Split into heads", "b n (h d) -> b h n d"),
        ((2, 5, 24), (3, 2, 2, 5, 4), "Query, key and value", "b n (k h d) -> k b h n d"),
        ((1, 2, 4, 4), (1, 2, 2, 2), "Average pooling 2×2", "b c (h p1) (w p2) -> b c h w"),
        ((1, 2, 2, 2), (1, 2, 4, 4), "Nearest upsampling", "b c h w -> b c (h 2) (w 2)"),
        ((2, 3), (3, 2), "Transpose", "h w -> w h"),
    ],
)
def test_the_usual_ones_have_names_and_stand_first(before: Shape, after: Shape, name: str, pattern: str) -> None:
    ways = between(before, after).ways
    [way] = [way for way in ways if name in map(str, way.names) and way.pattern == pattern][:1]
    named = [bool(each.names) for each in ways]
    assert named == sorted(named, reverse=True)
    assert way.names


def test_a_name_that_means_a_size_is_not_given_to_another() -> None:
    names = {str(name) for way in between((2, 5, 16), (2, 2, 2, 5, 4)).ways for name in way.names}
    assert "Query, key and value" not in names


def test_the_search_is_bounded_and_says_that_there_are_more() -> None:
    assert between((2,) * 30, (2,) * 30).more
    assert between((720720, 720720), (720720 * 720, 1001)).more
    assert not between((2, 3), (3, 2)).more
    assert len(between((9_007_199_254_740_881,), (1, 9_007_199_254_740_881)).ways) == 1


@pytest.mark.parametrize(
    ("before", "after", "code", "field"),
    [
        ((12,), (8,), "cells-unlike", "to"),
        ((0, 3), (3, 0), "shape-empty", "from"),
        ((3,), (0,), "shape-empty", "to"),
        ((1,) * 33, (1,), "axes-limit", "from"),
        ((2**30, 2**30), (1,), "cells-limit", "from"),
    ],
)
def test_what_is_refused_names_the_shape_and_what_mends_it(before: Shape, after: Shape, code: str, field: str) -> None:
    with pytest.raises(PatternError) as refused:
        between(before, after)
    assert (refused.value.code, refused.value.field) == (code, field)
    if refused.value.code == "cells-unlike":
        for _, repair in refused.value.choices:
            assert between(before, tuple(map(int, repair["to"].split(",")))).ways


def spoilt(cells: Any, place: int, source: int) -> IntArray:
    """The cells with one that comes from elsewhere."""
    made = np.array(cells, dtype=np.int64).reshape(-1)
    made[place] = source
    return made


X = np.arange(16).reshape(1, 2, 2, 4)
EXPANDED = einops.rearrange(X, "b h w (p1 p2 c) -> b (h p1) (w p2) c", p1=2, p2=2)
CUBE = np.arange(64).reshape(4, 4, 4)


@pytest.mark.parametrize(
    ("cells", "before", "place", "source"),
    [
        (EXPANDED, (1, 2, 2, 4), 5, 2),
        (EXPANDED, (1, 2, 2, 4), 0, 7),
        (CUBE.transpose(2, 0, 1), (4, 4, 4), 9, -1),
        (CUBE[:, ::2, ::-1], (4, 4, 4), 1, 7),
        (CUBE[1], (4, 4, 4), 15, 0),
        (np.repeat(np.arange(8), 3), (8,), 4, 6),
    ],
)
def test_of_cells_with_one_mistake_the_nearest_is_what_was_meant(
    cells: Any, before: Shape, place: int, source: int
) -> None:
    made = spoilt(cells, place, source)
    found = nearest(made, before, cells.shape)
    assert found is not None
    assert (found.differing, found.cells, found.first) == (1, cells.size, place)


def test_the_nearest_differs_in_as_many_cells_as_it_says() -> None:
    for seed in range(12):
        made = X.reshape(-1).copy()
        places = np.random.default_rng(seed).permutation(16)[:6]
        made[places] = np.roll(made[places], 1)
        found = nearest(made, (4, 4), (4, 4))
        assert found is not None
        way = Way(
            (), found.address.op, found.address.texts, found.address.texts["pattern"], sizes(found.text), ((), ())
        )
        differ = np.flatnonzero(moved(way, (4, 4)).reshape(-1) != made)
        assert (differ.size, differ[0]) == (found.differing, found.first)


def sizes(text: str) -> dict[str, int]:
    """The sizes behind a pattern."""
    pairs = (part.split("=") for part in text.split(", ")[1:])
    return {name: int(size) for name, size in pairs}


def test_where_no_cell_has_a_source_nothing_is_near() -> None:
    assert nearest(np.full(16, -1), (4, 4), (4, 4)) is None
