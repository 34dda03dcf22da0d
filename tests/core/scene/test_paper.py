from math import prod

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given

from einscope.core.scene import Scene
from einscope.core.scene.layout.paper import PLACEMENTS, Placement
from tests.core.asking import plan_of
from tests.core.einops_judge import Request
from tests.core.scene.drawing import Places, drawn, places, shown_digits
from tests.core.scene.test_window import HUGE
from tests.core.strategies import requests, some


def there(shown: Scene, figure: int) -> npt.NDArray[np.bool_]:
    """Which of the digits drawn lead to a cell: behind the window what was cut off need not be a whole block."""
    told, flight = shown.figures[figure], shown.flights[0]
    digits = shown_digits(list(told.counts))
    if figure != flight.figure:
        return np.ones(len(digits), dtype=np.bool_)
    beyond = (digits >= np.array(flight.from_counts)).any(axis=1)
    true = digits + np.array([window.start for window in shown.windows])
    outside = np.zeros(len(digits), dtype=np.bool_)
    for axis, terms in zip(told.axes, flight.index, strict=True):
        outside |= sum(term.times * (1 if term.axis is None else true[:, term.axis]) for term in terms) >= axis.size
    return ~(beyond & outside)


def points(shown: Scene, figure: int, placement: Placement) -> Places:
    """Corners of blocks and ends of brackets of a figure, in all its stages."""
    found = []
    for stage in (each for each in shown.stages if each.figure == figure):
        corners = places(stage, shown.figures[figure].counts, placement)[there(shown, figure), :2]
        covered = stage.layout.bounds
        ends = [end for bracket in stage.layout.brackets for end in (bracket.start, bracket.end)]
        around = np.array([(covered.left, covered.top), (covered.right, covered.bottom), *ends])
        found += [corners, corners + shown.cell, around + stage.origins[placement]]
    return np.concatenate(found)


def assert_on_the_paper(shown: Scene) -> None:
    for placement in PLACEMENTS:
        figures = [points(shown, figure, placement) for figure in (0, 1)]
        for each, figure in zip(figures, shown.figures, strict=True):
            everything = np.concatenate([each, [figure.captions[placement]]])
            assert (everything >= 0).all()
            assert (everything <= shown.size[placement]).all()
            assert figure.captions[placement][1] > each[:, 1].max()
        along = 0 if placement == "beside" else 1
        assert figures[0][:, along].max() < figures[1][:, along].min()


@some
@given(requests())
def test_every_block_and_bracket_is_on_the_paper(asked: Request) -> None:
    assert_on_the_paper(drawn(plan_of("rearrange", **asked.texts), most=200))


@pytest.mark.parametrize(("operation", "texts"), HUGE)
def test_windows_on_huge_tensors_are_on_the_paper(operation: str, texts: dict[str, str]) -> None:
    assert_on_the_paper(drawn(plan_of(operation, **texts), most=500))


@pytest.mark.parametrize("odd", ["crop", "pad"])
@pytest.mark.parametrize("shape", ["1,5,7,1", "2,4,4,3", "1,1,1,1", "1,2,5,1", "1,200,200,1", "3,5,5,5,2", "2,5,1"])
def test_what_is_cut_off_or_filled_in_is_on_the_paper_too(odd: str, shape: str) -> None:
    assert_on_the_paper(drawn(plan_of("merge", shape=shape, factor="3", odd=odd)))


@pytest.mark.parametrize("placement", PLACEMENTS)
def test_the_split_figure_has_room_where_the_closed_one_is(placement: Placement) -> None:
    plan = plan_of("merge", shape="1,4,4,1")
    closed, split = drawn(plan).stages[:2]
    counts = [axis.size for axis in plan.axes]
    middles = [places(stage, counts, placement)[:, :2].mean(axis=0) for stage in (closed, split)]
    assert middles[0] == pytest.approx(middles[1], abs=40)


@pytest.mark.parametrize(("shape", "cells"), [("4,4", 4096), ("64,64", 4096), ("1000,1000", 10**6)])
def test_there_is_room_for_names_however_many_cells_fill_the_screen(shape: str, cells: int) -> None:
    shown = drawn(plan_of("rearrange", pattern="h w -> w h", shape=shape), most=cells)
    assert shown.cells == prod(map(int, shape.split(",")))
    width = 1000  # screen pixels
    scale = min(1.7, width / shown.size["beside"][0])
    for bracket in shown.stages[0].layout.brackets:
        away = -min(bracket.start)  # from the cells
        assert away * scale >= 6, "a bracket that can be told from the cells"
    below = shown.figures[0].captions["beside"][1] - points(shown, 0, "beside")[:, 1].max()
    assert below * scale >= 12, "a line for the caption"
