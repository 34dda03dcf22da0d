"""The frame around a program, what its class says, and what is asked for."""

import numpy as np
import pytest

from einscope.core.errors import PatternError
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.program import Program, run

LAYER = """
import torch.nn as nn

class Merge(nn.Module):
    '''Four slices.'''
    def __init__(self, dim, factor=2, norm=nn.LayerNorm):
        super().__init__()
        self.factor = factor
        self.proj = nn.Linear(dim, dim)
        self.norm = norm(dim)
        self.shuffle = nn.Sequential(nn.PixelShuffle(factor), nn.GELU())

    def _even(self, x):
        return x[:, : x.shape[1] // 2 * 2]

    @torch.no_grad()
    def forward(self, x: torch.Tensor, mask=None) -> torch.Tensor:
        x = self._even(x)
        if mask is not None:
            x = x * mask
        return self.norm(self.shuffle(x)), mask

def unused(y):
    return y.t()
"""


def ran(code: str, shapes: dict[str, tuple[int, ...]] | None = None, **values: object) -> Program:
    return run(code, shapes or {"x": (2, 3)}, values, DEFAULT_LIMITS)


def asked(code: str, shapes: dict[str, tuple[int, ...]] | None = None) -> PatternError:
    with pytest.raises(PatternError) as caught:
        ran(code, shapes)
    return caught.value


@pytest.mark.parametrize(
    "code",
    [
        "y = x.t()",
        "x.t()",
        "def f(x):\n    return x.t()",
        "def f(x, unused=None, *args, **kwargs):\n    y = x.t()",
        "def g(x):\n    return x.t()\n\ny = g(x)",
        "def g(x):\n    return x.t()\n\ndef f(x):\n    return g(x)",
        "class A:\n    def forward(self, x):\n        return x.t()\n    def other(self, x):\n        return x",
        "class A:\n    def __call__(self, x):\n        return x.t()",
        "SIZE = 3\n\ndef f(x):\n    return x.view(2, SIZE).t()\n\nif __name__ == '__main__':\n    f(torch.zeros(2))",
        "def f(x):\n    '''Doc.'''\n    y: torch.Tensor = x.t()  # a comment\n    print(y.shape)\n    return y, None",
    ],
)
def test_statements_a_function_and_a_class_come_to_the_same(code: str) -> None:
    program = ran(code)
    assert program.output.shape == (3, 2)
    np.testing.assert_array_equal(program.output.map.sources(np.arange(6))[:, 0], [0, 3, 1, 4, 2, 5])


def test_a_class_says_what_its_init_says() -> None:
    program = ran(LAYER, {"x": (1, 5, 2, 2)})
    assert program.output.shape == (1, 1, 4, 4)
    assert [tensor.name for tensor in program.tensors] == ["x", "return"]


def test_what_is_given_counts_for_more_than_what_a_class_says() -> None:
    code = "class A:\n  def __init__(self):\n    self.p = 2\n  def forward(self, x):\n    return x.view(self.p, -1)"
    assert ran(code).output.shape == (2, 3)
    assert run(code, {"x": (2, 3)}, {"self.p": 3}, DEFAULT_LIMITS).output.shape == (3, 2)


@pytest.mark.parametrize(
    ("code", "values", "shape"),
    [
        ("y = x.view(p, -1)", "p=2", None),
        ("y = x.view(self.p, self.q.r)\nz = y.view(p)", "self.p=2,self.q.r=2,p=2", None),
        ("y = rearrange(x, 'a b -> b a') + z.t()", None, "x:2,3;z:2,3"),
        ("y = torch.cat([x, bias], 0)", None, "x:2,3;bias:2,3"),
        ("y = x + pos[:, :2]", None, "x:2,3;pos:2,3"),
        ("def f(x, z: torch.Tensor, n):\n    return x.view(n)", "n=2", "x:2,3;z:2,3"),
        ("y = x + self.embed.view(2, 3) * self.scale", "self.scale=2", "x:2,3;self.embed:2,3"),
        ("if self.norm is not None:\n    x = self.norm(x)\ny = x.view(config.p, -1)", "config.p=2", None),
    ],
)
def test_everything_that_is_missing_is_asked_for_at_once(code: str, values: str | None, shape: str | None) -> None:
    error = asked(code)
    assert (error.code, error.field) == ("program-values", "values")
    assert error.repair == {key: text for key, text in (("values", values), ("shape", shape)) if text}
    assert error.span is not None
    names = [code[span.start : span.end].partition(":")[0] for span in (error.span, *error.also)]
    wanted = [part.partition("=")[0] for part in (values or "").split(",") if part]
    wanted += [part.partition(":")[0] for part in (shape or "").split(";")[1:]]
    assert set(names) == set(wanted)


def test_names_of_branches_loops_and_functions_are_not_asked_for() -> None:
    code = "for i, (a, *b) in enumerate(zip([1], [2])):\n    c = [d for d in b]\nf = lambda e: e.t()\ny = f(x)"
    assert ran(code).output.shape == (3, 2)


@pytest.mark.parametrize(
    ("code", "library"),
    [
        ("y = x.T", "torch"),
        ("import numpy as np\ny = x.T", "numpy"),
        ("y = jnp.flip(x)", "jax"),
        ("import numpy as np\nimport torch\ny = x.T", "torch"),
        ("from einops import rearrange\ny = rearrange(x, 'a b -> b a')", "torch"),
    ],
)
def test_imports_and_names_tell_the_library(code: str, library: str) -> None:
    assert ran(code).library == library


