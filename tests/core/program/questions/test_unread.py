"""What is given and never read is said so, and may be left out."""

from dataclasses import replace

import pytest

from einscope.core.errors import PatternError
from einscope.core.fields import NamedShapesText, ValuesText
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.program.answer.judged import judged, notes_on
from einscope.core.program.answer.unread import needless, notes_with_unread
from einscope.core.program.question import Asked


def question(code: str, shape: str, values: str = "") -> Asked:
    shapes = NamedShapesText().read(shape, "shape", DEFAULT_LIMITS)
    return Asked(code, shapes, ValuesText().read(values, "values", DEFAULT_LIMITS), "")


@pytest.mark.parametrize(
    ("code", "shape", "unread"),
    [
        ("x = z.t()", "x:2,2;z:2,3", ("x",)),
        ("x = torch.arange(4)\ny = x.flip(0)", "x:2,2", ("x",)),
        ("# x\ny = z.t()", "x:2,2;z:2,3", ("x",)),
        ("def f(x, mask):\n    return x.t()", "x:2,2;mask:2,2", ("mask",)),
        ("def f(x, mask=None):\n    return x if mask is None else x.t()", "x:2,2;mask:2,2", ()),
        ("y = torch.zeros(x.shape[0])", "x:2,2", ()),
        ("y = z\nif y.ndim > 5:\n    y = x", "x:2,2;z:2,3", ("x",)),
        ("x[0] = z", "x:2,2;z:2", ()),
        ("x += z", "x:2,2;z:2", ()),
        ("y = [each for each in x][0]", "x:2,2", ()),
        ("(lambda: x.t())()", "x:2,2", ()),
    ],
)
def test_an_input_is_unread_where_no_expression_stood_for_it(code: str, shape: str, unread: tuple[str, ...]) -> None:
    try:
        program = question(code, shape).run(DEFAULT_LIMITS)
    except PatternError as fault:
        pytest.fail(str(fault))
    assert program.unread == unread


def notes(code: str, shape: str) -> list[str]:
    program = question(code, shape).run(DEFAULT_LIMITS)
    found = judged(program, (), DEFAULT_LIMITS)
    said = notes_with_unread(found.verdict, program, lambda each: notes_on(replace(found, verdict=each), program))
    return [str(note.text) for note in said]


def test_cells_that_nothing_reads_are_not_called_dropped() -> None:
    assert notes("x = z.t()", "x:2,2;z:2,3")[0] == "x is never read."
    assert not any("dropped" in note for note in notes("x = z.t()", "x:2,2;z:2,3"))
    assert notes("x = z[1:]", "x:2,2;z:2,3")[:2] == ["x is never read.", "3 of 6 cells of z are dropped."]
    assert notes("x = z[1:]", "z:2,3")[0] == "3 of 6 input cells are dropped."


@pytest.mark.parametrize(
    ("code", "shape", "values", "names"),
    [
        ("x = torch.arange(4).view(2, 2)", "x:2,2", "", ("x",)),
        ("y = q.t()", "x:2,2", "n=2", ("x", "n")),  # it does not run yet: q is wanted
        ("y = x.view(self.n, -1)", "x:2,2", "self.n=2,self.m=3", ("self.m",)),
        ("y = z\nif y.ndim > 5:\n    y = x", "x:2,2;z:2,3", "", ()),  # with other sizes it is read
        ("y = x.t(", "x:2,2", "n=2", ()),
        ("y = x.t()", "x:2,2", "", ()),
    ],
)
def test_what_may_be_left_out_is_known(code: str, shape: str, values: str, names: tuple[str, ...]) -> None:
    asked = question(code, shape, values)
    try:
        unread = asked.run(DEFAULT_LIMITS).unread
    except PatternError:
        unread = ()
    assert needless(asked, unread, DEFAULT_LIMITS) == names
