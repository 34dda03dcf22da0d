import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from einscope.core.map import IntArray
from tests.core.asking import plan_of, refusal, sources, underlined
from tests.core.ops.block_references import expanded
from tests.core.ops.test_merge import ORDERS
from tests.core.strategies import some


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("channels", ["last", "first"])
def test_expanding_is_channels_written_into_strided_slices(order: str, channels: str) -> None:
    rank = order.count("p")
    spatial, factors = (2, 3, 2)[:rank], (2, 3, 2)[:rank]
    depth = 2 * int(np.prod(factors))
    last = channels == "last"
    shape = (2, *spatial, depth) if last else (2, depth, *spatial)
    x = np.arange(np.prod(shape)).reshape(shape)
    texts = {"factor": ",".join(map(str, factors)), "order": order, "channels": channels}
    answer = sources(plan_of("expand", shape=",".join(map(str, shape)), **texts))
    expected = expanded(x if last else np.moveaxis(x, 1, -1), factors, order)
    np.testing.assert_array_equal(answer, expected if last else np.moveaxis(expected, -1, 1))


def through(merge: dict[str, str], expand: dict[str, str], shape: str) -> IntArray:
    """Where the cells come from that were merged and then expanded."""
    there = plan_of("merge", shape=shape, **merge)
    back = plan_of("expand", shape=",".join(map(str, there.output.shape)), **expand)
    assert back.output.shape == there.inputs[0].shape
    return sources(there).ravel()[sources(back)]


@some
@given(st.sampled_from(ORDERS), st.sampled_from(["last", "first"]), st.data())
def test_expanding_with_the_same_order_inverts_merging(order: str, channels: str, data: st.DataObject) -> None:
    rank = order.count("p")
    blocks = data.draw(st.lists(st.integers(1, 3), min_size=rank, max_size=rank))
    factors = data.draw(st.lists(st.integers(1, 3), min_size=rank, max_size=rank))
    spatial = [block * factor for block, factor in zip(blocks, factors, strict=True)]
    sizes = [2, *spatial, 2] if channels == "last" else [2, 2, *spatial]
    texts = {"factor": ",".join(map(str, factors)), "order": order, "channels": channels}
    found = through(texts, texts, ",".join(map(str, sizes)))
    np.testing.assert_array_equal(found.ravel(), np.arange(found.size))


def test_the_usual_expand_does_not_invert_the_usual_merge() -> None:
    found = through({}, {}, "1,4,4,2")
    assert np.count_nonzero(found.ravel() != np.arange(32)) == 16
    x = np.arange(32).reshape(1, 4, 4, 2)
    transposed = x.reshape(1, 2, 2, 2, 2, 2).transpose(0, 1, 4, 3, 2, 5).reshape(x.shape)
    np.testing.assert_array_equal(found, transposed)  # every block is transposed
    np.testing.assert_array_equal(found.ravel()[found], x)  # … so that doing it twice does nothing


@pytest.mark.parametrize("merge", [{"odd": "crop"}, {"odd": "pad"}])
def test_expanding_after_cropping_or_filling_gives_what_is_left(merge: dict[str, str]) -> None:
    there = plan_of("merge", shape="1,5,7,1", order="p1 p2 c", **merge)
    back = plan_of("expand", shape=",".join(map(str, there.output.shape)))
    found = sources(there).ravel()[sources(back)][0, :, :, 0]
    x = np.arange(35).reshape(5, 7)
    expected = x[:4, :6] if merge["odd"] == "crop" else np.pad(x, ((0, 1), (0, 1)), constant_values=-1)
    np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize(("shape", "order"), [("1,4,2", "p1 c"), ("1,2,2,4", "p1 p2 c"), ("1,2,2,2,8", "p1 p2 p3 c")])
def test_the_usual_order_has_the_first_axis_slowest(shape: str, order: str) -> None:
    plan = plan_of("expand", shape=shape)
    assert plan.meant == {"order": order}
    np.testing.assert_array_equal(sources(plan), sources(plan_of("expand", shape=shape, order=order)))


@pytest.mark.parametrize(
    ("texts", "code", "field", "culprit"),
    [
        ({"shape": "1, 2, 2, 6"}, "channels-indivisible", "shape", "6"),
        ({"shape": "1,3,2,2", "channels": "first"}, "channels-indivisible", "shape", "3"),
        ({"shape": "1,2,2,4", "factor": "2,3"}, "channels-indivisible", "shape", "4"),
        ({"shape": "2,4"}, "rank-blocks", "shape", "2,4"),
        ({"shape": "1,2,2,4", "order": "p1 p2 d"}, "order-unknown", "order", "d"),
        ({"shape": "1,2,2,4", "factor": "0"}, "factor-zero", "factor", "0"),
    ],
)
def test_expand_points_at_the_culprit(texts: dict[str, str], code: str, field: str, culprit: str) -> None:
    error = refusal("expand", **texts)
    assert (error.code, error.field) == (code, field)
    assert underlined(error, texts[field]) == culprit
