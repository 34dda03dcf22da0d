"""What is not known is said to be not known, and every choice that is offered is true and works."""

import pytest

from einscope.core.errors import PatternError
from einscope.core.fields import ValuesText
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.program import Program, run
from einscope.core.program.answer.judged import judged, notes_on
from tests.core.asking import underlined
from tests.core.program.programs.case import shapes_of


def refused(code: str, shape: str = "x:2,3", values: dict[str, object] | None = None) -> PatternError:
    with pytest.raises(PatternError) as caught:
        run(code, shapes_of(shape) if shape else {}, values or {}, DEFAULT_LIMITS)
    return caught.value


def ran(code: str, values: dict[str, object] | None = None, shape: str = "x:2,3") -> Program:
    return run(code, shapes_of(shape), values or {}, DEFAULT_LIMITS)


def words(error: PatternError) -> list[str]:
    return [repair["values"] for _, repair in error.choices]


# A program, what is underlined, what is said, and the choices.
UNKNOWN = [
    (
        "y = tf.nn.crelu(x, 2)",
        "tf.nn.crelu is not known here: what it does to cells",
        ["stop", "(2 3)", "skip"],
    ),
    (
        "y = mlx.nn.pixel_shuffle(x)",
        "mlx.nn.pixel_shuffle is not known here: what it does to cells",
        ["stop", "(2 3)", "skip"],
    ),
    ("y = foo.bar(x)", "foo.bar is not known here: what it does to cells", ["stop", "(2 3)", "skip"]),
    ("y = foo(x)", "foo is not known here: what it does to cells", ["stop", "(2 3)", "skip"]),
    ("y = foo([x, x])", "foo is not known here: what it does to cells", ["stop", "(2 3)", "skip"]),
    ("y = foo(2, image=x)", "foo is not known here: what it does to cells", ["stop", "(2 3)", "skip"]),
    ("y = foo(2)", "foo is not known here: its result is unknown", ["stop"]),
    ("y = torch.pemute(x, (1, 0))", "torch.pemute is not known here: what it does to cells", ["stop", "(2 3)", "skip"]),
    ("y = F.nothing(x)", "F.nothing is not known here: what it does to cells", ["stop", "(2 3)", "skip"]),
    (
        "y = torch.special.nothing(x)",
        "torch.special.nothing is not known here: what it does to cells",
        ["stop", "(2 3)", "skip"],
    ),
    ("y = self.proj(x)", "self.proj is not defined in the program: what it does to cells", ["pass", "(2 3)", "stop"]),
    (
        "y = self.cat([x, x])",
        "self.cat is not defined in the program: what it does to cells",
        ["pass", "(2 3)", "stop"],
    ),
    ("y = self.mask(4)", "self.mask is not defined in the program: its result is unknown", ["stop"]),
    (
        "y = self.layers[0](x)",
        "self.layers is not defined in the program: what it does to cells",
        ["pass", "(2 3)", "stop"],
    ),
    (
        "def f(x, proj):\n    return proj(x)",
        "proj is not defined in the program: what it does to cells",
        ["pass", "(2 3)", "stop"],
    ),
    ("import tensorflow as tf\ny = tf.meshgrid(x, 0)", "tf.meshgrid is not known here", ["stop", "(2 3)", "skip"]),
    (
        "from a.b import foo\ny = foo(x)",
        "foo (from a.b) is not known here: what it does to cells",
        ["stop", "(2 3)", "skip"],
    ),
    (
        "from . import foo\ny = foo(x)",
        "foo (from .) is not known here: what it does to cells",
        ["stop", "(2 3)", "skip"],
    ),
    (
        "from .torch import flip\ny = flip(x)",
        "flip (from .torch) is not known here: what it does to cells",
        ["stop", "(2 3)", "skip"],
    ),
    (
        "from x import norm\ny = norm(x)",
        "norm (from x) is not known here: what it does to cells",
        ["stop", "(2 3)", "skip"],
    ),
]


@pytest.mark.parametrize(("code", "said", "choices"), UNKNOWN)
def test_an_unknown_call_is_unknown(code: str, said: str, choices: list[str]) -> None:
    error = refused(code)
    assert (error.code, error.field) == ("program-call", "code")
    assert str(error).startswith(said)
    assert "mixes" not in str(error)
    assert underlined(error, code) in code.splitlines()[-1]
    assert [each.rpartition("=")[2] for each in words(error)] == choices
    assert error.repair == (error.choices[0][1] if choices else {})
    for each in words(error):
        program = ran(code, dict(ValuesText().read(each, "values", DEFAULT_LIMITS)))
        assert bool(program.notes) is not each.endswith("stop")


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("y = torch.pemute(x, (1, 0))", "did you mean permute?"),
        ("y = x.pemute(1, 0)", "did you mean permute?"),
        ("y = np.traspose(x)", "did you mean transpose?"),
        ("y = rearange(x, 'a b -> b a')", "did you mean rearrange?"),
    ],
)
def test_a_name_that_is_nearly_one_is_asked_for(code: str, hint: str) -> None:
    assert str(refused(code).hint) == hint


