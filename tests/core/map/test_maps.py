"""The maps that one table of strides cannot say: each is what numpy does to an array of positions."""

from math import prod
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from einscope.core.map import (
    NO_SOURCE,
    Affine,
    Along,
    Band,
    Beside,
    Chain,
    Concat,
    IndexMap,
    Inlay,
    IntArray,
    Listed,
    Merged,
    Nothing,
    Pick,
    Place,
    Stride,
    StrideTable,
    compose,
    joined,
    rolled,
    summed,
    whole,
    window,
)
from tests.core.strategies import many, some

sizes = st.integers(0, 4)


def all_of(index_map: IndexMap) -> IntArray:
    return index_map.sources(np.arange(index_map.target_cells, dtype=np.int64))


def table(view: IntArray) -> StrideTable:
    """The table of a view of an array of positions in C order."""
    step = view.itemsize
    rows = tuple(Stride(size, stride // step) for size, stride in zip(view.shape, view.strides, strict=True))
    return StrideTable(rows, (), int(view.flat[0]) if view.size else 0)


@st.composite
def views(draw: st.DrawFn, cells: int) -> IntArray:
    """A view of ``cells`` positions: split, transposed, sliced, turned around."""
    splits = [
        split for split in ((cells,), (2, cells // 2), (cells // 6, 2, 3), (3, 2, cells // 6)) if prod(split) == cells
    ]
    view = np.arange(cells).reshape(draw(st.sampled_from(splits)))
    view = view.transpose(draw(st.permutations(range(view.ndim))))
    steps = st.sampled_from([slice(None), slice(None, None, -1), slice(1, None, 2), slice(0, 1)])
    part: IntArray = view[tuple(draw(steps) for _ in range(view.ndim))]
    return part


@st.composite
def affines(draw: st.DrawFn) -> IndexMap:
    """A map whose indices may leave their axes at either end, or go around them."""
    kept, reduced = (draw(st.lists(st.integers(1, 4), max_size=most)) for most in (4, 2))
    rank = len(kept) + len(reduced)
    steps = st.lists(st.integers(-3, 3), min_size=rank, max_size=rank).map(tuple)
    axis = st.builds(Along, st.integers(1, 6), st.integers(-4, 8), steps, st.booleans())
    return Affine(tuple(kept), tuple(reduced), tuple(draw(st.lists(axis, max_size=3))))


@given(affine=affines(), block=st.sampled_from([1, 5, 16, 8_192]), data=st.data())
def test_a_window_of_an_affine_map_is_its_sources(affine: IndexMap, block: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, affine.target_cells - 1))
    count = data.draw(st.integers(1, affine.target_cells))
    with patch("einscope.core.map.affine._BLOCK", block):
        shown = window(affine, start, count)
    np.testing.assert_array_equal(shown, all_of(affine)[start : start + count])


@many
@given(st.data())
def test_two_tables_composed_are_one_after_the_other(data: st.DataObject) -> None:
    first = data.draw(views(24))
    then = data.draw(views(first.size))
    found = compose(table(first), table(then))
    np.testing.assert_array_equal(all_of(found)[:, 0], first.reshape(-1)[then.reshape(-1)])
    np.testing.assert_array_equal(all_of(found), whole(found, 24))


def test_tables_whose_digits_align_become_one_table() -> None:
    turned, back = table(np.arange(24).reshape(4, 6).T), table(np.arange(24).reshape(6, 4).T)
    assert compose(turned, back) == StrideTable((Stride(24, 1),))
    across = table(np.arange(24).reshape(8, 3).T)
    assert isinstance(compose(turned, across), Chain)


@some
@given(sizes, st.lists(sizes, min_size=1, max_size=3), sizes)
def test_concat_is_that_of_numpy(outer: int, pieces: list[int], inner: int) -> None:
    arrays, start = [], 0
    for size in pieces:
        cells = outer * size * inner
        arrays.append(np.arange(start, start + cells).reshape(outer, size, inner))
        start += cells
    expected = np.concatenate(arrays, axis=1).reshape(-1)
    parts = Beside([table(each) for each in arrays])
    for index_map in (Concat(outer, tuple(pieces), inner), Chain(parts, Concat(outer, tuple(pieces), inner))):
        np.testing.assert_array_equal(all_of(index_map)[:, 0], expected)
        np.testing.assert_array_equal(whole(index_map, start)[:, 0], expected)


@some
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 2), sizes), min_size=1, max_size=3), st.integers(0, 2))
def test_inlay_is_an_assignment_to_a_part(axes: list[tuple[int, int, int]], more: int) -> None:
    places = tuple(Place(*each) for each in axes)
    shape = tuple(each.start + each.step * each.count + more for each in places)
    under = np.arange(prod(shape)).reshape(shape)
    block = prod(shape) + np.arange(prod(each.count for each in places)).reshape([each.count for each in places])
    where = tuple(slice(each.start, each.start + each.step * each.count, each.step) for each in places)
    expected = under.copy()
    expected[where] = block
    inlay = Inlay(shape, places)
    np.testing.assert_array_equal(all_of(inlay)[:, 0], expected.reshape(-1))
    chained = Chain(Beside((table(under), Listed(block.reshape(-1, 1)))), inlay)
    np.testing.assert_array_equal(whole(chained, 1000), all_of(chained))


