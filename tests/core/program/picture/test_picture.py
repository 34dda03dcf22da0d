"""Every block of every line's scene is a cell that the line moves, with the number of the input's cell it came from."""

from math import prod

import numpy as np
import pytest

from einscope.core.errors import PatternError
from einscope.core.fields import SizesText
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.map import NO_SOURCE, IntArray
from einscope.core.program import Program, run
from einscope.core.program.answer.way import cells_of
from einscope.core.program.names.axes import axis_names
from einscope.core.program.picture import line_scene
from einscope.core.program.picture.line import LineScene
from einscope.core.scene.flight import Flight
from einscope.core.scene.look import Look
from einscope.core.scene.merged import label, place
from tests.core.program.cases import EACH, ended
from tests.core.program.programs.case import Case
from tests.core.program.programs.layers import by_name

MERGED = by_name("c=C // 1").code
LARGE = {"x": (8, 56, 56, 96)}
MOST = 4096


def drawn(program: Program, code: str, number: int, look: Look | None = None) -> LineScene:
    return line_scene(program, axis_names(program, code), number, look or Look(), MOST)


_LINES: dict[int, list[LineScene]] = {}


def lines(case: Case) -> list[LineScene]:
    """The scenes of a program's lines, each drawn once."""
    program = ended(case)
    if id(case) not in _LINES:
        _LINES[id(case)] = [drawn(program, case.code, number) for number in range(len(program.tensors))]
    return _LINES[id(case)]


def parent_starts(program: Program, number: int) -> list[int]:
    starts = [0]
    for parent in program.tensors[number].parents:
        starts.append(starts[-1] + cells_of(program, parent))
    return starts


def ids(program: Program, flight: Flight) -> IntArray:
    """The blocks' cells among those of all inputs, negative where there is none, or more than one."""
    assert flight.numbers is not None
    assert flight.hues is not None
    numbers = np.array(flight.numbers, dtype=np.int64)
    if len(program.inputs) < 2:
        return numbers
    offsets = np.array([each.offset for each in program.inputs], dtype=np.int64)
    return np.where(numbers < 0, numbers, numbers + offsets[np.array(flight.hues, dtype=np.int64)])


def cells_behind(program: Program, number: int, cell: int) -> int:
    """Of how many cells of the inputs a cell of a tensor that is shown as a whole is made."""
    made = program.tensors[number - len(program.inputs)]
    return int(np.count_nonzero(made.map.sources(np.array([cell])) != NO_SOURCE))


@EACH
def test_every_block_is_made_of_the_cell_whose_number_it_has(case: Case) -> None:
    program = ended(case)
    for made, line in zip(program.tensors, lines(case), strict=True):
        cells = np.array(line.cells, dtype=np.int64)
        every = made.map.sources(cells) if made.map.arity <= MOST else None
        seen = np.zeros(len(cells), dtype=np.int64)
        for flight in line.scene.flights:
            assert flight.pairs is not None
            ends = np.array(flight.pairs[1], dtype=np.int64)
            found = ids(program, flight)
            np.add.at(seen, ends, 1)
            if every is not None and len(ends):
                among = (every[ends] == found[:, None]).any(axis=1)
                assert (among | (found < 0)).all()
                for block in np.flatnonzero(found < NO_SOURCE).tolist():
                    count = line.scene.merged[place(int(found[block])) or 0].count
                    assert count == cells_behind(program, made.parents[flight.figure], flight.pairs[0][block])
        if prod(made.shape) == len(cells) and made.step.arity <= MOST and len(made.parents) <= 16:
            terms = np.count_nonzero(made.step.sources(cells) != NO_SOURCE, axis=1)
            assert (seen == np.maximum(terms, 1)).all()  # a cell without a source is a hollow block


@EACH
def test_every_block_begins_where_the_line_reads_it(case: Case) -> None:
    program = ended(case)
    for number, (made, line) in enumerate(zip(program.tensors, lines(case), strict=True)):
        starts = parent_starts(program, number)
        for flight in line.scene.flights:
            if flight.figure == len(line.scene.figures) - 1:
                continue  # made anew, where it stands
            assert flight.pairs is not None
            parent = made.parents[flight.figure]
            first = len(program.inputs)
            shape = program.inputs[parent].shape if parent < first else program.tensors[parent - first].shape
            counts = [count for count in flight.from_counts if count != 1]
            if counts != [size for size in shape if size != 1]:
                continue  # a window
            begins = np.array(flight.pairs[0], dtype=np.int64) + starts[flight.figure]
            cells = np.array(line.cells, dtype=np.int64)[list(flight.pairs[1])]
            assert (made.step.sources(cells) == begins[:, None]).any(axis=1).all()


@EACH
def test_a_figure_never_has_more_cells_than_may_be_shown(case: Case) -> None:
    for line in lines(case):
        assert all(prod(figure.counts) <= MOST for figure in line.scene.figures)
        assert {stage.figure for flight in line.scene.flights for stage in flight.stages} <= set(
            range(len(line.scene.figures))
        )
        assert {flight.figure for flight in line.scene.flights} >= set(range(len(line.scene.figures) - 1))


def test_dropped_cells_stay_behind_as_ghosts() -> None:
    code = "y = x[:, 1:]"
    line = drawn(run(code, {"x": (2, 3)}, {}, DEFAULT_LIMITS), code, 0)
    assert [ghost.number for ghost in line.scene.figures[0].ghosts] == [0, 3]