@pytest.mark.parametrize(
    ("code", "choice"),
    [
        ("y = foo.bar(x)", "foo.bar"),
        ("y = foo(x)", "foo"),
        ("y = torch.nothing(x)", "torch.nothing"),
        ("y = np.outer(x, x)", "np.outer"),
        ("y = torch.flip(x, (0,))", "torch.flip"),
        ("y = x.t()", "x.t"),
        ("y = nn.Linear(3, 4)(x)", "torch.nn.Linear"),
    ],
)
def test_nothing_passes_that_is_not_sure_to_keep_the_shape(code: str, choice: str) -> None:
    error = refused(code, "x:2,3" if "outer" not in code else "x:2", {choice: "pass"})
    assert (error.code, error.field, error.span) == ("program-pass", "values", None)
    assert choice in str(error)
    assert error.repair in ({"values": f"{choice}=stop"}, {"values": ""})


def test_what_was_assumed_is_noted() -> None:
    program = ran("y = self.proj(x.t())", {"self.proj": "pass"})
    assert [str(note.text) for note in program.notes] == [
        "self.proj is assumed to keep the shape, and every cell in place"
    ]
    known = ran("class M(nn.Module):\n    def __init__(self, n):\n        self.proj = nn.Linear(n, n)\n"
                "    def forward(self, x):\n        return self.proj(x)", {"self.proj": "pass"})  # fmt: skip
    assert [str(note.text) for note in known.notes] == ["self.proj mixes cells; they are shown in place"]


LAYERS = """
class Block(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.proj = nn.Linear(dim, dim)
        self.more = nn.Linear(dim, 4 * dim)
        self.mlp = nn.Sequential(nn.Linear(dim, 8), nn.GELU(), nn.Linear(8, dim))
        self.conv = nn.Conv2d(4, 4, 3, padding=1)
        self.half = nn.Conv2d(4, 4, 2, stride=2)
        self.moved = nn.Sequential(Rearrange('b h w c -> b (h w) c'), nn.Linear(dim, dim))
        self.attn = nn.MultiheadAttention(dim, 2)
        self.other = Other(dim)
    def forward(self, x):
        return self.{name}(x)
"""


@pytest.mark.parametrize(
    ("name", "values", "choices"),
    [
        ("proj", {}, ["self.proj=pass", "self.proj=new", "self.proj=stop"]),
        ("mlp", {"dim": 2}, ["dim=2,self.mlp=pass", "dim=2,self.mlp=new", "dim=2,self.mlp=stop"]),
        ("conv", {}, ["self.conv=pass", "self.conv=new", "self.conv=stop"]),
        ("other", {}, ["self.other=pass", "self.other=(1 4 4 2)", "self.other=stop"]),
        ("attn", {}, ["self.attn=stop", "self.attn=(1 4 4 2)", "self.attn=skip"]),
    ],
)
def test_a_layer_passes_where_what_the_class_says_of_it_allows_it(
    name: str, values: dict[str, object], choices: list[str]
) -> None:
    code = LAYERS.format(name=name)
    error = refused(code, "x:1,4,4,2", values)
    assert words(error) == choices
    for each in choices:
        given = ValuesText().read(each, "values", DEFAULT_LIMITS)
        assert ran(code, dict(given), "x:1,4,4,2").output.shape == (1, 4, 4, 2)
    if not any("pass" in each for each in choices):
        assert refused(code, "x:1,4,4,2", {**values, f"self.{name}": "pass"}).code == "program-pass"


@pytest.mark.parametrize(
    ("name", "values", "shape"),
    [
        ("more", {}, (1, 4, 4, 8)),
        ("more", {"dim": 2}, (1, 4, 4, 8)),
        ("half", {}, (1, 4, 2, 1)),
        ("moved", {"dim": 2}, (1, 16, 2)),
    ],
)
def test_a_layer_that_changes_the_size_gives_a_new_tensor_without_a_word(
    name: str, values: dict[str, object], shape: tuple[int, ...]
) -> None:
    program = ran(LAYERS.format(name=name), values, "x:1,4,4,2")
    assert program.output.shape == shape
    assert [each.name for each in program.begun] == [f"self.{name}(…)"]


