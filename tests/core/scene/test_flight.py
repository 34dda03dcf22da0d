"""Where the blocks of every input go; numpy's own einsum and indexing are the judges of which cells meet."""

from collections import defaultdict
from itertools import pairwise

import numpy as np
import pytest

from einscope.core.map import IntArray
from einscope.core.plan import Plan
from einscope.core.scene.flight import Flight, inset
from tests.core.asking import plan_of
from tests.core.scene.drawing import drawn, places, shown_digits

PRODUCTS = [
    ("ij,jk->ik", "2,3;3,4"),
    ("i, j -> i j", "3;4"),
    ("b i d, b j d -> b i j", "2,3,2;2,4,2"),
    ("ii->i", "4,4"),
    ("ii->", "4,4"),
    ("iij->j", "3,3,2"),
    ("ij,ji->", "2,3;3,2"),
    ("ij,jk,kl->il", "2,3;3,2;2,2"),
    ("ij,j->i", "2,3;1"),
    ("ij->", "2,3"),
]
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


def numbers(plan: Plan, flight: Flight) -> IntArray:
    """Flat positions of the blocks in their input, -1 where there is none."""
    digits = shown_digits(flight.from_counts)
    tensor = plan.inputs[flight.figure]
    index = np.array(
        [
            sum(
                (term.times * (1 if term.axis is None else digits[:, term.axis]) for term in terms),
                np.zeros(len(digits)),
            )
            for terms in flight.index
        ],
        dtype=np.int64,
    ).reshape(len(flight.index), len(digits))
    inside = np.all((index >= 0) & (index < np.array(tensor.shape, dtype=np.int64)[:, None]), axis=0)
    flat = tensor.offset + digits @ np.array(tensor.strides, dtype=np.int64)
    found: IntArray = np.where(inside, flat, -1)
    return found


@pytest.mark.parametrize(("operation", "texts"), EVERYTHING)
def test_the_blocks_that_meet_in_a_cell_are_its_sources(operation: str, texts: dict[str, str]) -> None:
    plan = plan_of(operation, **texts)
    shown = drawn(plan)
    targets = shown_digits(shown.flights[0].to_counts) @ np.array(plan.output.strides, dtype=np.int64)
    for flight, index_map in zip(shown.flights, plan.maps, strict=True):
        met: dict[tuple[float, ...], list[int]] = defaultdict(list)
        cell_at: dict[tuple[float, ...], set[int]] = defaultdict(set)
        for place, number, target in zip(
            places(flight.stages[3], flight.to_counts), numbers(plan, flight), targets, strict=True
        ):
            met[tuple(place)].append(int(number))
            cell_at[tuple(place)].add(int(target))
        assert all(len(cells) == 1 for cells in cell_at.values())
        assert len(met) == plan.output.cells
        sources = index_map.sources(np.arange(plan.output.cells, dtype=np.int64))
        for place, found in met.items():
            [cell] = cell_at[place]
            assert sorted(found) == sorted(sources[cell].tolist())


@pytest.mark.parametrize(("operation", "texts"), EVERYTHING)
def test_a_cell_of_an_input_has_one_place_and_another_cell_another(operation: str, texts: dict[str, str]) -> None:
    plan = plan_of(operation, **texts)
    for flight in drawn(plan).flights:
        pairs = set()
        for place, number in zip(places(flight.stages[0], flight.from_counts), numbers(plan, flight), strict=True):
            if number >= 0:
                pairs.add((tuple(place), int(number)))
        assert len({place for place, _ in pairs}) == len({number for _, number in pairs}) == len(pairs)


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
