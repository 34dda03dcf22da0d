"""Where nothing comes in, the numbers that a program makes are what its cells come from."""

import numpy as np
import pytest

from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.program import run

# A program, its inputs, the shape of its output, and the source of every cell.
MADE = [
    ("x = torch.arange(6).view(2, 3)\ny = x.t()", "arange:6", (3, 2), [0, 3, 1, 4, 2, 5]),
    ("a = np.array([[1, 2, 3], [4, 5, 6]])\nb = a.T", "a:2,3", (3, 2), [0, 3, 1, 4, 2, 5]),
    ("a = torch.tensor([[1, 2], [3, 4]])\nb = a.flip(0)", "a:2,2", (2, 2), [2, 3, 0, 1]),
    ("rows = [[1, 2], [3, 4]]\nb = torch.tensor(rows).t()", "tensor:2,2", (2, 2), [0, 2, 1, 3]),
    ("a = torch.randn(2, 3)\nb = a.t()", "a:2,3", (3, 2), [0, 3, 1, 4, 2, 5]),
    ("a = torch.linspace(0, 1, 4)\nb = a.view(2, 2).t()", "a:4", (2, 2), [0, 2, 1, 3]),
    ("a = np.arange(4)\nb = np.arange(2)\nc = np.concatenate([b, a])", "a:4 b:2", (6,), [4, 5, 0, 1, 2, 3]),
    ("a = torch.cat([torch.arange(2), torch.arange(2)])", "arange:2 arange2:2", (4,), [0, 1, 2, 3]),
    ("a = torch.arange(6).view(2, 3)\nb = a[torch.tensor([1, 0])]", "arange:6 tensor:2", (2, 3), [3, 4, 5, 0, 1, 2]),
    ("def f():\n    return torch.arange(4).flip(0)", "arange:4", (4,), [3, 2, 1, 0]),
    ("a = torch.zeros(2, 2)\nb = a.t()", "", (2, 2), [-1] * 4),
    ("a = torch.tensor(3)\nb = a + 1", "", (), [-1]),
]


@pytest.mark.parametrize(("code", "inputs", "shape", "sources"), MADE)
def test_numbers_that_a_program_makes_come_in_where_nothing_else_does(
    code: str, inputs: str, shape: tuple[int, ...], sources: list[int]
) -> None:
    program = run(code, {}, {}, DEFAULT_LIMITS)
    said = [f"{each.name}:{','.join(map(str, each.shape))}" for each in program.inputs]
    assert said == inputs.split()
    assert program.output.shape == shape
    assert program.output.map.sources(np.arange(program.output.cells))[:, 0].tolist() == sources


def test_beside_a_tensor_that_comes_in_they_come_from_nowhere() -> None:
    program = run("y = torch.cat([x, torch.arange(2)])", {"x": (2,)}, {}, DEFAULT_LIMITS)
    assert [each.name for each in program.inputs] == ["x"]
    assert program.output.map.sources(np.arange(4))[:, 0].tolist() == [0, 1, -1, -1]
