"""Behind a layer that mixes cells the program goes on: torch agrees, once the layer's result is numbered cells."""

from importlib import import_module
from typing import Any

import numpy as np
import pytest

from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.program import Program, run
from tests.core.program.programs.case import in_torch

BASE = 128
EXPAND = """
class Enlarge(nn.Module):
    def __init__(self, width, scale=2):
        super().__init__()
        self.width = 2 * width
        self.scale = scale
        self.more = nn.Linear(self.width, scale * self.width, bias=False)
    def forward(self, x):
        n, rows, columns, width = x.shape
        x = self.more(x)
        return rearrange(x, 'n r c (p q w) -> n (r p) (c q) w', p=self.scale, q=self.scale)
"""
HEADS = """
class Heads(nn.Module):
    def __init__(self, width, heads=2):
        super().__init__()
        self.heads = heads
        self.three = nn.Linear(width, width * 3)
    def forward(self, x):
        n, length, width = x.shape
        parts = self.three(x).reshape(n, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        return parts[2].transpose(1, 2).flatten(2)
"""
PATCHES = """
class Patches(nn.Module):
    def __init__(self, size=2, taken=3, width=5):
        super().__init__()
        self.cut = nn.Conv2d(taken, width, kernel_size=size, stride=size)
    def forward(self, x):
        return self.cut(x).flatten(2).transpose(1, 2)
"""
SEVERAL = """
class Several(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.turned = nn.Sequential(Rearrange('n l w -> n w l'), nn.Linear(3, 5), Rearrange('n w l -> (n l) w'))
    def forward(self, x):
        return self.turned(x)[1:]
"""
TWICE = """
class Twice(nn.Module):
    def __init__(self):
        super().__init__()
        self.one = nn.Linear(4, 6)
        self.other = nn.Linear(4, 6)
    def forward(self, x):
        return torch.cat([self.one(x), self.other(x)], -1).view(-1, 3, 4).transpose(1, 2)
"""
INNER = """
class Part(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.more = nn.Linear(width, 2 * width)
    def forward(self, x):
        return self.more(x).flip(-1)

class Whole(nn.Module):
    def __init__(self, width=4):
        super().__init__()
        self.part = Part(width)
    def forward(self, x):
        y = self.part(x)
        return y.chunk(2, dim=-1)[1].reshape(-1, 2)
"""
LOOKED_UP = """
class Words(nn.Module):
    def __init__(self):
        super().__init__()
        self.rows = nn.Embedding(500, 6)
    def forward(self, x):
        return self.rows(x.long()).unflatten(-1, (2, 3)).permute(2, 0, 1, 3)
"""
# A program, its shape, what it is made with, and the line in which new numbers begin.
PROGRAMS = [
    (EXPAND, "1,2,2,4", {"width": 2}, 9),
    (EXPAND, "1,2,3,8", {"width": 4}, 9),
    (HEADS, "1,3,4", {"width": 4}, 8),
    (PATCHES, "1,3,4,4", {}, 6),
    (SEVERAL, "2,3,4", {"width": 4}, 6),
    (TWICE, "2,4", {}, 7),
    (INNER, "2,4", {}, 6),
    (LOOKED_UP, "2,3", {}, 6),
]


def numbered(code: str, shape: str, made_with: dict[str, int]) -> Any:
    """What torch makes of the program where every layer that mixes gives numbers, counted on over all of them."""
    torch = import_module("torch")
    mixing = (torch.nn.Linear, torch.nn.Conv2d, torch.nn.Embedding)
    case = in_torch(code, shape, "")
    counted = BASE + int(np.prod(case.shapes["x"]))

    def stand_in(layer: Any, _: Any, result: Any) -> Any:
        nonlocal counted
        if not isinstance(layer, mixing):
            return None
        counted, begin = counted + result.numel(), counted
        return torch.arange(begin, counted, dtype=torch.float32).reshape(result.shape)

    names = {"self": None, "torch": torch, "nn": torch.nn, "rearrange": import_module("einops").rearrange}
    names["Rearrange"] = import_module("einops.layers.torch").Rearrange
    exec(compile(code, "<program>", "exec"), names)
    last = list(names)[-1]
    made: Any = names[last]
    hook = torch.nn.modules.module.register_module_forward_hook(stand_in)
    try:
        with torch.no_grad():
            return made(**made_with)(torch.arange(counted - BASE).reshape(case.shapes["x"]).float()).numpy() - BASE
    finally:
        hook.remove()


