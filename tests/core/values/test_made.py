"""Values agree with einops and NumPy on the same numbers."""

from typing import Any

import einops
import numpy as np
import pytest

from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.ops import registry
from einscope.core.plan import Plan
from einscope.core.values import made

RANDOM = np.random.default_rng(20)


def plan(operation: str, **texts: str) -> Plan:
    return registry()[operation].read(texts, DEFAULT_LIMITS).plan(DEFAULT_LIMITS)


def values(planned: Plan, *arrays: Any) -> np.ndarray:
    own = [None if array is None else tuple(array.reshape(-1).tolist()) for array in arrays]
    data = made(planned, own, 65_536)
    assert data is not None
    return np.array(data).reshape(planned.output.shape)


@pytest.mark.parametrize("reduction", ["mean", "sum", "max", "min", "prod"])
@pytest.mark.parametrize(
    ("pattern", "shape", "sizes"),
    [
        ("a b -> a", (3, 4), {}),
        ("b (h p) (w q) -> b h w", (2, 4, 6), {"p": 2, "q": 3}),
        ("a b c ->", (2, 3, 2), {}),
        ("a 1 -> a", (3, 1), {}),
    ],
)
def test_reductions_are_those_of_einops(
    pattern: str, shape: tuple[int, ...], sizes: dict[str, int], reduction: Any
) -> None:
    x = RANDOM.integers(-9, 9, shape).astype(np.float64)
    texts = {"pattern": pattern, "shape": ",".join(map(str, shape)), "reduction": reduction}
    own = plan("reduce", **texts, sizes=",".join(f"{name}={size}" for name, size in sizes.items()))
    np.testing.assert_allclose(values(own, x), einops.reduce(x, pattern, reduction, **sizes))


@pytest.mark.parametrize("reduction", ["any", "all"])
def test_any_and_all_are_those_of_numpy(reduction: str) -> None:
    x = RANDOM.integers(0, 2, (4, 3))
    own = plan("reduce", pattern="a b -> a", shape="4,3", reduction=reduction)
    assert values(own, x).tolist() == getattr(x, reduction)(axis=1).tolist()


@pytest.mark.parametrize(
    ("pattern", "shapes"),
    [
        ("i j, j k -> i k", [(2, 3), (3, 4)]),
        ("b i d, b j d -> b i j", [(2, 3, 2), (2, 2, 2)]),
        ("i i -> i", [(3, 3)]),
        ("i i ->", [(3, 3)]),
        ("i, j -> i j", [(2,), (3,)]),
        ("i, i, i ->", [(4,), (4,), (4,)]),
        ("i j -> j i", [(2, 3)]),
        ("i j, k -> i", [(2, 3), (2,)]),
        ("i j, j k, k l -> i l", [(2, 3), (3, 2), (2, 2)]),
        ("i i, i k -> k", [(3, 3), (3, 2)]),
        ("i j k ->", [(2, 3, 2)]),
        ("b h i d, b h j d -> b h i j", [(1, 2, 2, 3), (1, 2, 3, 3)]),
    ],
)
def test_einsums_are_those_of_numpy(pattern: str, shapes: list[tuple[int, ...]]) -> None:
    arrays = [RANDOM.integers(-9, 9, shape) for shape in shapes]
    own = plan("einsum", pattern=pattern, shape=";".join(",".join(map(str, shape)) for shape in shapes))
    np.testing.assert_array_equal(values(own, *arrays), np.einsum(pattern.replace(" ", ""), *arrays))


@pytest.mark.parametrize("reduction", ["mean", "sum", "max", "min", "prod", "any", "all"])
def test_without_values_cells_have_their_numbers_and_words_have_none(reduction: Any) -> None:
    own = plan("reduce", pattern="a b -> a", shape="2,3", reduction=reduction)
    numbers = np.arange(6.0).reshape(2, 3)
    np.testing.assert_allclose(values(own, None), getattr(np, reduction)(numbers, axis=1))
    assert made(own, [("cat", 1, 2, 3, 4, 5)], 16) == (None, getattr(np, reduction)(numbers[1]))


def test_an_input_without_values_has_its_numbers() -> None:
    own = plan("einsum", pattern="i j, j k -> i k", shape="2,2;2,2")
    x = np.arange(4).reshape(2, 2)
    assert values(own, None, np.eye(2)).tolist() == x.tolist()
    assert values(own, None, None).tolist() == (x @ x).tolist()


@pytest.mark.parametrize(
    ("operation", "preset"), [(op, n) for op in registry() for n in range(len(registry()[op].presets))]
)
def test_what_is_only_moved_keeps_its_value(operation: str, preset: int) -> None:
    own = plan(operation, **registry()[operation].presets[preset].values)
    if own.computes:
        return
    words = tuple(f"w{number}" for number in range(own.inputs[0].cells))
    data = made(own, [words], 65_536)
    sources = own.maps[0].sources(np.arange(own.output.cells))[:, 0]
    assert data == tuple(0 if source < 0 else words[source] for source in sources.tolist())


def test_of_words_nothing_is_computed() -> None:
    own = plan("reduce", pattern="a b -> a", shape="2,2", reduction="max")
    assert made(own, [("cat", "sat", 1, 2)], 16) == (None, 2)


def test_the_smallest_of_nothing_is_not_known() -> None:
    own = plan("reduce", pattern="a b -> a", shape="2,0", reduction="min")
    assert made(own, [()], 16) == (None, None)
    summed = plan("reduce", pattern="a b -> a", shape="2,0", reduction="sum")
    assert made(summed, [()], 16) == (0, 0)


def test_more_cells_than_asked_for_are_not_worked_out() -> None:
    assert made(plan("rearrange", pattern="a b -> b a", shape="100,100"), [None], 9_999) is None
    assert made(plan("reduce", pattern="a b ->", shape="2048,1024", reduction="sum"), [None], 4_096) is None
