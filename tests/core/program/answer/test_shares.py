"""Where numbers begin anew, nothing is said of the program as a whole, and what is said of each input is true."""

import pytest

from einscope.core.judge.verdict import Verdict
from einscope.core.limits import DEFAULT_LIMITS, Limits
from einscope.core.program import run
from einscope.core.program.answer.judged import Judged, judged, notes_on
from einscope.core.program.answer.steps import steps
from einscope.core.program.answer.way import way_of
from einscope.core.program.names.axes import axis_names
from einscope.core.program.picture import line_scene
from einscope.core.scene.look import Look


def found_of(code: str, limits: Limits = DEFAULT_LIMITS) -> tuple[Judged, list[str]]:
    program = run(code, {"x": (2, 4)}, {"self.f": (2, 6)} if "self.f" in code else {}, limits)
    found = judged(program, ("a", "b"), limits)
    return found, [str(note.text) for note in notes_on(found, program)][1:]


@pytest.mark.parametrize(
    ("code", "said", "pattern"),
    [
        (
            "y = self.f(x).t()",
            ["Each cell of self.f(…) is in exactly one cell of the result.",
             "No cell of x can be followed as far as the result."],
            "a0 a1 -> a1 a0",
        ),
        (
            "y = self.f(x)[1:]",
            ["6 of 12 cells of self.f(…) are dropped.", "No cell of x can be followed as far as the result."],
            None,
        ),
        (
            "y = self.f(x)\nz = torch.cat([y, y, x], 1)",
            ["Each cell of x is in exactly one cell of the result.",
             "12 of 12 cells of self.f(…) are used more than once."],
            None,
        ),
        (
            "y = self.f(x)\nz = torch.cat([y[:, :4], x[1:]])",
            ["4 of 8 cells of x cannot be followed as far as the result.",
             "4 of 12 cells of self.f(…) are dropped."],
            None,
        ),
        (
            "y = self.f(x)\nz = F.interpolate(y[None], size=2, mode='linear')\nw = torch.cat([z[0], y[:, 1:3]])",
            ["8 of 12 cells of self.f(…) cannot be followed as far as the result.",
             "Each cell of F.interpolate(…) is in exactly one cell of the result.",
             "No cell of x can be followed as far as the result."],
            None,
        ),
        ("y = self.f(x)\nz = torch.zeros(2)", ["No cell of x, self.f(…) can be followed as far as the result.",
                                              "2 of 2 output cells have no source."], None),
    ],
)  # fmt: skip
def test_every_input_is_spoken_of_on_its_own(code: str, said: list[str], pattern: str | None) -> None:
    found, notes = found_of(code)
    assert [each for each in notes if not each.startswith(("Line", "2 of 2", "New"))] == [
        each for each in said if not each.startswith("2 of 2")
    ]
    assert found.same is None
    assert (found.verdict.bijective, found.verdict.identity, found.verdict.inverse) == (None, None, None)
    if pattern is not None:
        assert found.alike is not None
        assert found.alike.pattern == pattern


def test_a_program_whose_result_is_all_of_the_input_is_judged_as_ever() -> None:
    found, _ = found_of("y = self.f(x)\nz = x.t()")
    assert found.shares == ()
    assert found.verdict.bijective
    assert found.verdict != Verdict()


def test_of_cells_too_many_to_count_nothing_is_counted() -> None:
    found, notes = found_of("y = self.f(x).t()", Limits(gather_cells=4))
    assert [share.dropped for share in found.shares] == [None, None]
    assert notes == ["No cell of x can be followed as far as the result.", *notes[1:]]


def test_the_way_of_a_cell_ends_where_its_number_begins() -> None:
    program = run("y = x.t()\nz = self.f(y)\nw = z.t()", {"x": (2, 4)}, {"self.f": (4, 6)}, DEFAULT_LIMITS)
    way = way_of(program, 2, 1)
    assert [(hop.name, hop.cells) for hop in way] == [("w", (1,)), ("z", (6,))]
    assert str(way[-1].begins) == "self.f is not defined in the program: what it does to cells is unknown."
    assert str(steps(program)[1]).startswith("Line 2: z is a new tensor, 4×6, whose cells are numbered anew. self.f is")


def test_the_picture_numbers_and_colours_new_cells_on_their_own() -> None:
    code = "B, C = x.shape\ny = self.f(x)"
    program = run(code, {"x": (2, 4)}, {"self.f": (2, 6)}, DEFAULT_LIMITS)
    names = axis_names(program, code)
    assert names == (("b", "c"), ("b", "c"), ("b", "c"))
    drawn = line_scene(program, names, 0, Look(), 4096)
    [*_, flight] = drawn.scene.flights
    assert flight.numbers == tuple(range(12))
    assert len(set(flight.hues or ())) > 1
    assert len(drawn.scene.figures[0].ghosts) == 8
