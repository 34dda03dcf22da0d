"""Ghosts are exactly the cells that numpy finds in no target."""

import numpy as np
import pytest

from tests.core.asking import plan_of
from tests.core.scene.drawing import drawn, places


@pytest.mark.parametrize(
    ("operation", "texts"),
    [
        ("einsum", {"pattern": "ii->i", "shape": "4,4"}),
        ("einsum", {"pattern": "iij->j", "shape": "3,3,2"}),
        ("einsum", {"pattern": "ij->", "shape": "2,3"}),
        ("unfold", {"shape": "1,1,6,6", "kernel": "2", "stride": "3", "channels": "first"}),
        ("unfold", {"shape": "2,2,5,5", "kernel": "2", "stride": "2", "channels": "first"}),
        ("unfold", {"shape": "1,5,5,2", "kernel": "2", "stride": "2", "dilation": "2"}),
        ("unfold", {"shape": "1,1,4,4", "kernel": "2", "padding": "1", "channels": "first"}),
        ("unfold", {"shape": "1,1,4,7", "kernel": "1", "stride": "2,3", "channels": "first"}),
    ],
)
def test_the_cells_that_no_target_has_are_ghosts(operation: str, texts: dict[str, str]) -> None:
    plan = plan_of(operation, **texts)
    sources = plan.maps[0].sources(np.arange(plan.output.cells, dtype=np.int64))
    dropped = set(range(plan.inputs[0].cells)) - set(sources.ravel().tolist())
    shown = drawn(plan)
    ghosts = shown.figures[0].ghosts
    assert sorted(ghost.number for ghost in ghosts) == sorted(dropped)

    # They stand on the grid of the figure, apart from the blocks and from each other, on the paper.
    stage = shown.stages[0]
    blocks = {
        tuple(np.round(place, 3))
        for place in places(stage, shown.flights[0].from_counts) - [*stage.origins["beside"], 0]
    }
    corners = {tuple(np.round(ghost[1:], 3)) for ghost in ghosts}
    assert len(corners) == len(ghosts)
    assert not corners & blocks
    for ghost in ghosts:
        for placement, (width, height) in shown.size.items():
            x, y = stage.origins[placement]
            assert 0 <= x + ghost.x <= width - shown.cell
            assert 0 <= y + ghost.y <= height - shown.cell


@pytest.mark.parametrize(
    "texts",
    [
        {"shape": "1,1,100000,9", "kernel": "90000,2", "stride": "7", "channels": "first"},
        {"shape": "1,1,1000000,1000000", "kernel": "2", "stride": "3", "channels": "first"},
    ],
)
def test_ghosts_of_large_tensors_are_few_or_none(texts: dict[str, str]) -> None:
    assert len(drawn(plan_of("unfold", **texts)).figures[0].ghosts) <= 4096


def test_a_window_shows_only_what_nobody_takes() -> None:
    """A cell that a block outside the window takes is no ghost, though no block stands on it here."""
    plan = plan_of("unfold", shape="1,1,1000,1000", kernel="40", stride="40", channels="first")
    assert drawn(plan).cells < plan.output.cells
    assert drawn(plan).figures[0].ghosts == ()
