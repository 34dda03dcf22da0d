from itertools import product
from math import prod

import einops
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from einscope.core.errors import PatternError
from einscope.core.map import NO_SOURCE, Chain, Stride, StrideTable, fitted, window
from tests.core.asking import plan_of, sources
from tests.core.einops_judge import Request
from tests.core.strategies import axis_sizes, requests, some

fits = st.lists(st.tuples(axis_sizes, axis_sizes), max_size=4)


@some
@given(requests(), st.integers(0, 300), st.integers(0, 300))
def test_a_window_is_a_slice_of_the_whole(asked: Request, start: int, count: int) -> None:
    plan = plan_of("rearrange", **asked.texts)
    whole = sources(plan).ravel()
    np.testing.assert_array_equal(window(plan.maps[0], start, count)[:, 0], whole[start : start + count])


@some
@given(fits)
def test_fit_cuts_and_fills_as_numpy_does(pairs: list[tuple[int, int]]) -> None:
    source, target = tuple(one for one, _ in pairs), tuple(other for _, other in pairs)
    x = np.arange(prod(source)).reshape(source)
    kept = x[tuple(slice(None, size) for size in target)]
    expected = np.pad(kept, [(0, max(0, to - of)) for of, to in pairs], constant_values=-1) if pairs else x
    found = fitted(source, target).sources(np.arange(prod(target)))
    np.testing.assert_array_equal(found[:, 0].reshape(target), expected)


@some
@given(st.lists(st.tuples(axis_sizes, axis_sizes), min_size=3, max_size=3))
def test_a_chain_is_one_map_after_the_other(pairs: list[tuple[int, int]]) -> None:
    source, target = tuple(one for one, _ in pairs), tuple(other for _, other in pairs)
    fit = fitted(source, target)
    a, b, c = target
    transpose = StrideTable((Stride(c, 1), Stride(a, b * c), Stride(b, c)))
    middle = fit.sources(np.arange(prod(target)))[:, 0].reshape(target)
    chained = Chain(fit, transpose).sources(np.arange(prod(target)))
    np.testing.assert_array_equal(chained[:, 0], einops.rearrange(middle, "a b c -> (c a b)"))


def test_a_chain_multiplies_the_sources_of_sources() -> None:
    pairs = StrideTable((Stride(3, 2),), (Stride(2, 1),))  # of six cells, each two neighbours
    all_three = StrideTable((), (Stride(3, 1),))
    chain = Chain(pairs, all_three)
    assert (chain.target_cells, chain.arity) == (1, 6)
    assert chain.sources(np.array([0])).tolist() == [[0, 1, 2, 3, 4, 5]]


def test_what_has_no_source_midway_has_none_in_the_end() -> None:
    chain = Chain(StrideTable((Stride(2, 2),), (Stride(2, 1),)), fitted((2,), (3,)))
    assert chain.sources(np.arange(3)).tolist() == [[0, 1], [2, 3], [-1, -1]]


@some
@given(st.lists(axis_sizes, max_size=4), st.data())
def test_reduced_axes_are_looped_over_the_last_one_fastest(sizes: list[int], data: st.DataObject) -> None:
    shape = tuple(max(1, size) for size in sizes)
    axes = [Stride(size, prod(shape[number + 1 :])) for number, size in enumerate(shape)]
    kept = data.draw(st.sets(st.sampled_from(range(len(axes)))) if axes else st.just(set[int]()))
    x = np.arange(prod(shape)).reshape(shape)
    rest = [number for number in range(len(axes)) if number not in kept]
    table = StrideTable(tuple(axes[n] for n in sorted(kept)), tuple(axes[n] for n in rest))
    expected = x.transpose(*sorted(kept), *rest).reshape(table.target_cells, table.arity)
    np.testing.assert_array_equal(table.sources(np.arange(table.target_cells)), expected)


HUGE = "1000000,1000,1000,4"
FAR = (0, 1, 4_000, 123_456_789_012, 3_999_999_999_999)


@pytest.mark.parametrize(
    ("pattern", "strides", "sizes"),
    [
        ("b h w c -> c w h b", (1, 4, 4_000, 4_000_000), (4, 1_000, 1_000, 1_000_000)),
        ("b h w c -> (b c) w h", (4_000_000, 1, 4, 4_000), (1_000_000, 4, 1_000, 1_000)),
        ("b h w c -> b h w c", (4_000_000, 4_000, 4, 1), (1_000_000, 1_000, 1_000, 4)),
    ],
)
def test_far_cells_of_huge_tensors_are_exact(pattern: str, strides: tuple[int, ...], sizes: tuple[int, ...]) -> None:
    plan = plan_of("rearrange", pattern=pattern, shape=HUGE)
    for far in FAR:
        rest, expected = far, 0
        for size, stride in reversed(list(zip(sizes, strides, strict=True))):
            rest, digit = divmod(rest, size)
            expected += digit * stride
        assert window(plan.maps[0], far, 1).tolist() == [[expected]]


def test_far_cells_of_a_filled_tensor_are_exact() -> None:
    plan = plan_of("merge", shape="1000001,999999,1001,4", odd="pad")
    h, w = 500_000, 501
    assert plan.output.shape == (1_000_001, h, w, 16)
    for b, i, j, k in product((0, 1_000_000), (0, 499_999), (0, 500), (0, 5, 10, 15)):
        target = ((b * h + i) * w + j) * 16 + k
        y, x = 2 * i + k // 4 % 2, 2 * j + k // 8
        expected = ((b * 999_999 + y) * 1001 + x) * 4 + k % 4 if y < 999_999 and x < 1001 else NO_SOURCE
        assert window(plan.maps[0], target, 1).tolist() == [[expected]]


@pytest.mark.parametrize("cells", [[-1], [6], [0, 6], [2**62]])
def test_cells_outside_the_target_are_refused(cells: list[int]) -> None:
    for index_map in (
        StrideTable((Stride(2, 3), Stride(3, 1))),
        fitted((4,), (6,)),
        Chain(fitted((4,), (6,)), fitted((6,), (6,))),
    ):
        with pytest.raises(PatternError) as caught:
            index_map.sources(np.array(cells))
        assert (caught.value.code, caught.value.field) == ("window-outside", "start")


@pytest.mark.parametrize(("start", "count", "listed"), [(0, 0, 0), (0, 99, 6), (5, 9, 1), (6, 1, 0), (99, 1, 0)])
def test_a_window_ends_where_the_tensor_ends(start: int, count: int, listed: int) -> None:
    assert window(fitted((4,), (6,)), start, count).shape == (listed, 1)
