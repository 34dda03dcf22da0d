"""The map to each of several inputs is judged on its own, and the pattern that is named moves its cells as it says."""

import numpy as np
import pytest

from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.ops import registry
from einscope.core.program import Program, run
from einscope.core.program.answer.alone import Alone, each_alone
from einscope.core.program.answer.judged import EFFORT
from einscope.core.program.answer.part import maps_of
from einscope.core.program.answer.shares import shares_of
from einscope.core.program.names.axes import axis_names

KEPT = "Each cell of {} is in exactly one cell of the result."
Shapes = dict[str, tuple[int, ...]]


def told(code: str, shapes: Shapes) -> tuple[Program, tuple[Alone, ...]]:
    program = run(code, shapes, {}, DEFAULT_LIMITS)
    shares = shares_of(program, DEFAULT_LIMITS, EFFORT)
    return program, each_alone(program, axis_names(program, code), shares, DEFAULT_LIMITS)


@pytest.mark.parametrize(
    ("code", "shapes", "patterns", "sentences"),
    [
        (
            "y = q + k.t()",
            {"q": (2, 3), "k": (3, 2)},
            ["i j -> i j", "i j -> j i"],
            [
                KEPT.format("q"),
                KEPT.format("k"),
            ],
        ),
        (
            "y = torch.cat([q, k[:1]])",
            {"q": (2, 3), "k": (2, 3)},
            [None, None],
            [KEPT.format("q"), "3 of 6 cells of k are dropped."],
        ),
        (
            "y = q + b",
            {"q": (2, 3), "b": (3,)},
            ["i j -> i j", "i -> b i, b=2"],
            [KEPT.format("q"), "3 of 3 cells of b are used more than once."],
        ),
        (
            "y = q.t()\nz = k",
            {"q": (2, 3), "k": (2, 3)},
            [None, "i j -> i j"],
            ["No cell of q is in the result.", KEPT.format("k")],
        ),
    ],
)
def test_each_input_is_judged_as_if_the_others_were_not_there(
    code: str, shapes: Shapes, patterns: list[str | None], sentences: list[str]
) -> None:
    _, found = told(code, shapes)
    assert [each.alike and each.alike.text for each in found] == patterns
    assert [" ".join(str(note.text) for note in each.notes) for each in found] == sentences


@pytest.mark.parametrize(
    ("code", "shapes"),
    [
        ("y = q + k.t()", {"q": (2, 3), "k": (3, 2)}),
        ("y = q + b", {"q": (2, 3), "b": (3,)}),
        ("y = q.reshape(3, 4).t() * k.reshape(4, 3)", {"q": (2, 6), "k": (12,)}),
        ("y = q.flip(0) + k[::2]", {"q": (3, 2), "k": (6, 2)}),
    ],
)
def test_the_pattern_of_an_input_moves_its_cells_as_the_program_does(code: str, shapes: Shapes) -> None:
    program, found = told(code, shapes)
    cells = np.arange(program.output.cells, dtype=np.int64)
    for each, own in zip(found, maps_of(program, program.output), strict=True):
        if each.alike is None or each.alike.pattern is None or each.alike.expression is not None:
            continue
        texts = {
            "pattern": each.alike.pattern,
            "shape": ",".join(map(str, each.share.input.shape)),
            "sizes": ",".join(f"{name}={size}" for name, size in each.alike.sizes.items()),
        }
        plan = registry()[each.alike.op].read(texts, DEFAULT_LIMITS).plan(DEFAULT_LIMITS)
        [alone] = plan.maps
        assert (alone.sources(cells).max(axis=1) == own.sources(cells).max(axis=1)).all()


def test_of_cells_that_are_numbered_anew_no_pattern_is_looked_for() -> None:
    _, found = told("y = torch.nn.Linear(3, 2)(x)[1:]", {"x": (2, 3)})
    assert [each.alike for each in found] == [None, None]
    assert [str(note.text) for note in found[0].notes] == ["No cell of x is in the result."]