def test_a_few_cells_that_are_merged_stand_side_by_side_and_many_lie_on_one_another() -> None:
    code = "y = x.sum(0)\nz = x.sum(1)"
    program = run(code, {"x": (2, 9)}, {}, DEFAULT_LIMITS)
    few, many = (drawn(program, code, number).scene for number in (0, 1))
    assert [flight.inset for flight in few.flights] == [(0.0, 0.0, 0.5, 1.0), (0.5, 0.0, 0.5, 1.0)]
    assert [flight.inset for flight in many.flights] == [(0.0, 0.0, 1.0, 1.0)]
    assert (few.figures[1].pile, many.figures[1].pile) == (2, 9)
    assert str(many.figures[1].caption) == "z · i=2; 9 into one"
    assert (few.merged, [(each.count, each.cells) for each in many.merged]) == ((), [(9, (0, 1))])


def test_no_number_is_written_on_a_cell_that_is_made_of_several() -> None:
    code = "y = x.sum(0)\nz = y[1:]\nw = torch.cat([y, x[0]])"
    program = run(code, {"x": (2, 3)}, {}, DEFAULT_LIMITS)
    line = drawn(program, code, 1).scene
    assert [str(each.text) for each in line.merged] == ["made of 2 cells"]
    assert line.flights[0].numbers == (label(0), label(0))
    assert [ghost.number for ghost in line.figures[0].ghosts] == [label(0)]
    joined = drawn(program, code, 2).scene
    assert [flight.numbers for flight in joined.flights] == [(label(0),) * 3, (0, 1, 2)]


def test_cells_of_one_line_may_be_made_of_more_and_more_others() -> None:
    code = "y = F.pad(x, (4, 0)).unfold(0, 5, 1).sum(1)"
    line = drawn(run(code, {"x": (6,)}, {}, DEFAULT_LIMITS), code, 0).scene
    assert [(each.count, each.cells) for each in line.merged] == [(2, (1,)), (3, (2,)), (4, (3,)), (5, (4, 5))]


def test_colours_survive_every_line() -> None:
    program = run(MERGED, {"x": (1, 4, 4, 2)}, {"self.dim_scale": 2}, DEFAULT_LIMITS)
    colours: dict[int, set[tuple[int, int]]] = {}
    for number in range(len(program.tensors)):
        for flight in drawn(program, MERGED, number).scene.flights:
            for cell, hue, level in zip(flight.numbers or (), flight.hues or (), flight.levels or (), strict=True):
                colours.setdefault(cell, set()).add((hue, level))
    assert len(colours) == 32
    assert all(len(each) == 1 for each in colours.values())
    # A block of 2×2 has one hue in each channel.
    assert len({next(iter(colours[cell]))[0] for cell in (0, 2, 8, 10)}) == 1


def test_a_window_shows_some_of_every_part_of_a_joined_axis() -> None:
    program = run(MERGED, LARGE, {"self.dim_scale": 2}, DEFAULT_LIMITS)
    joined = drawn(program, MERGED, 4)
    assert all(flight.numbers for flight in joined.scene.flights)
    assert len(joined.scene.flights) == 4
    assert [axis.name for axis in joined.axes[-4:]] == ["b", "h", "w", "c 4 of"]


def test_the_window_begins_where_it_is_asked_to() -> None:
    program = run(MERGED, LARGE, {"self.dim_scale": 2}, DEFAULT_LIMITS)
    at = SizesText().read("h=10,c=90", "at", DEFAULT_LIMITS)
    line = drawn(program, MERGED, 5, Look(at))
    first = np.unravel_index(line.cells[0], (8, 56, 56, 96))
    assert [int(each) for each in first] == [0, 10, 0, 90]
    with pytest.raises(PatternError) as caught:
        drawn(program, MERGED, 5, Look(SizesText().read("q=1", "at", DEFAULT_LIMITS)))
    assert (caught.value.code, caught.value.field) == ("window-axis", "at")


@pytest.mark.parametrize(
    ("code", "shapes"),
    [
        ("y = x.reshape(-1)", {"x": (2**20, 2**20)}),
        ("y = x.sum()", {"x": (2**20, 2**20)}),
        ("y = x.permute(2, 1, 0)[::3]", {"x": (2**17, 2**17, 2**17)}),
        ("y = torch.cat([x, z]).flip(0)", {"x": (2**40,), "z": (2**40,)}),
        ("y = x.unfold(0, 2**20, 1)", {"x": (2**30,)}),
        ("y = x.expand(2**20, 2**20)", {"x": (1, 1)}),
        ("y = x.repeat(1000, 1000)", {"x": (1000, 1000)}),
    ],
)
def test_what_is_shown_of_huge_tensors_is_bounded(code: str, shapes: dict[str, tuple[int, ...]]) -> None:
    line = drawn(run(code, shapes, {}, DEFAULT_LIMITS), code, 0)
    assert sum(len(flight.numbers or ()) for flight in line.scene.flights) <= MOST
    assert all(prod(figure.counts) <= MOST for figure in line.scene.figures)


def test_the_shade_tells_the_number_where_it_is_asked_to() -> None:
    code = "y = x.t()"
    program = run(code, {"x": (4, 6)}, {}, DEFAULT_LIMITS)
    (flight,) = drawn(program, code, 0, Look(color="value")).scene.flights
    by_number = dict(zip(flight.numbers or (), flight.levels or (), strict=True))
    assert [by_number[cell] for cell in range(24)] == list(range(24))
    with pytest.raises(PatternError) as caught:
        drawn(program, code, 0, Look(color="h"))
    assert caught.value.code == "color-unknown"