def test_what_makes_a_layer_is_named() -> None:
    assert "self.other is Other(…), which is not known here" in str(refused(LAYERS.format(name="other"), "x:1,4,4,2"))


@pytest.mark.parametrize(
    "code",
    [
        "import tensorflow as tf, einx, logging\ny = x.t()",
        "from a.b import c as d\ny = x.t()",
        "from . import c\ny = x.t()",
        "import cv2.thing\ny = x.t()",
        "_assert(x.dim() == 2, 'two')\ny = x.t()",
        "torch.manual_seed(0)\nlogger.info('here')\ny = x.t()",
    ],
)
def test_what_does_nothing_to_a_tensor_costs_nothing(code: str) -> None:
    assert ran(code).output.shape == (3, 2)


def test_what_is_left_out_is_noted() -> None:
    assert str(ran("deprecate(True)\ny = x.t()").notes[0].text) == "deprecate is not known here and is skipped"
    assert refused("y = x.t()\ny.copy_(foo(2))").code == "program-call"


def test_what_is_imported_can_be_given() -> None:
    code = "from sizes import n, turned\ny = x.view(n, -1) if turned else x"
    assert "turned is not known here, and neither is whether it is true" in str(refused(code))
    assert "unknown n" in str(refused(code, values={"turned": True}))
    assert ran(code, {"turned": True, "n": 3}).output.shape == (3, 2)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("y = foo()", "the result of foo(…) is unknown"),
        ("from a import foo\ny = foo()", "the result of foo(…) is unknown"),
        ("def f(x):\n    return foo()", "the result of foo(…) is unknown"),
        ("y = 3", "y is 3"),
        ("pass", "nothing is assigned or returned"),
        ("x.shape", "is tuple"),
    ],
)
def test_why_no_tensor_comes_out_is_true(code: str, said: str) -> None:
    error = refused(code)
    assert error.code == "program-output"
    assert said in str(error)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            "for f in self.blocks:\n    x = f(x)",
            "self.blocks is not known here, and neither is how many entries it has",
        ),
        ("y = 4 * foo()", "unknown foo(…)"),
        ("y = torch.sum(x, where=True)", "of sum is not supported"),
        ("y = x if foo() else x.t()", "neither is whether it is true"),
        ("y = np.pad(x, 1, mode='linear_ramp')", "'linear_ramp' is not supported"),
        ("y = map(bytearray, x)", "Python's bytearray is not known here"),
    ],
)
def test_no_kind_is_named_that_is_not_sure(code: str, said: str) -> None:
    assert said in str(refused(code))


@pytest.mark.parametrize(
    "code",
    [
        "class M(nn.Module):\n    def __init__(self):\n        self.w = self.make(torch.zeros(2))\n"
        "    def forward(self, x):\n        return self.make(x)",
        "def f(x, w=self.make(torch.zeros(2, 3))):\n    return x",
        "y = x.t()\nz = [self.make(each) for each in y]",
        "def g(a):\n    return self.make(a)\ny = g(x)",
        "y = self.make()",
    ],
)
def test_a_program_ends_wherever_the_choice_is_met(code: str) -> None:
    assert ran(code, {"self.make": "stop"}).output.cells


@pytest.mark.parametrize(
    ("code", "name", "line"),
    [
        ("x = lib.f(x)\ny = x.flatten(1)", "x", 1),
        ("y = x.t()\ny = lib.f(y)\nz = y.flatten()", "y", 2),
        ("y = lib.f(x.t())\nz = y.flatten()", "argument", 1),
        ("def forward(self, x):\n    x = lib.f(x)\n    return x.t()", "x", 2),
    ],
)
def test_a_program_that_ends_before_a_call_says_so_and_returns_nothing(code: str, name: str, line: int) -> None:
    program = run(code, {"x": (2, 3)}, {"lib.f": "stop"}, DEFAULT_LIMITS)
    assert program.output.name == name
    notes = [str(each.text) for each in notes_on(judged(program, ("i", "j"), DEFAULT_LIMITS), program)]
    assert notes[0] == f"The program ends in line {line}, before lib.f: nothing after it is shown."


def test_a_program_that_comes_to_its_end_says_nothing_of_it() -> None:
    assert run("y = lib.f(x)", {"x": (2, 3)}, {"lib.f": "stop"}, DEFAULT_LIMITS).stop is not None
    assert run("y = x.t()", {"x": (2, 3)}, {"lib.f": "stop"}, DEFAULT_LIMITS).stop is None
