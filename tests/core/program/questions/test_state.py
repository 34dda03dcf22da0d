"""What ``__init__`` and its class say of an object, as far as it can be told; what cannot is not taken for old."""

import pytest

from einscope.core.errors import PatternError
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.program import run

INIT = "class A(nn.Module):\n    def __init__(self, n=2):\n        super().__init__()\n"
FORWARD = "\n    def forward(self, x):\n        "
LOOP = "for m in self.m:\n            x = m(x)\n        return x.t()"

# What stands in __init__, what in forward, what is given, and the shape that comes of 2×3.
STATE = [
    ("self.m = nn.ModuleList(Block(n) for _ in range(n))", LOOP, {"self.m": "pass"}, (3, 2)),
    ("self.m = nn.ModuleList([Block(n), Block(n)])", LOOP, {"self.m": "pass"}, (3, 2)),
    (
        "self.m = nn.ModuleList()\n        for _ in range(n):\n            self.m.append(Block())",
        LOOP,
        {"self.m": "pass"},
        (3, 2),
    ),
    ("self.m = make(n)", LOOP, {"self.m": "pass"}, (3, 2)),
    ("self.register_buffer('at', torch.tensor([2, 0]))", "return x[:, self.at].t()", {}, (2, 2)),
    ("self.p = nn.Parameter(torch.zeros(n, 3))", "return torch.cat([x, self.p])", {}, (4, 3)),
    ("self.p = nn.parameter.Parameter(torch.zeros(n, 3))", "return torch.cat([x, self.p])", {}, (4, 3)),
    ("self.m = nn.Sequential(Rearrange('a b -> b a'), nn.ReLU())", "return self.m(x)", {}, (3, 2)),
    ("self.f = partial(torch.transpose, dim0=0, dim1=1)", "return self.f(x)", {}, (3, 2)),
    ("self.at = []\n        for i in range(n):\n            self.at.append(n - i)", "return x[:, self.at]", {}, (2, 2)),
    ("self.at = {}\n        self.at['k'] = n", "return x.repeat(self.at['k'], 1)", {}, (4, 3)),
]


@pytest.mark.parametrize(("initial", "forward", "values", "shape"), STATE)
def test_what_init_says_counts(initial: str, forward: str, values: dict[str, object], shape: tuple[int, ...]) -> None:
    program = run(INIT + "        " + initial + FORWARD + forward, {"x": (2, 3)}, values, DEFAULT_LIMITS)
    assert program.output.shape == shape


@pytest.mark.parametrize(
    ("code", "shape"),
    [
        ("class A(nn.Module):\n    k = 2" + FORWARD + "return x.repeat(self.k, 1)", (4, 3)),
        ("@dataclass\nclass C:\n    a: int\n    b: int = 3\nc = C(2)\ny = x.view(c.b, c.a)", (3, 2)),
        ("@dataclass\nclass C:\n    a: int = 6\nc = C(a=3)\ny = x.view(c.a, -1)", (3, 2)),
    ],
)
def test_what_a_class_says_of_its_attributes_counts(code: str, shape: tuple[int, ...]) -> None:
    assert run(code, {"x": (2, 3)}, {}, DEFAULT_LIMITS).output.shape == shape


@pytest.mark.parametrize(
    "initial",
    [
        "self.k = 2\n        self.k = make(n)",
        "self.k = {}\n        self.k[0] = make(n)",
        "self.k = 2\n        if make(n):\n            self.k = 3",
    ],
)
def test_what_is_changed_in_a_way_that_is_not_known_is_asked_for(initial: str) -> None:
    with pytest.raises(PatternError) as caught:
        run(INIT + "        " + initial + FORWARD + "return x.repeat(self.k, 1)", {"x": (2, 3)}, {}, DEFAULT_LIMITS)
    assert caught.value.code == "program-values"
