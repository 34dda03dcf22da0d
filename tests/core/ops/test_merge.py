from itertools import permutations

import numpy as np
import pytest

from einscope.core.map import IntArray
from tests.core.asking import plan_of, refusal, sources, underlined
from tests.core.ops.block_references import cropped, merged, padded

ORDERS = [
    " ".join(order)
    for words in (("p1", "c"), ("p1", "p2", "c"), ("p1", "p2", "p3", "c"))
    for order in permutations(words)
]
# Sizes of up to three spatial axes; the factors divide none of the odd ones.
EVEN, ODD, FACTORS = (2, 6, 4), (3, 5, 3), (2, 3, 2)


def cells(shape: tuple[int, ...]) -> IntArray:
    return np.arange(np.prod(shape)).reshape(shape)


def asked(shape: tuple[int, ...], **texts: str) -> IntArray:
    """The cells that merge puts out, channels last."""
    first = texts.get("channels") == "first"
    if first:
        shape = (shape[0], shape[-1], *shape[1:-1])
    answer = sources(plan_of("merge", shape=",".join(map(str, shape)), **texts))
    return np.moveaxis(answer, 1, -1) if first else answer


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("channels", ["last", "first"])
@pytest.mark.parametrize("odd", ["error", "crop", "pad"])
def test_merging_is_strided_slices(order: str, channels: str, odd: str) -> None:
    rank = order.count("p")
    factors = FACTORS[:rank]
    shape = (2, *(EVEN if odd == "error" else ODD)[:rank], 2)
    x = cells(shape)
    if channels == "first":
        x = np.moveaxis(cells((shape[0], shape[-1], *shape[1:-1])), 1, -1)
    fitted = cropped(x, factors) if odd == "crop" else padded(x, factors)
    answer = asked(shape, factor=",".join(map(str, factors)), order=order, channels=channels, odd=odd)
    np.testing.assert_array_equal(answer, merged(fitted, factors, order))


@pytest.mark.parametrize("odd", ["crop", "pad"])
@pytest.mark.parametrize("shape", [(1, 1, 1, 2), (1, 2, 1, 1), (1, 0, 3, 2), (0, 3, 3, 1), (1, 3, 3, 0), (2, 7, 8, 1)])
def test_shapes_that_do_not_fit_are_cut_or_filled_at_the_end(odd: str, shape: tuple[int, ...]) -> None:
    fitted = (cropped if odd == "crop" else padded)(cells(shape), (3, 3))
    expected = merged(fitted, (3, 3), "p2 p1 c") if shape[-1] else np.zeros((*(n // 3 for n in fitted.shape[1:3]), 0))
    answer = asked(shape, factor="3", odd=odd)
    np.testing.assert_array_equal(answer.reshape(expected.shape), expected)


@pytest.mark.parametrize(("shape", "order"), [("1,4,1", "p1 c"), ("1,4,4,1", "p2 p1 c"), ("1,4,4,4,1", "p3 p2 p1 c")])
def test_the_usual_order_has_the_last_axis_slowest(shape: str, order: str) -> None:
    plan = plan_of("merge", shape=shape)
    assert plan.meant == {"order": order}
    np.testing.assert_array_equal(sources(plan), sources(plan_of("merge", shape=shape, order=order)))


@pytest.mark.parametrize(
    ("texts", "code", "field", "culprit"),
    [
        ({"shape": "1, 5, 4, 1"}, "size-odd", "shape", "5"),
        ({"shape": "1,4,55,1"}, "size-odd", "shape", "55"),
        ({"shape": "1,3,4,5", "channels": "first"}, "size-odd", "shape", "5"),
        ({"shape": "1,4,4,1", "factor": "3"}, "size-odd", "shape", "4"),
        ({"shape": " 4,4 "}, "rank-blocks", "shape", "4,4"),
        ({"shape": ""}, "rank-blocks", "shape", ""),
        ({"shape": "1,2,3,4,5,6"}, "rank-blocks", "shape", "1,2,3,4,5,6"),
        ({"shape": "1,4,4,1;2"}, "shape-several", "shape", "2"),
        ({"shape": "1,4,4,1", "order": "p2 p3 c"}, "order-unknown", "order", "p3"),
        ({"shape": "1,4,4,1", "order": "c p1 c"}, "order-unknown", "order", "c"),
        ({"shape": "1,4,4,1", "odd": "keep"}, "choice-unknown", "odd", "keep"),
    ],
)
def test_merge_points_at_the_culprit(texts: dict[str, str], code: str, field: str, culprit: str) -> None:
    error = refusal("merge", **texts)
    assert (error.code, error.field) == (code, field)
    assert underlined(error, texts[field]) == culprit


@pytest.mark.parametrize(
    ("texts", "code", "field"),
    [
        ({"shape": "1,4,4,1", "factor": "2,2,2"}, "factor-count", "factor"),
        ({"shape": "1,4,4,4,1", "factor": "2,2"}, "factor-count", "factor"),
        ({"shape": "1,4,4,1", "order": "p1 c"}, "order-unknown", "order"),
    ],
)
def test_what_is_missing_has_no_place(texts: dict[str, str], code: str, field: str) -> None:
    error = refusal("merge", **texts)
    assert (error.code, error.field, error.span) == (code, field, None)
