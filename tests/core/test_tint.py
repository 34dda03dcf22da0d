import numpy as np
import pytest
from hypothesis import given

from app.core.tint import tint
from tests.core.asking import plan_of
from tests.core.drawing import drawn, shown_digits
from tests.core.einops_judge import Request
from tests.core.strategies import requests, some


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
    found = tint(plan, [axis.size for axis in plan.axes])
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
    found = tint(plan, [axis.size for axis in plan.axes])
    assert all((hue == 0) != (level == 0) for hue, level in zip(found.hue, found.level, strict=True))


@pytest.mark.parametrize("width", [8, 16, 24])
def test_rows_of_blocks_do_not_all_begin_with_the_same_hue(width: int) -> None:
    plan = plan_of("merge", shape=f"1,8,{2 * width},1")
    found = tint(plan, [axis.size for axis in plan.axes])
    assert found.hue[1] % len(found.shades["light"]) != 0
