import pytest
from hypothesis import given

from einscope.core.scene.layout.directions import directions
from tests.core.asking import plan_of
from tests.core.einops_judge import Request
from tests.core.strategies import requests, some


@pytest.mark.parametrize(
    ("side", "shape", "row", "column", "depth"),
    [
        ("h w", "2,3", "h", "w", ""),
        ("w h", "2,3", "w", "h", ""),
        ("b h w c", "2,3,4,5", "b h", "w", "c"),
        ("b c h w", "2,3,4,5", "b h", "w", "c"),
        ("b t h w c", "2,3,4,5,6", "b h", "t w", "c"),
        ("height width channels", "2,3,4", "height", "width", "channels"),
        ("c h1 w1", "2,3,4", "h1", "w1", "c"),
        ("w1 h1 C2", "2,3,4", "w1", "h1", "C2"),
        ("a", "3", "", "a", ""),
        ("i j", "2,3", "i", "j", ""),
        ("i j k", "2,3,4", "j", "k", "i"),
        ("i j k l", "2,3,4,5", "k", "i l", "j"),
        ("b l c", "2,3,4", "b l", "c", ""),
        ("b i", "2,3", "b", "i", ""),
        ("b", "3", "", "b", ""),
        ("i j k", "2,1,4", "j i", "k", ""),
        ("", "", "", "", ""),
    ],
)
def test_names_decide_and_else_the_place(side: str, shape: str, row: str, column: str, depth: str) -> None:
    plan = plan_of("rearrange", pattern=f"{side}->{side}", shape=shape)
    found = directions(plan.inputs[0], plan.axes)
    names = [axis.name for axis in plan.axes]
    assert [" ".join(names[axis] for axis in axes) for axes in (found.row, found.column, found.depth)] == [
        row, column, depth
    ]  # fmt: skip


@some
@given(requests())
def test_every_axis_of_a_tensor_runs_one_way(asked: Request) -> None:
    plan = plan_of("rearrange", **asked.texts)
    for tensor in (plan.inputs[0], plan.output):
        found = directions(tensor, plan.axes)
        assert sorted((*found.row, *found.column, *found.depth)) == list(range(len(tensor.shape)))