def test_a_method_that_libraries_mean_differently_is_noted_where_nothing_tells() -> None:
    program = ran("y = x.transpose(0, 1)")
    assert (program.library, program.ambiguous) == ("torch", ("transpose",))
    assert [str(note.text) for note in program.notes] == ["transpose: read as in torch"]
    told = run("y = x.transpose(1, 0)", {"x": (2, 3)}, {}, DEFAULT_LIMITS, "numpy")
    assert (told.library, told.notes) == ("numpy", ())


def test_a_layer_that_is_not_known_offers_two_choices_and_takes_them() -> None:
    code = "x = x.t()\nx = self.proj(x)\nx = x.t()"
    error = asked(code)
    assert (error.code, code[slice(*error.span or (0, 0))]) == ("program-call", "self.proj(x)")
    assert error.repair == {"values": "self.proj=pass"}
    passed = run(code, {"x": (2, 3)}, {"self.proj": "pass"}, DEFAULT_LIMITS)
    assert (passed.output.line, passed.output.shape) == (3, (2, 3))
    assert [note.line for note in passed.notes] == [2]
    stopped = run(code, {"x": (2, 3)}, {"self.proj": "stop"}, DEFAULT_LIMITS)
    assert (stopped.output.line, stopped.output.shape) == (1, (3, 2))


def test_a_function_that_mixes_offers_the_same_choices() -> None:
    code = "y = torch.fft.fft(x.t())\nz = y.t()"
    shapes: dict[str, tuple[int, ...]] = {"x": (2, 3)}
    error = asked(code, shapes)
    assert (error.code, error.repair) == ("program-mixes", {"values": "torch.fft.fft=pass"})
    assert run(code, shapes, {"torch.fft.fft": "pass"}, DEFAULT_LIMITS).output.shape == (2, 3)
    assert run(code, shapes, {"torch.fft.fft": "stop"}, DEFAULT_LIMITS).output.shape == (3, 2)
    assert asked("y = x.sort(0)").repair == {"values": "x.sort=pass"}


@pytest.mark.parametrize("layer", ["self.norm", "self.norm1", "self.act", "self.drop", "self.pos_drop", "self.dropout"])
def test_layers_whose_name_says_that_they_scale_keep_every_place_and_say_so(layer: str) -> None:
    program = ran(f"x = x.t()\ny = {layer}(x)")
    assert str(program.notes[0].text) == f"{layer} is assumed to keep every cell in place, as layers of that name do"
    assert (program.notes[0].line, program.output.parents) == (2, (1,))


def test_every_assigned_tensor_is_a_step_from_its_parents() -> None:
    program = ran("a, b = x.chunk(2, dim=1)\nc = [a, a]\ny = torch.cat([b, *c], 1)")
    assert [(each.name, each.line, each.parents) for each in program.tensors] == [
        ("a", 1, (0,)),
        ("b", 1, (0,)),
        ("y", 3, (2, 1)),
    ]
    np.testing.assert_array_equal(program.output.step.sources(np.arange(5))[:, 0], [0, 2, 3, 2, 3])


@pytest.mark.parametrize("code", ["", "'''Nothing.'''", "y = 3", "x.shape", "def f(x):\n    pass"])
def test_a_program_that_comes_to_no_tensor_says_so(code: str) -> None:
    assert asked(code).code == "program-output"


@pytest.mark.parametrize(
    "code",
    [
        "y = x" + " " * 40_000,
        "y = x  # " + "x" * 160_000,
        "y = x.t()\n" * 201,
        "y = " + "-" * 300 + "1",
        "while True:\n    pass",
        "for i in range(9999):\n    x = x.t()",
        "y = [0] * 10_001",
    ],
)
def test_a_program_stops_where_its_bounds_are(code: str) -> None:
    error = asked(code)
    assert error.code == "program-budget"
    assert error.span is not None
    assert 0 <= error.span.start <= error.span.end <= len(code)


def test_a_class_knows_those_beside_it() -> None:
    code = """
class Inner(nn.Module):
    def __init__(self, by):
        super().__init__()
        self.by = by
    def forward(self, x):
        return x.roll(self.by)
class Outer(nn.Module):
    def __init__(self, times=2):
        super().__init__()
        self.inner = nn.Sequential(*[Inner(1) for _ in range(times)], nn.Linear(4, 4))
    def forward(self, x):
        return self.inner(x)
"""
    program = run(code, {"x": (4,)}, {"torch.nn.Linear": "pass"}, DEFAULT_LIMITS)
    assert program.output.map.sources(np.arange(4))[:, 0].tolist() == [2, 3, 0, 1]


@pytest.mark.parametrize(
    "said", ["# {}\ny = x.t()", "'''{}'''\ny = x.t()", "def f(x):\n    '''{}'''\n    return x.t()"]
)
def test_comments_and_docstrings_are_not_counted(said: str) -> None:
    code = said.format("é" * 50_000)
    assert run(code, {"x": (2, 3)}, {}, DEFAULT_LIMITS).output.shape == (3, 2)