@some
@given(st.integers(1, 3), st.integers(1, 4), st.integers(1, 3), st.data())
def test_roll_and_pick_are_those_of_numpy(outer: int, size: int, inner: int, data: st.DataObject) -> None:
    x = np.arange(outer * size * inner).reshape(outer, size, inner)
    shift = data.draw(st.integers(0, size - 1))
    positions = np.array(data.draw(st.lists(st.integers(0, size - 1), max_size=4)), dtype=np.int64)
    base = table(x[::-1])
    for step, expected in (
        (rolled((outer, size, inner), (0, shift, 0)), np.roll(x[::-1], shift, axis=1)),
        (Pick(outer, size, inner, positions), x[::-1][:, positions]),
    ):
        np.testing.assert_array_equal(all_of(Chain(base, step))[:, 0], expected.reshape(-1))
        np.testing.assert_array_equal(whole(Chain(base, step), x.size)[:, 0], expected.reshape(-1))


@some
@given(st.integers(0, 2), sizes, sizes, st.integers(-5, 5), st.integers(-5, 5))
def test_a_band_is_what_numpy_keeps_of_triangles(planes: int, rows: int, columns: int, low: int, high: int) -> None:
    x = 1 + np.arange(planes * rows * columns).reshape(planes, rows, columns)
    expected = np.tril(np.triu(x, low), high).reshape(-1) - 1  # what numpy fills in has no source
    band = Band(planes, rows, columns, low, high)
    np.testing.assert_array_equal(all_of(band)[:, 0], expected)
    np.testing.assert_array_equal(whole(band, x.size)[:, 0], expected)


def test_what_several_maps_begin_with_is_asked_once() -> None:
    asked: list[int] = []

    class Counting(Listed):
        def sources(self, cells: IntArray) -> IntArray:
            asked.append(len(cells))
            return super().sources(cells)

    begin = Counting(np.array([[2], [0], [1], [3]]))
    halves = [Chain(begin, StrideTable((Stride(2, 2),), (), at)) for at in (0, 1)]
    np.testing.assert_array_equal(all_of(joined(halves, Concat(1, (2, 2), 1)))[:, 0], [2, 1, 0, 3])
    np.testing.assert_array_equal(all_of(summed(halves)), [[2, 0], [1, 3]])
    assert asked == [4, 4]


def test_a_sum_of_a_sum_with_itself_is_worked_out_once_a_level() -> None:
    index_map: IndexMap = Listed(np.array([[1], [0]]))
    for _ in range(16):
        index_map = summed([index_map, index_map])
    assert index_map.arity == 2**16
    assert set(all_of(index_map)[0]) == {1}


def test_nothing_adds_nothing_and_has_no_source() -> None:
    x = Listed(np.array([[1], [0]]))
    assert summed([Nothing(2), x]) is x
    merged = Merged((Nothing(2), x))
    np.testing.assert_array_equal(all_of(merged), [[NO_SOURCE, 1], [NO_SOURCE, 0]])
    np.testing.assert_array_equal(whole(merged, 2), all_of(merged))


@pytest.mark.parametrize("cells", [2**31 - 1, 2**31])
def test_whole_is_as_wide_as_its_source_needs(cells: int) -> None:
    found = whole(StrideTable((Stride(2, cells - 1),)), cells)
    assert found.dtype == (np.int32 if cells < 2**31 else np.int64)
    assert found[-1, 0] == cells - 1


def test_a_small_part_of_something_large_is_read_by_itself() -> None:
    large = Chain(StrideTable((Stride(10**6, 10**6), Stride(10**6, 1))), rolled((10**12,), (1,)))
    part = Chain(large, StrideTable((Stride(3, 10**6),)))
    np.testing.assert_array_equal(whole(part, 10**12)[:, 0], [10**12 - 1, 10**6 - 1, 2 * 10**6 - 1])