def ended(code: str, shape: str, values: dict[str, object] | None = None) -> Program:
    sizes = tuple(int(size) for size in shape.split(","))
    return run(code.strip(), {"x": sizes}, values or {}, DEFAULT_LIMITS)


@pytest.mark.torch
@pytest.mark.parametrize(("code", "shape", "made_with", "line"), PROGRAMS)
@pytest.mark.parametrize("told", [True, False])
def test_torch_agrees_on_every_cell_behind_the_layer(
    code: str, shape: str, made_with: dict[str, int], line: int, told: bool
) -> None:
    program = ended(code, shape, dict(made_with) if told else {})
    expected = numbered(code, shape, made_with)
    output = program.output
    assert output.shape == expected.shape
    sources = output.map.sources(np.arange(output.cells, dtype=np.int64))
    assert np.array_equal(sources[:, 0], expected.reshape(-1))
    assert {each.line for each in program.begun} == {line}


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("y = self.more(x)", ["y"]),
        ("y = self.more(x.t()).t()", ["self.more(…)", "y"]),
        ("self.more(x)", ["return"]),
        ("y = z = self.more(x)", ["y", "z"]),
        ("y = x.t()\nself.more(y)\nz = y", ["y", "self.more(…)", "z"]),
        ("z = x.t()\nfor n in range(2):\n    self.more(z)", ["z", "self.more(…)", "self.more(…) 2", "z"]),
        ("y = [self.more(x), self.more(x)]\nreturn_ = y[0]", ["y[0]", "y[1]", "return_"]),
        ("y, z = x.sort(0)", ["y", "z"]),
    ],
)
def test_a_new_tensor_is_a_stage_that_has_the_name_it_is_given(code: str, names: list[str]) -> None:
    values = {"self.more": (4, 5), "x.sort": "new"}
    program = run(code, {"x": (2, 3)}, {name: each for name, each in values.items() if name in code}, DEFAULT_LIMITS)
    assert [each.name for each in program.tensors] == names


def test_stages_behind_read_the_stage_and_not_the_input() -> None:
    program = run("y = self.more(x)\nz = y.t()", {"x": (2, 3)}, {"self.more": (4, 5)}, DEFAULT_LIMITS)
    assert [each.name for each in program.inputs] == ["x", "self.more(…)"]
    assert [each.parents for each in program.tensors] == [(0,), (2,)]
    assert program.tensors[0].begins == 1


def test_numbers_begin_a_limited_number_of_times() -> None:
    code = "for n in range(99):\n    y = self.more(x)"
    with pytest.raises(Exception, match="anew at most 64 times"):
        run(code, {"x": (2, 3)}, {"self.more": (4, 5)}, DEFAULT_LIMITS)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"F.conv1d": (2, 5)}, "F.conv1d gives 1×4×3 here, not 2×5."),
        ({"x.flip": "new"}, "There is nothing to choose for x.flip: what it does is known."),
    ],
)
def test_a_choice_that_is_not_true_is_refused(values: dict[str, object], said: str) -> None:
    code = "y = F.conv1d(x, w)" if "F.conv1d" in values else "y = x.flip(0)"
    with pytest.raises(Exception, match=r"here, not|nothing to choose") as caught:
        run(code, {"x": (1, 2, 3), "w": (4, 2, 1)}, values, DEFAULT_LIMITS)
    assert str(caught.value) == said


def test_pooling_of_windows_is_followed_and_no_new_tensor() -> None:
    program = ended("y = nn.AdaptiveAvgPool2d((None, 2))(x)", "1,1,2,3")
    assert not program.begun
    found = program.output.map.sources(np.arange(4))
    assert [sorted(set(row.tolist()) - {-1}) for row in found] == [[0, 1], [1, 2], [3, 4], [4, 5]]
