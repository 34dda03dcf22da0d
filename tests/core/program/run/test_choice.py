"""Which function, class or method is run, and which of several results is meant."""

import pytest

from einscope.core.errors import PatternError
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.program import Program, run

TWO = "def f(x):\n    return x.t()\n\ndef g(x):\n    return x.view(-1)\n"
CALLED = "def f(x):\n    return g(x)\n\ndef g(x):\n    return x.t()\n"
LAYERS = """
class Outer(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = Inner()
    def forward(self, x):
        return self.inner(x).reshape(-1)

class Inner(nn.Module):
    def forward(self, x):
        return x.t()
"""
METHODS = """
class Windows:
    def cut(self, x):
        return self._turn(x).reshape(-1)
    def _turn(self, x):
        return x.t()
"""
PASTED = "def forward(self, x):\n    return self._turn(x)\n\ndef _turn(self, x):\n    return x.t()\n"


def ran(code: str, entry: str = "", output: str = "") -> Program:
    return run(code, {"x": (2, 3)}, {}, DEFAULT_LIMITS, "", entry, output)


@pytest.mark.parametrize(
    ("code", "entries", "entry"),
    [
        ("y = x.t()", (), ""),
        (TWO, ("f", "g"), "g"),
        (CALLED, ("f", "g"), "f"),
        (TWO + "y = f(x)\n", ("f", "g"), ""),
        (LAYERS, ("Outer", "Inner"), "Outer"),
        (LAYERS + TWO, ("Outer", "Inner", "f", "g"), "Outer"),
        (METHODS, ("Windows.cut", "Windows._turn"), "Windows.cut"),
        (PASTED, ("forward", "_turn"), "forward"),
        ("def f(x):\n    return f(x) if x.dim() > 9 else x.t()", ("f",), "f"),
        ("def f(x):\n    return x.t()\ndef f(x):\n    return x.view(-1)", ("f",), "f"),
    ],
)
def test_the_last_that_no_other_uses_is_run_and_all_are_listed(code: str, entries: tuple[str, ...], entry: str) -> None:
    program = ran(code)
    assert (program.entries, program.entry) == (entries, entry)


@pytest.mark.parametrize(
    ("code", "entry", "shape"),
    [
        (TWO, "f", (3, 2)),
        (TWO + "y = f(x)\n", "g", (6,)),
        (CALLED, "g", (3, 2)),
        (LAYERS, "Inner", (3, 2)),
        (LAYERS, "Outer.forward", (6,)),
        (METHODS, "Windows._turn", (3, 2)),
        (PASTED, "_turn", (3, 2)),
    ],
)
def test_what_is_chosen_is_run(code: str, entry: str, shape: tuple[int, ...]) -> None:
    program = ran(code, entry)
    assert (program.output.shape, program.entry) == (shape, entry.removesuffix(".forward"))


@pytest.mark.parametrize(
    ("code", "outputs", "chosen"),
    [
        ("y = x.t()", ("y",), "y"),
        ("y = x.t()\ny.shape", ("y",), "y"),
        ("y = x.t()\nprint('made', y.shape)", ("y",), "y"),
        ("y = x.t()\nz = y.t()\nprint(y)", ("y",), "y"),
        ("y = x.t()\nz = y.t()\nprint(y)\nprint(z)", ("y", "z"), "y"),
        ("y = x.t()\nz = y.t()\ny, z", ("y", "z"), "y"),
        ("print(x.t())", ("x.t()",), "x.t()"),
        ("a, b, c = x.unbind(1)", ("a", "b", "c"), "c"),
        ("c = x.chunk(2)", ("c[0]", "c[1]"), "c[1]"),
        ("def f(x):\n    return x, x.t(), None", ("x", "x.t()"), "x"),
        ("def f(x):\n    return {'q': x, 'k': x.t()}", ("q", "k"), "q"),
        ("def f(x):\n    y = {'q': x, 'k': [x.t()]}\n    return y", ("q", "k[0]"), "q"),
        ("def f(x):\n    return [x.t(), (x, x.view(-1))]", ("x.t()", "x", "x.view(-1)"), "x.t()"),
        ("def f(x):\n    return x.chunk(2)", ("x.chunk(2)[0]", "x.chunk(2)[1]"), "x.chunk(2)[0]"),
        ("for _ in range(3):\n    x = x.t()", ("x",), "x"),
    ],
)
def test_results_have_names_and_of_several_it_is_said_which_is_shown(
    code: str, outputs: tuple[str, ...], chosen: str
) -> None:
    program = ran(code)
    assert (program.outputs, program.chosen) == (outputs, chosen)
    said = [str(note.text) for note in program.notes]
    assert said == ([f"{chosen} is shown, one of {len(outputs)} results"] if len(outputs) > 1 else [])
    for name in outputs:
        again = ran(code, "", name)
        assert (again.chosen, again.outputs, again.notes) == (name, outputs, ())


def test_what_is_shown_is_said_at_the_line_that_it_is_about() -> None:
    assert [note.line for note in ran("y = x.t()\na, b = y.chunk(2, 1)\nb.shape").notes] == [2]
    assert [note.line for note in ran("y = x.t()\nprint(x)\nprint(y)").notes] == [3]
    assert [note.line for note in ran("def f(x):\n    y = x.t()\n    return x, y").notes] == [3]


@pytest.mark.parametrize(
    ("code", "entry", "output", "repair"),
    [
        (TWO, "h", "", {"entry": "f"}),
        (LAYERS, "inner", "", {"entry": "Inner"}),
        (METHODS, "Windows.turn", "", {"entry": "Windows._turn"}),
        ("y = x.t()", "f", "", {"entry": ""}),
        ("a, b = x", "", "c", {"output": "a"}),
        ("def f(x):\n    return {'query': x, 'key': x}", "", "keys", {"output": "key"}),
    ],
)
def test_a_choice_that_is_none_is_refused_with_the_nearest(
    code: str, entry: str, output: str, repair: dict[str, str]
) -> None:
    with pytest.raises(PatternError) as caught:
        ran(code, entry, output)
    field = next(iter(repair))
    assert (caught.value.code, caught.value.field, caught.value.repair) == (f"{field}-unknown", field, repair)
    mended = {"entry": entry, "output": output} | repair
    assert ran(code, **mended).output is not None
