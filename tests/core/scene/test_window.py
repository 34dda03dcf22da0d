import pytest
from hypothesis import given
from hypothesis import strategies as st

from einscope.core.errors import PatternError
from einscope.core.scene import scene
from einscope.core.scene.look import Look
from tests.core.asking import plan_of, underlined
from tests.core.einops_judge import Request
from tests.core.scene.drawing import complete, drawn
from tests.core.strategies import requests, some

HUGE = [
    ("rearrange", {"pattern": "b h w c -> b c h w", "shape": "1000000,1000,1000,4"}),
    (
        "rearrange",
        {"pattern": "b (h p1) (w p2) c -> b h w (p1 p2 c)", "shape": "64,224,224,768", "sizes": "p1=16,p2=16"},
    ),
    ("rearrange", {"pattern": "a -> a", "shape": "9007199254740991"}),
    ("rearrange", {"pattern": "(a b c) -> c (b a)", "shape": "1000000000000", "sizes": "a=10000,b=10000"}),
    ("rearrange", {"pattern": "... -> (...)", "shape": ",".join(["2"] * 32)}),
    ("rearrange", {"pattern": "a b c d e f -> f e d c b a", "shape": "99,99,99,99,99,99"}),
    ("merge", {"shape": "8,1001,999,96", "odd": "pad"}),
    ("merge", {"shape": "8,1001,999,96", "odd": "crop"}),
    ("merge", {"shape": "1,30,30,30,9", "factor": "16", "odd": "pad"}),
    ("expand", {"shape": "8,1000,1000,1024", "factor": "16"}),
]


@pytest.mark.parametrize(("operation", "texts"), HUGE)
@pytest.mark.parametrize("most", [4096, 100, 1])
def test_a_huge_tensor_is_seen_through_a_window(operation: str, texts: dict[str, str], most: int) -> None:
    plan = plan_of(operation, **texts)
    shown = drawn(plan, most=most)
    assert 0 < shown.cells <= most
    assert not complete(plan, shown.windows)
    assert all(1 <= window.count <= axis.size for window, axis in zip(shown.windows, plan.axes, strict=True))
    assert all(side < 8_000 for size in shown.size.values() for side in size)


@pytest.mark.parametrize(("operation", "texts"), HUGE)
def test_at_moves_the_window_to_the_last_digit(operation: str, texts: dict[str, str]) -> None:
    plan = plan_of(operation, **texts)
    for axis, first in zip(plan.axes, drawn(plan).windows, strict=True):
        [window] = [
            window
            for window, each in zip(drawn(plan, at=f"{axis.name}={axis.size - 1}").windows, plan.axes, strict=True)
            if each is axis
        ]
        assert (first.start, window.start + window.count, window.count) == (0, axis.size, first.count)


@pytest.mark.parametrize(
    ("at", "starts"),
    [
        ("", [0, 0, 0]),
        ("b=7", [7, 0, 0]),
        ("h=500, w = 3", [0, 500, 3]),
        ("h=999", [0, 992, 0]),
    ],
)
def test_at_says_where_the_window_begins(at: str, starts: list[int]) -> None:
    plan = plan_of("rearrange", pattern="b h w -> h w b", shape="1000,1000,1000")
    assert [window.start for window in drawn(plan, at=at).windows] == starts


@pytest.mark.parametrize(
    ("shape", "counts"),
    [("4,4", [4, 4]), ("64,64", [64, 64]), ("65,64", [9, 8]), ("2,1000", [2, 8]), ("0,5", [0, 5])],
)
def test_what_fits_is_seen_as_a_whole_and_else_a_part_that_is_easy_to_read(shape: str, counts: list[int]) -> None:
    plan = plan_of("rearrange", pattern="h w -> w h", shape=shape)
    assert [window.count for window in drawn(plan).windows] == counts


@pytest.mark.parametrize(
    ("at", "code", "culprit"),
    [
        ("h=4", "window-start", "h=4"),
        ("w=0, h=99", "window-start", "h=99"),
        ("w=0, x=1", "window-axis", "x=1"),
        ("h=-1", "size-negative", "-1"),
        ("h", "size-without-value", "h"),
    ],
)
def test_a_window_begins_on_an_axis_and_within_it(at: str, code: str, culprit: str) -> None:
    plan = plan_of("rearrange", pattern="h w -> w h", shape="4,4")
    with pytest.raises(PatternError) as caught:
        drawn(plan, at=at)
    assert (caught.value.code, caught.value.field) == (code, "at")
    assert underlined(caught.value, at) == culprit
    if caught.value.repair:
        drawn(plan, at=caught.value.repair["at"])


@some
@given(requests(), st.integers(1, 100))
def test_windows_lie_within_their_axes(asked: Request, most: int) -> None:
    plan = plan_of("rearrange", **asked.texts)
    shown = drawn(plan, most=most)
    assert shown.cells <= most
    for window, axis in zip(shown.windows, plan.axes, strict=True):
        assert 0 <= window.start <= window.start + window.count <= axis.size
    whole = [window.count for window in shown.windows] == [axis.size for axis in plan.axes]
    assert complete(plan, shown.windows) == whole


@pytest.mark.parametrize(
    ("operation", "texts"),
    [
        ("rearrange", {"pattern": "(a b) -> (b a)", "shape": "0", "sizes": "a=100000000"}),
        ("rearrange", {"pattern": "b h w c -> b c h w", "shape": "0,1000000,4,3"}),
        ("merge", {"shape": "64,1,2", "factor": "16", "odd": "crop"}),
        ("merge", {"shape": "1,1000000,4,1", "factor": "1000001,2", "odd": "crop"}),
    ],
)
def test_a_tensor_without_cells_needs_no_endless_paper(operation: str, texts: dict[str, str]) -> None:
    shown = drawn(plan_of(operation, **texts))
    assert shown.cells == 0
    assert all(side < 8_000 for size in shown.size.values() for side in size)


def test_a_picture_may_be_of_no_size_and_still_end() -> None:
    assert drawn(plan_of("rearrange", pattern="a b -> b a", shape="3,3"), most=0).cells == 1


@pytest.mark.parametrize(
    ("shape", "show", "counts"),
    [
        ("1000,1000", 2**20, [1000, 1000]),
        ("1000,1000", 4096, [63, 63]),
        ("1000,1000", 100_000, [250, 250]),
        ("1000,1000", 1, [1, 1]),
        ("1000000,1000000", 2**20, [977, 977]),
        ("3,5", 2**20, [3, 5]),
        ("3,5", 4, [2, 2]),
    ],
)
def test_a_window_is_as_large_as_was_asked_for(shape: str, show: int, counts: list[int]) -> None:
    plan = plan_of("rearrange", pattern="h w -> w h", shape=shape)
    shown = scene(plan, Look(show=show), 4096)
    assert [window.count for window in shown.windows] == counts
    assert shown.cells <= show


def test_a_reduced_axis_counts_where_it_is_spread() -> None:
    """All that falls together stands in the picture before: it must have room there."""
    plan = plan_of("einsum", pattern="ij,jk->ik", shape="2000,2000;2000,2000")
    shown = drawn(plan)
    assert shown.cells <= 4096
    assert all(side < 8_000 for size in shown.size.values() for side in size)
