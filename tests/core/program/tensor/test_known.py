"""Numbers that a program makes are known only as long as they are those of the library: torch picks the same cells."""

from importlib import import_module

import pytest

from einscope.core.errors import PatternError
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.map import window
from einscope.core.program import run

BASE = 10
# Of i, which is -2 to 2.
KNOWN = [
    *("i.abs()", "torch.abs(i)", "abs(i)", "-i", "i.neg()", "torch.sign(i)", "i.square()", "F.relu(i)", "i.round()"),
    *("i.clamp(min=0)", "i.clamp(0, 1)", "torch.clamp(i, max=1)", "i.clip(-1, 1)", "i.clamp_min(-1)", "i.clamp_max(0)"),
    *("i.add(1)", "i.sub(1)", "i.mul(2)", "torch.add(i, i)", "i.remainder(3)", "i % 3", "i // 2", "i.add_(1)", "i * 2"),
    *("i.floor_divide(2)", "i.pow(2)", "i ** 2", "i.long()", "i.float().long()", "i.to(torch.int64)", "i.clone()"),
    *("i.to(torch.uint8).long() % 7", "i.bool().long()", "(~i.bool()).long()", "~i", "i.flip(0)", "(i > 0).long()"),
    *("i.detach()", "i.sum().view(1)", "i.max().view(1)", "i.cumsum(0)", "torch.where(i > 0, i, 0)", "i.int().abs()"),
    *(
        "i.sigmoid()",
        "i / 3",
        "i * 0.3",
        "i.float().softmax(0)",
        "nn.ReLU()(i)",
        "i.div(3)",
        "i.float().mean().view(1)",
    ),
    *("torch.as_tensor(i, dtype=torch.int64).abs()", "(i[:, None] - i[None]).abs().flatten()"),
]
UNKNOWN = [
    *("i.float().sqrt()", "torch.log(i)", "F.dropout(i.float())", "F.celu(i.float(), 2)"),
    *("nn.LayerNorm(5)(i.float())", "F.normalize(i.float(), dim=0)", "(i * torch.rand(5)).abs()"),
    *(
        "self.norm(i)",
        "self.act(i)",
        "torch.div(i, 2, rounding_mode='floor')",
    ),
]


class Anew(Exception):  # noqa: N818 — no error
    """Cells were numbered anew: nobody knows which they are."""


def picked(code: str) -> list[int]:
    text = f"i = torch.arange(-2, 3)\nj = {code}\ny = z[(j + {BASE}).long()]"
    program = run(text, {"z": (3 * BASE,)}, {}, DEFAULT_LIMITS, "torch")
    if program.inputs[-1].line is not None:
        raise Anew
    sources: list[int] = window(program.output.map, 0, program.output.map.target_cells)[:, 0].tolist()
    return sources


@pytest.mark.torch
@pytest.mark.parametrize("code", KNOWN)
def test_known_numbers_are_those_of_torch(code: str) -> None:
    torch = import_module("torch")
    names = {"torch": torch, "nn": torch.nn, "F": torch.nn.functional, "i": torch.arange(-2, 3)}
    assert picked(code) == (eval(code, names) + BASE).long().tolist()


@pytest.mark.parametrize("code", UNKNOWN)
def test_numbers_that_are_not_worked_out_are_not_known(code: str) -> None:
    with pytest.raises((PatternError, Anew)) as unknown:
        picked(code)
    assert getattr(unknown.value, "code", "program-unknown-values") == "program-unknown-values"


@pytest.mark.parametrize("code", ["x[torch.sigmoid(i) > 0.5]", "x[i.float().softmax(0) == i.softmax(0)]"])
def test_a_mask_of_numbers_that_are_not_known_takes_nobody_knows_what(code: str) -> None:
    with pytest.raises(PatternError) as refused:
        run(f"i = torch.arange(-2, 3)\ny = {code}", {"x": (5,)}, {}, DEFAULT_LIMITS)
    assert refused.value.code == "program-unknown-values"
