import numpy as np
import pytest
from hypothesis import given

from einscope.core.errors import PatternError
from einscope.core.plan import Plan
from einscope.core.scene.tint.tint import Tint, tints
from einscope.core.scene.window import Window
from tests.core.asking import plan_of, underlined
from tests.core.einops_judge import Request
from tests.core.scene.drawing import drawn, shown_digits
from tests.core.strategies import requests, some


def tint(plan: Plan, color: str = "source") -> Tint:
    return tints(plan, [Window(0, axis.size) for axis in plan.axes], color)[0]


@pytest.mark.parametrize(
    ("operation", "texts", "hue", "level"),
    [
        ("expand", {"shape": "1,2,2,4"}, {"h": 2, "w": 1}, {"p1": 2, "p2": 1}),
        ("merge", {"shape": "1,4,4,1"}, {"h": 2, "w": 1}, {"p1": 2, "p2": 1}),
        ("rearrange", {"pattern": "h w -> w h", "shape": "3,4"}, {"h": 1}, {"w": 1}),
    ],
)
def test_the_hue_tells_the_block_and_the_lightness_the_cell_within(
    operation: str, texts: dict[str, str], hue: dict[str, int], level: dict[str, int]
) -> None:
    plan = plan_of(operation, **texts)
    found = tint(plan)
    for strides, expected in ((found.hue, hue), (found.level, level)):
        named = {axis.name: stride for axis, stride in zip(plan.axes, strides, strict=True) if stride}
        assert named == expected


@some
@given(requests())
def test_every_block_finds_its_shade(asked: Request) -> None:
    shown = drawn(plan_of("rearrange", **asked.texts), most=200)
    digits = shown_digits([window.count for window in shown.windows])
    levels = digits @ np.array(shown.tint.level, dtype=np.int64)
    assert len(levels) == 0 or (levels.min(), levels.max()) == (0, shown.tint.values - 1)
    for shades in shown.tint.shades.values():
        steps = len(shades[0])
        assert (levels * steps // max(steps, shown.tint.values) < steps).all()
        assert all(len(each) == steps for each in shades)


def test_every_axis_tells_either_block_or_cell() -> None:
    plan = plan_of("merge", shape="2,4,4,3")
    found = tint(plan)
    assert all((hue == 0) != (level == 0) for hue, level in zip(found.hue, found.level, strict=True))


@pytest.mark.parametrize("width", [8, 16, 24])
def test_rows_of_blocks_do_not_all_begin_with_the_same_hue(width: int) -> None:
    plan = plan_of("merge", shape=f"1,8,{2 * width},1")
    found = tint(plan)
    assert found.hue[1] % len(found.shades["light"]) != 0


PRODUCT = plan_of("einsum", pattern="ij,jk->ik", shape="2,3;3,4")


@pytest.mark.parametrize(
    ("plan", "color"),
    [
        (plan_of("repeat", pattern="h w -> (h 2) (w 2)", shape="2,3"), "source"),
        (plan_of("repeat", pattern="a -> r a", shape="4", sizes="r=2"), "value"),
        (plan_of("unfold", shape="1,2,5,4", kernel="3", stride="1", channels="first"), "source"),
        (plan_of("unfold", shape="1,5,5,1", kernel="2", stride="1", dilation="2"), "source"),
        (PRODUCT, "source"),
        (PRODUCT, "value"),
    ],
)
def test_the_copies_of_a_cell_look_alike(plan: Plan, color: str) -> None:
    digits = shown_digits([axis.size for axis in plan.axes])
    windows = [Window(0, axis.size) for axis in plan.axes]
    for tensor, found in zip(plan.inputs, tints(plan, windows, color), strict=True):
        numbers = digits @ np.array(tensor.strides)
        shades = [
            (number, *(digit @ np.array([found.hue, found.level]).T))
            for number, digit in zip(numbers, digits, strict=True)
        ]
        assert len({shade[0] for shade in shades}) == len(set(shades))


def test_operands_have_hues_of_their_own_and_summed_cells_share_theirs() -> None:
    x, x2 = tints(PRODUCT, [Window(0, axis.size) for axis in PRODUCT.axes])
    assert (x.hue, x.level, x.first) == ((1, 0, 0), (0, 1, 0), 0)
    assert (x2.hue, x2.level, x2.first) == ((0, 0, 1), (0, 1, 0), 2)
    assert len(x.shades["light"]) == 6
    assert x.shades == x2.shades


@pytest.mark.parametrize("axis", ["b", "h", "w", "p1", "p2", "c"])
def test_any_axis_can_tell_the_hue(axis: str) -> None:
    plan = plan_of("merge", shape="2,4,4,3")
    found = tint(plan, axis)
    names = [each.name for each in plan.axes]
    assert [name for name, stride in zip(names, found.hue, strict=True) if stride] == [axis]
    assert found.level[names.index(axis)] == 0
    assert len(found.shades["dark"]) == plan.axes[names.index(axis)].size


def test_values_are_shades_from_the_least_to_the_greatest() -> None:
    plan = plan_of("rearrange", pattern="a b -> b a", shape="5,7")
    found = tint(plan, "value")
    assert (found.level, found.values) == ((7, 1), 35)
    assert len(found.shades["light"]) == 1
    assert len(found.shades["light"][0]) == 24


@pytest.mark.parametrize(
    ("operation", "texts"),
    [
        ("rearrange", {"pattern": "h w -> w h", "shape": "1000,1000"}),
        ("rearrange", {"pattern": "(h p) (w q) -> (p h) (q w)", "shape": "200,300", "sizes": "p=2,q=3"}),
        ("rearrange", {"pattern": "a b c -> b (a c)", "shape": "3,700,2"}),
    ],
)
def test_so_many_blocks_that_hues_would_flicker_lie_in_bands(operation: str, texts: dict[str, str]) -> None:
    plan = plan_of(operation, **texts)
    found = tint(plan)
    slowest = found.hue.index(max(found.hue))
    hues = (np.arange(plan.axes[slowest].size) * found.hue[slowest] + found.first) // found.band
    assert 1 < hues.max() < len(found.shades["light"])
    assert (np.diff(hues) >= 0).all()
    inner = sum((axis.size - 1) * stride for axis, stride in zip(plan.axes, found.hue, strict=True)) - (
        plan.axes[slowest].size - 1
    ) * max(found.hue)
    assert inner < found.band, "what lies within a digit of the slowest axis begins no hue of its own"


@pytest.mark.parametrize("color", ["red", "q", "h ", ""])
def test_nothing_else_tells_a_colour(color: str) -> None:
    plan = plan_of("merge", shape="2,4,4,3")
    with pytest.raises(PatternError) as caught:
        tint(plan, color)
    assert (caught.value.code, caught.value.field) == ("color-unknown", "color")
    assert underlined(caught.value, color) == color
    tint(plan, caught.value.repair["color"])


@pytest.mark.parametrize(
    ("operation", "texts"),
    [("rearrange", {"pattern": "h w -> w h", "shape": "500,3"}), ("merge", {"shape": "1,999,4,1", "odd": "pad"})],
)
def test_a_cell_keeps_its_hue_when_the_window_moves(operation: str, texts: dict[str, str]) -> None:
    plan = plan_of(operation, **texts)
    h = [axis.name for axis in plan.axes].index("h")
    here, there = drawn(plan), drawn(plan, at="h=5")
    assert there.windows[h].start == 5
    count = 8
    for start, found in ((0, here.tint), (5, there.tint)):
        assert len(found.shades["light"]) == count
        assert (found.first + found.hue[h] * (6 - start)) % count == (here.tint.first + here.tint.hue[h] * 6) % count
