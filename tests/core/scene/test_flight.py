"""How the blocks of every input fly; which cells meet in the end is asked in tests/core/readings."""

from itertools import pairwise

import numpy as np
import pytest

from einscope.core.scene.flight import inset
from tests.core.asking import plan_of
from tests.core.readings.cases import PRODUCTS
from tests.core.scene.drawing import drawn, places

EVERYTHING = [
    *(("einsum", {"pattern": pattern, "shape": shape}) for pattern, shape in PRODUCTS),
    ("reduce", {"pattern": "b (h p1) (w p2) c -> b h w c", "shape": "2,4,4,3", "sizes": "p1=2,p2=2"}),
    ("reduce", {"pattern": "h w c -> c", "shape": "2,3,2"}),
    ("reduce", {"pattern": "a b ->", "shape": "2,3"}),
    ("repeat", {"pattern": "h w -> (h 2) (w 2)", "shape": "2,3"}),
    ("repeat", {"pattern": "a -> r a", "shape": "3", "sizes": "r=2"}),
    ("unfold", {"shape": "1,2,4,4", "kernel": "3", "padding": "1", "channels": "first"}),
    ("merge", {"shape": "1,5,5,2", "odd": "crop"}),
]


@pytest.mark.parametrize(("operation", "texts"), EVERYTHING)
def test_blocks_stand_apart_while_they_are_moved(operation: str, texts: dict[str, str]) -> None:
    """Reduced axes are spread, copies have parted: no two blocks of a flight are in one place."""
    plan = plan_of(operation, **texts)
    for flight in drawn(plan).flights:
        standing = places(flight.stages[2], flight.to_counts)
        assert len(np.unique(standing, axis=0)) == len(standing)


@pytest.mark.parametrize(("operation", "texts"), EVERYTHING)
def test_piles_say_how_many_blocks_lie_in_a_cell(operation: str, texts: dict[str, str]) -> None:
    plan = plan_of(operation, **texts)
    shown = drawn(plan)
    if operation == "unfold":  # where windows overlap, cells are in several of them, but not all in as many
        assert shown.figures[0].pile == 1
        return
    for number, figure in enumerate(shown.figures):
        flight = shown.flights[min(number, len(shown.flights) - 1)]
        stage = flight.stages[0 if number < len(shown.flights) else 3]
        _, counts = np.unique(places(stage, flight.to_counts), axis=0, return_counts=True)
        assert set(counts.tolist()) == {figure.pile}


def test_operands_go_to_the_same_places_and_share_the_cell() -> None:
    plan = plan_of("einsum", pattern="ij,jk->ik", shape="2,3;3,4")
    one, other = drawn(plan).flights
    assert (one.figure, other.figure) == (0, 1)
    assert one.stages[2:] == other.stages[2:]
    assert (one.inset, other.inset) == ((0, 0, 0.5, 1), (0.5, 0, 0.5, 1))
    assert [stage.figure for stage in other.stages] == [1, 1, 2, 2]


@pytest.mark.parametrize("operands", [1, 2, 3, 7])
def test_insets_fill_the_cell(operands: int) -> None:
    parts = [inset(number, operands) for number in range(operands)]
    assert sum(width * height for _, _, width, height in parts) == pytest.approx(1)
    for (left, _, width, _), (after, _, _, _) in pairwise(parts):
        assert left + width == pytest.approx(after)


def test_the_first_flight_is_what_the_scene_was_before_it_had_several() -> None:
    shown = drawn(plan_of("expand", shape="1,2,2,4"))
    assert shown.stages == shown.flights[0].stages
    assert shown.tint == shown.flights[0].tint
    assert shown.flights[0].from_counts == tuple(window.count for window in shown.windows)
