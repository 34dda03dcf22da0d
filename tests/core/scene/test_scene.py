import numpy as np
import pytest
from hypothesis import given

from einscope.core.scene.layout.paper import PLACEMENTS, Placement
from tests.core.asking import plan_of
from tests.core.einops_judge import Request
from tests.core.scene.drawing import drawn, places, shown_digits
from tests.core.strategies import requests, some

EXPAND = {"shape": "1,2,2,4"}


def test_a_scene_has_four_stages_of_two_figures() -> None:
    shown = drawn(plan_of("expand", **EXPAND))
    assert [stage.name for stage in shown.stages] == ["input", "split", "moved", "output"]
    assert [shown.figures[stage.figure].tensor for stage in shown.stages] == ["x", "x", "y", "y"]
    assert shown.cells == 16


@pytest.mark.parametrize(
    ("stage", "axis", "step"),
    [
        (0, "h", (0, 62, 0)),
        (0, "w", (62, 0, 0)),
        (0, "p1", (0, 142, 2)),
        (0, "p2", (142, 0, 1)),
        (2, "h", (0, 142, 0)),
        (2, "w", (142, 0, 0)),
        (2, "p1", (0, 62, 0)),
        (2, "p2", (62, 0, 0)),
        (3, "h", (0, 124, 0)),
        (3, "w", (124, 0, 0)),
        (3, "p1", (0, 62, 0)),
        (3, "p2", (62, 0, 0)),
    ],
)
def test_a_step_along_an_axis_is_a_vector(stage: int, axis: str, step: tuple[float, float, float]) -> None:
    plan = plan_of("expand", **EXPAND)
    steps = dict(zip((each.name for each in plan.axes), drawn(plan).stages[stage].layout.steps, strict=True))
    assert steps[axis] == pytest.approx(step)


@pytest.mark.parametrize("placement", PLACEMENTS)
def test_the_example_goes_from_four_planes_to_one_grid(placement: Placement) -> None:
    plan = plan_of("expand", **EXPAND)
    counts = [axis.size for axis in plan.axes]
    start, _, _, end = (places(stage, counts, placement) for stage in drawn(plan).stages)
    assert len(np.unique(start, axis=0)) == len(np.unique(end, axis=0)) == 16

    planes = [start[start[:, 2] == depth] for depth in (0, 1, 2, 3)]
    assert [[len(np.unique(plane[:, along])) for along in (0, 1)] for plane in planes] == [[2, 2]] * 4

    assert [len(np.unique(end[:, along])) for along in (0, 1, 2)] == [4, 4, 1]
    targets = shown_digits(counts) @ np.array(plan.output.strides)
    assert targets[np.lexsort((end[:, 0], end[:, 1]))].tolist() == list(range(16))


@some
@given(requests())
def test_blocks_of_one_plane_never_overlap(asked: Request) -> None:
    shown = drawn(plan_of("rearrange", **asked.texts), most=200)
    counts = [window.count for window in shown.windows]
    for stage in shown.stages:
        x, y, z = places(stage, counts).T
        apart_x, apart_y, apart_z = (np.abs(each[:, None] - each) for each in (x, y, z))
        overlapping = (apart_x < shown.cell) & (apart_y < shown.cell) & (apart_z < 0.5)
        assert overlapping.sum() == len(x), stage.name


@pytest.mark.parametrize(
    ("operation", "texts", "captions"),
    [
        ("expand", EXPAND, ["x · h=2 × w=2, (p1 p2 c)=4 deep", "y · (h p1)=4 × (w p2)=4"]),
        ("rearrange", {"pattern": "a b -> (a b)", "shape": "2,3"}, ["x · a=2 × b=3", "y · (a b)=6"]),
        ("rearrange", {"pattern": "->", "shape": ""}, ["x · one cell", "y · one cell"]),
        ("rearrange", {"pattern": "a 1 -> 1 a", "shape": "0,1"}, ["x · a=0", "y · a=0"]),
        ("merge", {"shape": "1,5,5,1", "odd": "crop"}, ["x · (h p1)=5 × (w p2)=5", "y · h=2 × w=2, (p2 p1 c)=4 deep"]),
    ],
)
def test_captions_say_what_is_seen(operation: str, texts: dict[str, str], captions: list[str]) -> None:
    assert [str(figure.caption) for figure in drawn(plan_of(operation, **texts)).figures] == captions


