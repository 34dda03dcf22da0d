import numpy as np
import pytest
from hypothesis import given

from einscope.core.scene.layout.depth import SHOWN, Shown
from tests.core.asking import plan_of
from tests.core.einops_judge import Request
from tests.core.scene.drawing import drawn, places, shown_digits
from tests.core.strategies import requests, some


@some
@given(requests())
def test_bounds_are_around_blocks_and_brackets(asked: Request) -> None:
    shown = drawn(plan_of("rearrange", **asked.texts), most=200)
    for stage in shown.stages:
        corners = places(stage, shown.figures[stage.figure].counts)[:, :2] - stage.origins["beside"]
        ends = [end for bracket in stage.layout.brackets for end in (bracket.start, bracket.end)]
        covered = stage.layout.bounds
        for x, y in (*corners, *(corners + shown.cell), *ends):
            assert covered.left - 0.1 <= x <= covered.right + 0.1
            assert covered.top - 0.1 <= y <= covered.bottom + 0.1


@some
@given(requests())
def test_every_axis_of_several_digits_has_a_bracket_along_its_digits(asked: Request) -> None:
    shown = drawn(plan_of("rearrange", **asked.texts), most=200)
    counts = [window.count for window in shown.windows]
    for stage in shown.stages:
        brackets = stage.layout.brackets
        assert sorted(bracket.axis for bracket in brackets) == [n for n, count in enumerate(counts) if count > 1]
        for bracket in brackets:
            across, down, back = stage.layout.steps[bracket.axis]
            walked = (counts[bracket.axis] - 1) * np.array([across, down])
            length = np.array(bracket.end) - bracket.start
            along = {"top": 0, "bottom": 0, "left": 1, "depth": 0}[bracket.side]
            assert back > 0 or bracket.side != "depth"
            assert length[along] >= walked[along] - 1e-9 or stage.folds


@some
@given(requests())
def test_brackets_and_their_names_stand_beside_the_blocks(asked: Request) -> None:
    shown = drawn(plan_of("rearrange", **asked.texts), most=200)
    for stage in shown.stages if shown.cells else ():
        corners = places(stage, shown.figures[stage.figure].counts)[:, :2] - stage.origins["beside"]
        covered = stage.layout.bounds
        for bracket in stage.layout.brackets:
            (x, y), (end, _) = bracket.start, bracket.end
            match bracket.side:
                case "top":
                    assert covered.top + 20 < y < corners[:, 1].min()
                case "bottom":
                    assert covered.bottom - 20 > y > corners[:, 1].max() + shown.cell
                case "left":
                    assert covered.left + 30 < x < corners[:, 0].min()
                case "depth":
                    assert covered.right - 30 > end


@pytest.mark.parametrize(
    ("side", "shape", "sides"),
    [
        ("h w", "2,3", {"h": "left", "w": "top"}),
        ("h w c", "2,3,4", {"h": "left", "w": "bottom", "c": "bottom"}),
        ("h w c", "6,6,4", {"h": "left", "w": "bottom", "c": "depth"}),
        ("b h w c", "2,3,4,1", {"b": "left", "h": "left", "w": "top"}),
    ],
)
def test_names_stand_where_the_stack_leaves_room(side: str, shape: str, sides: dict[str, str]) -> None:
    plan = plan_of("rearrange", pattern=f"{side}->{side}", shape=shape)
    brackets = drawn(plan, layout="stack").stages[0].layout.brackets
    assert {plan.axes[each.axis].name: each.side for each in brackets} == sides


def test_rows_and_columns_are_a_cell_and_a_gap_apart() -> None:
    plan = plan_of("rearrange", pattern="i j -> j i", shape="3,5")
    assert drawn(plan).stages[0].layout.steps == ((0, 62, 0), (62, 0, 0))
    assert drawn(plan).stages[3].layout.steps == ((62, 0, 0), (0, 62, 0))


def test_only_parts_of_composite_axes_move_apart() -> None:
    closed, split, moved, output = (stage.layout.steps for stage in drawn(plan_of("merge", shape="1,4,4,1")).stages)
    _, h, p1, w, p2, _ = range(6)
    assert split[h][1] > closed[h][1]
    assert split[w][0] > closed[w][0]
    assert (split[p1], split[p2]) == (closed[p1], closed[p2])
    assert moved[p2][2] > output[p2][2]
    assert (moved[h], moved[w], moved[p1]) == (output[h], output[w], output[p1])


def test_many_planes_move_closer_together() -> None:
    def back(channels: int) -> float:
        plan = plan_of("rearrange", pattern="h w c -> c h w", shape=f"9,9,{channels}")
        return drawn(plan, layout="stack").stages[0].layout.steps[2][0]

    assert back(2) == back(7) > back(8) > back(16) > 0


def test_figures_of_a_batch_stand_apart_with_their_stacks() -> None:
    shown = drawn(plan_of("rearrange", pattern="b h w c -> b c h w", shape="2,3,3,4"))
    corners = places(shown.stages[0], [2, 3, 3, 4])[:, 1]
    digits = shown_digits([2, 3, 3, 4])[:, 0]
    assert corners[digits == 0].max() + shown.cell < corners[digits == 1].min()


def test_figures_of_one_row_do_not_run_into_each_other() -> None:
    shown = drawn(plan_of("rearrange", pattern="b h w c -> b h w c", shape="2,1,2,4"))
    for stage in shown.stages:
        first, second = (places(stage, [1, 1, 2, 4])[:, 1] + batch * stage.layout.steps[0][1] for batch in (0, 1))
        assert first.max() + shown.cell < second.min()


def test_tiles_stand_in_rows_like_text() -> None:
    plan = plan_of("rearrange", pattern="h w c -> c h w", shape="3,3,9")
    start, *_ = drawn(plan, layout="tiles").stages
    digits = shown_digits([3, 3, 9])
    corners = places(start, [3, 3, 9])[(digits[:, 0] == 0) & (digits[:, 1] == 0)]
    assert len(np.unique(corners[:, 0])) == len(np.unique(corners[:, 1])) == 3
    assert np.lexsort((corners[:, 0], corners[:, 1])).tolist() == list(range(9))


def test_parts_of_the_depth_run_down_and_along_as_tiles() -> None:
    plan = plan_of("expand", shape="1,2,2,4")
    steps = drawn(plan, layout="tiles").stages[0].layout.steps
    assert (steps[3][0], steps[4][1]) == (0, 0)
    assert steps[3][1] > 2 * 62
    assert steps[4][0] > 2 * 62


@pytest.mark.parametrize("layout", SHOWN)
def test_a_layout_is_shown_as_it_was_chosen(layout: Shown) -> None:
    for shape in ("2,2,3", "2,2,8", "9,9,4"):
        assert drawn(plan_of("rearrange", pattern="h w c -> c h w", shape=shape), layout=layout).layout == layout
    assert drawn(plan_of("rearrange", pattern="h w -> w h", shape="2,3"), layout=layout).layout is None
