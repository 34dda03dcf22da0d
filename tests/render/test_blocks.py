"""Blocks: whose number is written on them, where they go, and when."""

from collections.abc import Mapping

import numpy as np
import pytest

from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.ops import registry
from einscope.core.scene.layout.paper import PLACEMENTS
from einscope.render.blocks import HOLLOW, Blocks
from einscope.render.marks import Cell
from einscope.render.motion import FLIES, LENGTH, during, gone, opened, time_at
from einscope.render.paint import marks
from tests.render.subjects import NAMES, SUBJECTS, subject


@pytest.mark.parametrize(("operation", "texts"), SUBJECTS, ids=NAMES)
def test_the_number_on_a_block_is_a_source_of_the_cell_where_it_ends(operation: str, texts: Mapping[str, str]) -> None:
    seen = subject(operation, texts)
    plan = registry()[operation].read(texts, DEFAULT_LIMITS).plan(DEFAULT_LIMITS)
    for number, tensor in enumerate(seen.inputs):
        blocks = Blocks(seen.scene, number, tensor, seen.output, "beside")
        assert blocks.count == seen.scene.cells
        sources = plan.maps[number].sources(blocks.targets)
        assert (sources == blocks.numbers[:, None]).any(axis=1).all()


@pytest.mark.parametrize(("operation", "texts"), SUBJECTS, ids=NAMES)
def test_every_block_takes_its_own_turn_from_the_first_to_the_last(operation: str, texts: Mapping[str, str]) -> None:
    seen = subject(operation, texts)
    turns = Blocks(seen.scene, 0, seen.inputs[0], seen.output, "below").turns
    assert turns.min() == 0
    assert turns.max() == 1
    assert len(np.unique(turns)) == len(turns)


def test_cells_that_were_filled_in_are_hollow() -> None:
    seen = subject("merge", {"shape": "1,3,3,1", "odd": "pad"})
    blocks = Blocks(seen.scene, 0, seen.inputs[0], seen.output, "beside")
    assert (blocks.numbers == HOLLOW).sum() == 16 - 9


@pytest.mark.parametrize(
    ("pattern", "shape"),
    [
        ("h w c -> h w", "2,2,3"),
        ("c h w -> h w", "3,2,2"),
        ("h w c -> c", "2,2,3"),
        ("b h w c -> b h w", "2,2,2,3"),
        ("h w (c d) -> h w c", "2,2,6"),
    ],
)
def test_what_became_of_the_blocks_of_a_cell_lies_on_top_of_them(pattern: str, shape: str) -> None:
    sizes = {"sizes": "d=3"} if "d" in pattern else {}
    seen = subject("reduce", {"pattern": pattern, "shape": shape, "reduction": "max", **sizes})
    for placement in PLACEMENTS:
        cells = (mark for mark in marks(seen, placement).figures if isinstance(mark, Cell) and mark.which == "to")
        on_top = {mark.closed: mark.text for mark in cells}  # what is painted later covers what was there
        assert {text.partition("\n")[2] for text in on_top.values()} == {
            label.replace("\n", " ") for label in seen.labels
        }
        assert {text.partition("\n")[0] for text in on_top.values()} <= {str(value) for value in seen.result or ()}


def test_blocks_without_digits_in_common_are_paired() -> None:
    from dataclasses import replace

    seen = subject("rearrange", {"pattern": "h w -> h w", "shape": "2,2"})
    flight = replace(seen.scene.flights[0], pairs=((0, 1, 2, 3), (3, 2, 1, 0)), numbers=(7, 8, 9, 10))
    scene = replace(seen.scene, flights=(flight,))
    plain = Blocks(seen.scene, 0, seen.inputs[0], seen.output, "beside")
    paired = Blocks(scene, 0, seen.inputs[0], seen.output, "beside")
    assert paired.numbers.tolist() == [7, 8, 9, 10]
    assert (paired.ends[1].closed == plain.ends[1].closed[::-1]).all()
    assert (paired.ends[0].closed == plain.ends[0].closed).all()


@pytest.mark.parametrize(
    ("turn", "time", "flown"), [(0, 1, 0), (0, 1.45, 1), (1, 1.55, 0), (1, 2, 1), (0, 1.225, 0.5), (0.5, 1.5, 0.5)]
)
def test_a_block_flies_for_its_part_of_the_flight(turn: float, time: float, flown: float) -> None:
    assert float(gone(np.array(turn), time)) == pytest.approx(flown)


@pytest.mark.parametrize(("time", "share"), [(0, 0), (0.5, 0.5), (1, 1), (1.7, 1), (2, 1), (2.5, 0.5), (3, 0)])
def test_figures_are_open_while_blocks_fly(time: float, share: float) -> None:
    assert opened(time) == pytest.approx(share)


def test_the_film_passes_every_time_and_rests_at_the_stages() -> None:
    times = [time_at(second / 100) for second in range(round(LENGTH * 100) + 1)]
    assert times == sorted(times)
    assert (times[0], times[-1]) == (0, 3)
    for stage in range(4):
        assert times.count(stage) > 40
    assert time_at(during(FLIES, 0.5)) == pytest.approx(1.5)
