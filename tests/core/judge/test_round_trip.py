from math import prod

import einops
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from einscope.core.errors import PatternError
from einscope.core.judge.digits import common_digits
from einscope.core.judge.round_trip import RoundTrip, merge_then_expand
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.ops import registry
from tests.core.judge.verdict.requests import Texts, blocks


def trip(texts: dict[str, str], order: str = "", cell_limit: int = 2**24) -> RoundTrip:
    return merge_then_expand(registry()["merge"].read(texts, DEFAULT_LIMITS), order, cell_limit=cell_limit)


def walked(texts: dict[str, str], order: str) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """What einops makes of an image of cells, -1 where it was filled up, and what a perfect round trip would."""
    shape = [int(size) for size in texts["shape"].split(",")]
    spatial = len(shape) - 2
    names, offsets = ("t", "h", "w")[:spatial], tuple(f"p{number + 1}" for number in range(spatial))
    factors = ([int(size) for size in texts["factor"].split(",")] * spatial)[:spatial]
    last = texts.get("channels", "last") == "last"
    x = np.arange(prod(shape), dtype=np.int64).reshape(shape)
    for axis, factor in enumerate(factors, 1 if last else 2):
        if texts.get("odd") == "crop":
            x = x.take(range(shape[axis] // factor * factor), axis)
        else:
            x = np.pad(x, [(0, -shape[axis] % factor * (each == axis)) for each in range(x.ndim)], constant_values=-1)
    image = [f"({name} {offset})" for name, offset in zip(names, offsets, strict=True)]

    def side(channel: str, axes: list[str]) -> str:
        return " ".join(["b", *axes, channel] if last else ["b", channel, *axes])

    sizes = dict(zip(offsets, factors, strict=True))
    merged = einops.rearrange(x, f"{side('c', image)} -> {side('(' + texts['order'] + ')', [*names])}", **sizes)
    return einops.rearrange(merged, f"{side('(' + order + ')', [*names])} -> {side('c', image)}", **sizes), x


@given(blocks(("merge",)), st.data())
def test_a_round_trip_is_what_einops_makes_of_every_cell(request: Texts, data: st.DataObject) -> None:
    texts = request[1]
    order = " ".join(data.draw(st.permutations(texts["order"].split())))
    found, (came, home) = trip(texts, order), walked(texts, order)
    shape = tuple(map(int, texts["shape"].split(",")))
    assert found.shape == came.shape == home.shape
    assert (found.cells, found.padded) == (came.size, int(np.count_nonzero(came == -1)))
    assert found.dropped == prod(shape) - np.count_nonzero(came != -1)
    assert found.misplaced == np.count_nonzero((came != home) & (came != -1))
    assert found.inverse is (shape == came.shape and bool((came == home).all()))
    if found.pattern is not None:
        x = np.arange(prod(shape)).reshape(shape)
        np.testing.assert_array_equal(einops.rearrange(x, found.pattern, **found.sizes), came)


@given(blocks(("merge",)))
def test_the_inverse_order_misplaces_no_cell(request: Texts) -> None:
    texts = request[1]
    found = trip(texts, trip(texts).inverse_order)
    assert found.misplaced == 0
    assert found.inverse is (found.shape == tuple(map(int, texts["shape"].split(","))))


@given(blocks(("merge",)), st.data())
def test_equal_factors_give_one_pattern_where_nothing_is_cut(request: Texts, data: st.DataObject) -> None:
    texts = {**request[1], "factor": "2", "odd": "crop"}
    words = [word for word in texts["order"].split() if word != "c"]
    texts["order"] = " ".join([*words, "c"])
    order = " ".join([*data.draw(st.permutations(words)), "c"])
    found = trip(texts, order)
    assert (found.pattern is not None) is (found.shape == tuple(map(int, texts["shape"].split(","))))


@pytest.mark.parametrize(
    ("texts", "order", "misplaced", "pattern"),
    [
        ({"shape": "1,4,4,2"}, "p1 p2 c", 16, "b (h p1) (w p2) c -> b (h p2) (w p1) c"),
        ({"shape": "1,4,4,2"}, "", 16, "b (h p1) (w p2) c -> b (h p2) (w p1) c"),
        ({"shape": "1,4,4,2"}, "p2 p1 c", 0, "b (h p1) (w p2) c -> b (h p1) (w p2) c"),
        ({"shape": "1,4,4,2", "order": "p1 p2 c"}, "p1 p2 c", 0, "b (h p1) (w p2) c -> b (h p1) (w p2) c"),
        ({"shape": "1,4,4,2"}, "c p1 p2", 16, "b (h p1) (w p2) c -> b (h p1) (w c) p2"),
        ({"shape": "1,2,4,4", "channels": "first"}, "p1 p2 c", 16, "b c (h p1) (w p2) -> b c (h p2) (w p1)"),
        ({"shape": "1,4,8,1", "factor": "2,4"}, "p1 p2 c", 24, "b (h p1) (w p2a p2b) c -> b (h p2a) (w p2b p1) c"),
        ({"shape": "1,4,6,1", "factor": "2,3"}, "p1 p2 c", 16, None),
        ({"shape": "1,5,4,2", "odd": "pad"}, "p1 p2 c", 20, None),
        ({"shape": "1,5,4,2", "odd": "crop"}, "p1 p2 c", 16, None),
        ({"shape": "1,5,4,2", "odd": "crop"}, "p2 p1 c", 0, None),
        ({"shape": "9999,9998,9998,9"}, "p1 p2 c", 9999 * 9998**2 * 9 // 2, "b (h p1) (w p2) c -> b (h p2) (w p1) c"),
    ],
)
def test_a_merge_and_an_expansion_together_are(
    texts: dict[str, str], order: str, misplaced: int, pattern: str | None
) -> None:
    found = trip(texts, order)
    assert (found.misplaced, found.pattern) == (misplaced, pattern)


def test_above_the_limit_nothing_is_guessed() -> None:
    found = trip({"shape": "1,4,6,1", "factor": "2,3"}, "p1 p2 c", cell_limit=23)
    assert (found.inverse, found.misplaced, found.padded, found.dropped) == (None, None, 0, 0)
    assert trip({"shape": "1,5,4,2", "odd": "crop"}, "p1 p2 c", cell_limit=2).inverse is False


def test_an_order_of_other_words_is_refused() -> None:
    with pytest.raises(PatternError) as caught:
        trip({"shape": "1,4,4,1"}, "p1 p3 c")
    assert (caught.value.code, caught.value.field) == ("order-unknown", "order")


@pytest.mark.parametrize(
    ("stored", "read", "sizes", "made_of"),
    [
        ("a b", "b a", {"a": 2, "b": 2}, {"a": ("b",), "b": ("a",)}),
        ("a b", "b a", {"a": 6, "b": 2}, {"a": ("ab", "b"), "b": ("aa",)}),
        ("a b", "b a", {"a": 1, "b": 3}, {"a": ("a",), "b": ("b",)}),
        ("a b", "b a", {"a": 0, "b": 3}, {"a": ("a",), "b": ("b",)}),
        ("a b c", "c b a", {"a": 2, "b": 3, "c": 2}, {"a": ("c",), "b": ("b",), "c": ("a",)}),
        ("a b", "b a", {"a": 4, "b": 6}, None),
    ],
)
def test_digits_are_what_both_orders_are_made_of(
    stored: str, read: str, sizes: dict[str, int], made_of: dict[str, tuple[str, ...]] | None
) -> None:
    found = common_digits(stored.split(), read.split(), sizes)
    assert (found and found.read) == made_of
