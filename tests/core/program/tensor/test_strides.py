"""How PyTorch lays a tensor out in memory, of which a later ``view`` asks: the strides are PyTorch's own."""

from collections.abc import Callable
from importlib import import_module
from math import prod

import pytest
from einops import rearrange, repeat
from hypothesis import given, settings
from hypothesis import strategies as st

from einscope.core.errors import PatternError
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.program import run
from tests.core.program.movement.moves import Chain, chains

# Of an x of 2×3×4, stored in C order. An axis of size 1 may have any stride: None.
CHANNELS_LAST = "x[:, None].expand(2, 5, 3, 4).contiguous().permute(0, 3, 1, 2)"

STRIDES: list[tuple[str, tuple[int | None, ...]]] = [
    ("x.transpose(0, 1)", (4, 12, 1)),
    ("x.transpose(0, 1).contiguous()", (8, 4, 1)),
    ("x.transpose(0, 1).clone()", (4, 12, 1)),
    ("x.transpose(0, 1) + 1", (4, 12, 1)),
    ("x.transpose(0, 1) + x.transpose(0, 1)", (4, 12, 1)),
    ("x.transpose(0, 1) + x.permute(1, 0, 2).contiguous()", (4, 12, 1)),
    ("x.permute(1, 0, 2).contiguous() + x.transpose(0, 1)", (8, 4, 1)),
    ("x.transpose(0, 1).float()", (4, 12, 1)),
    ("x.transpose(0, 1).half()", (4, 12, 1)),
    ("x[:, ::2]", (12, 8, 1)),
    ("x[:, ::2].clone()", (8, 4, 1)),
    ("x[:, ::2] * 2", (8, 4, 1)),
    ("x[:, None].expand(2, 5, 3, 4)", (12, 0, 4, 1)),
    ("x[:, None].expand(2, 5, 3, 4).clone()", (60, 12, 4, 1)),
    ("x[:, None].expand(2, 5, 3, 4) + 1", (60, 12, 4, 1)),
    ("x.permute(2, 0, 1).flip(0)", (1, 12, 4)),
    ("x.permute(2, 0, 1).roll(1, 0)", (6, 3, 1)),
    (f"{CHANNELS_LAST}.roll(1, 0)", (60, 1, 12, 4)),
    (f"{CHANNELS_LAST}.roll((1, 1), (0, 1))", (60, 1, 12, 4)),
    (f"{CHANNELS_LAST}.roll(2, 0)", (60, 15, 3, 1)),
    (f"{CHANNELS_LAST}.roll((1, 0), (0, 2))", (60, 15, 3, 1)),
    (f"{CHANNELS_LAST}.roll(1)", (60, 15, 3, 1)),
    (f"torch.cat([{CHANNELS_LAST}] * 2)", (60, 1, 12, 4)),
    ("x.permute(2, 0, 1).sum(0)", (3, 1)),
    ("x.permute(2, 1, 0).mean(1)", (2, 1)),
    ("torch.cat([x.permute(2, 0, 1)] * 2)", (6, 3, 1)),
    ("torch.cat([x.permute(2, 0, 1)] * 2, 2)", (12, 6, 1)),
    ("torch.stack([x.permute(2, 0, 1)] * 2, 2)", (12, 6, 3, 1)),
    ("F.pad(x.permute(2, 0, 1), (1, 1))", (10, 5, 1)),
    ("x.permute(2, 0, 1).repeat(2, 1, 1)", (6, 3, 1)),
    ("x.permute(2, 0, 1).repeat_interleave(2, 1)", (12, 3, 1)),
    ("x.permute(2, 0, 1).reshape(4, 6)", (1, 4)),
    ("x.permute(2, 0, 1).reshape(2, 2, 2, 3)", (2, 1, 12, 4)),
    ("x.permute(2, 0, 1).flatten(1)", (1, 4)),
    ("x.permute(2, 0, 1).flatten(0, 1)", (3, 1)),
    ("x.permute(2, 0, 1)[[1, 0]]", (6, 3, 1)),
    ("x.permute(2, 0, 1)[:, [1, 0]]", (1, 4, 8)),
    ("x.permute(2, 0, 1).index_select(0, torch.tensor([1, 0]))", (6, 3, 1)),
    ("F.gelu(x.permute(2, 0, 1))", (1, 12, 4)),
    ("-x.permute(2, 0, 1)", (1, 12, 4)),
    ("torch.zeros_like(x.permute(2, 0, 1))", (1, 12, 4)),
    ("x.permute(2, 0, 1).new_zeros(4, 2, 3)", (6, 3, 1)),
    ("x.unfold(2, 2, 1)", (12, 4, 1, 1)),
    ("x.unfold(2, 2, 1).clone()", (18, 6, 2, 1)),
    ("x.permute(2, 0, 1).chunk(2, 1)[1]", (1, None, 4)),
    ("x.permute(2, 0, 1).narrow(0, 1, 2)", (1, 12, 4)),
    ("x.permute(2, 0, 1).tile(2)", (12, 6, 1)),
    ("x.permute(2, 0, 1).rot90()", (12, 1, 4)),
    ("x.unsqueeze(1).transpose(0, 1)", (None, 12, 4, 1)),
    ("rearrange(x, 'a b c -> c a b')", (1, 12, 4)),
    ("rearrange(x, 'a b c -> (c a) b')", (3, 1)),
    ("repeat(x, 'a b c -> c r a b', r=2)", (1, 0, 12, 4)),
]


@pytest.mark.parametrize(("code", "strides"), STRIDES)
def test_strides_are_those_of_torch(code: str, strides: tuple[int | None, ...]) -> None:
    output = run(code, {"x": (2, 3, 4)}, {}, DEFAULT_LIMITS).output
    assert told(output.shape, output.strides) == strides


def told(shape: tuple[int, ...], strides: tuple[int, ...]) -> tuple[int | None, ...]:
    """The strides that mean something: those of axes along which there is a step."""
    return tuple(stride if size > 1 else None for size, stride in zip(shape, strides, strict=True))


@pytest.mark.torch
@pytest.mark.parametrize(("code", "strides"), STRIDES)
def test_the_strides_in_the_table_are_right(code: str, strides: tuple[int | None, ...]) -> None:
    torch = import_module("torch")
    names = {"torch": torch, "F": torch.nn.functional, "rearrange": rearrange, "repeat": repeat}
    made = eval(code, {**names, "x": torch.arange(24.0).reshape(2, 3, 4)})
    assert told(tuple(made.shape), made.stride()) == strides


@pytest.mark.torch
@settings(max_examples=500, deadline=None)
@given(chains(longest=5), st.lists(st.sampled_from((1, 2, 2, 3, 4)), max_size=3))
def test_a_view_is_refused_where_torch_refuses_it(chain: Chain, sizes: list[int]) -> None:
    torch = import_module("torch")
    kept = [size for number, size in enumerate(sizes) if chain.outcome.size % prod(sizes[: number + 1]) == 0]
    kept = kept if chain.outcome.size and chain.outcome.size % prod(kept) == 0 else []
    code = f"{chain.torch}\nx = x.view({', '.join(map(str, [*kept, chain.outcome.size // prod(kept)]))})"
    names = {"torch": torch, "F": torch.nn.functional, "x": torch.zeros(chain.shape)}
    refused_there = raises(RuntimeError, lambda: exec(code, names))
    assert raises(PatternError, lambda: run(code, {"x": chain.shape}, {}, DEFAULT_LIMITS, "torch")) == refused_there


def raises(error: type[Exception], call: Callable[[], object]) -> bool:
    try:
        call()
    except error:
        return True
    return False
