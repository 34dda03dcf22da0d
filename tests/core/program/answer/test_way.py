"""The way of a cell ends at the cells of the inputs that it is made of, and names every line on it."""

import numpy as np

from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.map import NO_SOURCE
from einscope.core.program import run
from einscope.core.program.answer.steps import steps
from einscope.core.program.answer.way import way_of
from tests.core.program.cases import EACH, ended
from tests.core.program.programs.case import Case
from tests.core.program.programs.layers import by_name

MERGED = by_name("c=C // 1").code


@EACH
def test_the_way_ends_at_what_the_cell_is_made_of(case: Case) -> None:
    program = ended(case)
    last = len(program.tensors) - 1
    for cell in {0, program.output.cells // 2, program.output.cells - 1}:
        if not 0 <= cell < program.output.cells:
            continue
        hops = way_of(program, last, cell)
        found = {
            program.inputs[hop.tensor].offset + place
            for hop in hops
            if hop.tensor < len(program.inputs)
            for place in hop.cells
        }
        sources = program.output.map.sources(np.array([cell]))[0]
        wanted = set(sources[sources != NO_SOURCE].tolist())
        assert found == wanted if not any(hop.more for hop in hops) else found <= wanted
        assert hops[0].cells == (cell,)


def test_every_line_of_the_way_is_named() -> None:
    program = run(MERGED, {"x": (1, 4, 4, 2)}, {"self.dim_scale": 2}, DEFAULT_LIMITS)
    hops = way_of(program, 5, 9)
    assert [(hop.name, hop.line, hop.cells) for hop in hops] == [
        ("x", 7, (9,)),
        ("x", 6, (5,)),
        ("x2", 4, (1,)),
        ("x", None, (3,)),
    ]


def test_of_many_cells_the_first_are_followed_and_the_others_counted() -> None:
    program = run("y = x.sum()", {"x": (5, 5)}, {}, DEFAULT_LIMITS)
    hop = way_of(program, 0, 0)[-1]
    assert (hop.cells, hop.more) == (tuple(range(16)), 9)


@EACH
def test_every_line_has_a_sentence(case: Case) -> None:
    program = ended(case)
    said = [str(each) for each in steps(program)]
    assert len(said) == len(program.tensors)
    for sentence, made in zip(said, program.tensors, strict=True):
        assert sentence.startswith(f"Line {made.line}: ")
        assert "{" not in sentence.replace(made.name, "")