@pytest.mark.parametrize(
    ("operation", "texts", "planes", "blocks"),
    [
        # Cards lie behind x, one for each offset and channel; outlines stand around the blocks of y's front slice.
        ("expand", EXPAND, [["p1", "p2", "c"], None], [None, ["b", "h", "w"]]),
        ("merge", {"shape": "1,4,4,1"}, [None, ["p2", "p1", "c"]], [["b", "h", "w"], None]),
        ("rearrange", {"pattern": "a b -> b a", "shape": "2,3"}, [None, None], [None, None]),
        ("rearrange", {"pattern": "b h w c -> b c h w", "shape": "2,3,3,2"}, [["b", "c"], ["b", "c"]], [None, None]),
    ],
)
def test_cards_and_outlines_repeat_along_axes(
    operation: str, texts: dict[str, str], planes: list[list[str] | None], blocks: list[list[str] | None]
) -> None:
    plan = plan_of(operation, **texts)
    names = [axis.name for axis in plan.axes]
    for figure, plane, block in zip(drawn(plan).figures, planes, blocks, strict=True):
        found = [axes and sorted(names[axis] for axis in axes) for axes in (figure.planes, figure.blocks)]
        # The batch has one digit here, so it makes no difference whether it is named.
        assert [axes and [name for name in axes if name != "b"] for axes in found] == [
            axes and sorted(name for name in axes if name != "b") for axes in (plane, block)
        ]


def test_blocks_fly_in_the_order_of_the_input() -> None:
    plan = plan_of("expand", **EXPAND)
    counts = [axis.size for axis in plan.axes]
    turns = shown_digits(counts) @ np.array(drawn(plan).order)
    np.testing.assert_array_equal(turns, shown_digits(counts) @ np.array(plan.inputs[0].strides))


def test_whole_blocks_fly_after_each_other() -> None:
    plan = plan_of("merge", shape="1,4,4,1")  # the input is b (h p1) (w p2) c
    counts = [axis.size for axis in plan.axes]
    turns = shown_digits(counts) @ np.array(drawn(plan).order)
    blocks = shown_digits(counts)[np.argsort(turns)][:, [1, 3]]
    assert np.unique(blocks[::4], axis=0).shape == (4, 2)
    assert all((blocks[start : start + 4] == blocks[start]).all() for start in range(0, 16, 4))


@some
@given(requests())
def test_every_block_has_a_turn_of_its_own(asked: Request) -> None:
    shown = drawn(plan_of("rearrange", **asked.texts), most=200)
    counts = [window.count for window in shown.windows]
    turns = shown_digits(counts) @ np.array(shown.order, dtype=np.int64)
    assert sorted(turns.tolist()) == list(range(shown.cells))


@pytest.mark.parametrize(
    ("shape", "odd", "counts", "of_x"),
    [
        ("1,5,5,1", "crop", [2, 2, 2, 2], [3, 2, 3, 2]),
        ("1,5,4,1", "crop", [2, 2, 2, 2], [3, 2, 2, 2]),
        ("1,5,5,1", "pad", [3, 2, 3, 2], [3, 2, 3, 2]),
        ("1,4,4,1", "crop", [2, 2, 2, 2], [2, 2, 2, 2]),
    ],
)
def test_what_is_cut_off_is_drawn_in_the_input(shape: str, odd: str, counts: list[int], of_x: list[int]) -> None:
    plan = plan_of("merge", shape=shape, odd=odd)
    shown = drawn(plan)
    picked = [[axis.name for axis in plan.axes].index(name) for name in ("h", "p1", "w", "p2")]
    assert [shown.windows[axis].count for axis in picked] == counts
    assert [shown.figures[0].counts[axis] for axis in picked] == of_x
    assert [shown.figures[1].counts[axis] for axis in picked] == counts


@pytest.mark.parametrize(
    ("pattern", "shape"),
    [("->", ""), ("-> 1 1", ""), ("a -> a", "0"), ("a b -> (a b)", "0,3"), ("a b c d -> d c (b a)", "2,0,0,3")],
)
def test_tensors_of_no_and_of_one_cell_have_a_scene(pattern: str, shape: str) -> None:
    plan = plan_of("rearrange", pattern=pattern, shape=shape)
    shown = drawn(plan)
    assert shown.cells == plan.output.cells
    assert all(side > 0 for size in shown.size.values() for side in size)
