"""Random chains of movements, each line in two spellings: NumPy's, which also runs it, and PyTorch's."""

from collections.abc import Callable
from dataclasses import dataclass
from math import prod

import numpy as np
import numpy.typing as npt
from hypothesis import strategies as st

LARGEST, DEEPEST = 2_000, 6

Array = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Chain:
    """A program on an x of this shape, twice, and what NumPy makes of it where every cell holds its number + 1."""

    shape: tuple[int, ...]
    numpy: str
    torch: str
    outcome: Array


Line = tuple[str, str]


@st.composite
def chains(draw: st.DrawFn, longest: int = 8, merging: bool = False) -> Chain:
    """A chain of one to ``longest`` lines; with ``merging``, some of them add cells up."""
    shape = tuple(draw(st.lists(st.sampled_from((1, 1, 2, 2, 3, 4, 6)), min_size=1, max_size=4)))
    cells = np.arange(1, prod(shape) + 1, dtype=np.int64)
    held = {"np": np, "x": (2**20 + 7 * cells * cells if merging else cells).reshape(shape)}
    lines: list[Line] = []
    for _ in range(draw(st.integers(1, longest))):
        line = draw(st.sampled_from([*MOVES, *(MERGES if merging else [])]))(draw, held["x"])
        before = held["x"]
        exec(line[0], held)
        if held["x"].size > LARGEST or held["x"].ndim > DEEPEST:
            held["x"] = before
        else:
            lines.append(line)
    numpy, torch = ("\n".join(["x = x[...]", *texts]) for texts in zip(*lines, strict=True)) if lines else ("x", "x")
    return Chain(shape, numpy, torch, np.asarray(held["x"]))


def _axis(draw: st.DrawFn, x: Array) -> int:
    return draw(st.integers(-x.ndim, x.ndim - 1)) if x.ndim else 0


def _same(text: str) -> Line:
    return text, text


def reshape(draw: st.DrawFn, x: Array) -> Line:
    sizes, rest = [], x.size
    for divisor in draw(st.lists(st.sampled_from((1, 2, 2, 3, 4)), max_size=4)):
        if rest and rest % divisor == 0:
            sizes.append(divisor)
            rest //= divisor
    sizes.insert(draw(st.integers(0, len(sizes))), draw(st.sampled_from((rest, -1))) if rest else rest)
    return _same(f"x = x.reshape({', '.join(map(str, sizes))})")


def permute(draw: st.DrawFn, x: Array) -> Line:
    order = draw(st.permutations(range(x.ndim)))
    return f"x = np.transpose(x, {order})", f"x = x.permute({order})"


def transpose(draw: st.DrawFn, x: Array) -> Line:
    if not x.ndim:
        return unit(draw, x)
    axes = f"{_axis(draw, x)}, {_axis(draw, x)}"
    return f"x = np.swapaxes(x, {axes})", f"x = x.transpose({axes})"


def unit(draw: st.DrawFn, x: Array) -> Line:
    axis = draw(st.integers(0, x.ndim))
    return f"x = np.expand_dims(x, {axis})", f"x = x.unsqueeze({axis})"


def squeeze(draw: st.DrawFn, x: Array) -> Line:
    return "x = np.squeeze(x)", "x = x.squeeze()"


def expand(draw: st.DrawFn, x: Array) -> Line:
    times = draw(st.integers(1, 3))
    rest = "".join(f", {size}" for size in x.shape)
    return f"x = np.broadcast_to(x, ({times}{rest}))" if rest else f"x = np.broadcast_to(x, ({times},))", (
        f"x = x.expand({times}{rest})"
    )


_ENDS = st.none() | st.integers(-7, 7)


def cut(draw: st.DrawFn, x: Array) -> Line:
    parts = []
    for _ in range(draw(st.integers(0, x.ndim))):
        start, stop, step = draw(_ENDS), draw(_ENDS), draw(st.sampled_from((None, 1, 2, 3)))
        parts.append(":".join("" if each is None else str(each) for each in (start, stop, step)))
    return _same(f"x = x[{', '.join([*parts, '...'])}]")


def flip(draw: st.DrawFn, x: Array) -> Line:
    if not x.ndim:
        return unit(draw, x)
    axis = draw(st.integers(0, x.ndim - 1))
    return f"x = x[{':, ' * axis}::-1]", f"x = x.flip({axis})"


def select(draw: st.DrawFn, x: Array) -> Line:
    if x.ndim < 2 or 0 in x.shape:
        return unit(draw, x)
    axis = draw(st.integers(0, x.ndim - 1))
    number = draw(st.integers(-x.shape[axis], x.shape[axis] - 1))
    return f"x = x[{':, ' * axis}{number}]", f"x = x.select({axis}, {number})"


def join(draw: st.DrawFn, x: Array) -> Line:
    if not x.ndim:
        return unit(draw, x)
    axis = draw(st.integers(0, x.ndim - 1))
    every = ":, " * axis
    pieces = draw(st.sampled_from(("x, x", f"x[{every}1:], x[{every}:1]", f"x[{every}::2], x[{every}1::2], x")))
    return f"x = np.concatenate([{pieces}], {axis})", f"x = torch.cat([{pieces}], {axis})"


def stack(draw: st.DrawFn, x: Array) -> Line:
    axis = draw(st.integers(0, x.ndim))
    return f"x = np.stack([x, x], axis={axis})", f"x = torch.stack([x, x], dim={axis})"


def pieces(draw: st.DrawFn, x: Array) -> Line:
    if not x.ndim or not x.shape[-1]:
        return unit(draw, x)
    size = draw(st.integers(1, x.shape[-1]))
    cuts = list(range(size, x.shape[-1], size))
    return (
        f"x = np.concatenate(np.split(x, {cuts}, axis=-1)[::-1], -1)",
        f"x = torch.cat(torch.split(x, {size}, dim=-1)[::-1], -1)",
    )


def pad(draw: st.DrawFn, x: Array) -> Line:
    widths = [(draw(st.integers(0, 2)), draw(st.integers(0, 2))) for _ in range(x.ndim)]
    if not widths:
        return unit(draw, x)
    backwards = [width for pair in reversed(widths) for width in pair]
    return f"x = np.pad(x, {widths})", f"x = F.pad(x, {backwards})"


def roll(draw: st.DrawFn, x: Array) -> Line:
    if not x.ndim:
        return unit(draw, x)
    arguments = f"{draw(st.integers(-7, 7))}, {_axis(draw, x)}"
    return f"x = np.roll(x, {arguments})", f"x = x.roll({arguments})"


def tile(draw: st.DrawFn, x: Array) -> Line:
    times = [draw(st.sampled_from((1, 1, 2, 3))) for _ in range(x.ndim + draw(st.integers(0, 1)))]
    return f"x = np.tile(x, {times or [1]})", f"x = x.repeat({times})" if times else "x = x.tile(1)"


def interleave(draw: st.DrawFn, x: Array) -> Line:
    if not x.ndim:
        return unit(draw, x)
    arguments = f"{draw(st.integers(0, 3))}, {_axis(draw, x)}"
    return f"x = np.repeat(x, {arguments})", f"x = x.repeat_interleave({arguments})"


def pick(draw: st.DrawFn, x: Array) -> Line:
    if not x.ndim or not x.shape[-1]:
        return unit(draw, x)
    numbers = draw(st.lists(st.integers(-x.shape[-1], x.shape[-1] - 1), min_size=1, max_size=4))
    return _same(f"x = x[..., {numbers}]")


def diagonal(draw: st.DrawFn, x: Array) -> Line:
    if x.ndim < 2:
        return unit(draw, x)
    return "x = np.diagonal(x, 0, -2, -1)", "x = x.diagonal(0, -2, -1)"


def windows(draw: st.DrawFn, x: Array) -> Line:
    if not x.ndim or not x.shape[-1]:
        return unit(draw, x)
    size, step = draw(st.integers(1, x.shape[-1])), draw(st.integers(1, 3))
    slide = "np.lib.stride_tricks.sliding_window_view"
    return f"x = {slide}(x, {size}, -1)[..., ::{step}, :]", f"x = x.unfold(-1, {size}, {step})"


def write(draw: st.DrawFn, x: Array) -> Line:
    if not x.ndim:
        return unit(draw, x)
    step = draw(st.sampled_from((1, 2)))
    return (
        f"y = x.copy()\ny[..., ::{step}] = x[..., ::{step}][..., ::-1]\nx = y",
        f"y = x.clone()\ny[..., ::{step}] = x[..., ::{step}].flip(-1)\nx = y",
    )


def add(draw: st.DrawFn, x: Array) -> Line:
    other = "x[:1]" if x.ndim and x.shape[0] else "x"
    return _same(f"x = x + {other}")


def total(draw: st.DrawFn, x: Array) -> Line:
    if not x.ndim:
        return add(draw, x)
    axis = _axis(draw, x)
    return f"x = x.sum(axis={axis})", f"x = x.sum(dim={axis})"


Move = Callable[[st.DrawFn, Array], Line]
MOVES: list[Move] = [
    reshape,
    reshape,
    permute,
    permute,
    transpose,
    unit,
    squeeze,
    expand,
    cut,
    cut,
    flip,
    select,
    join,
    stack,
    pieces,
    pad,
    roll,
    tile,
    interleave,
    pick,
    diagonal,
    windows,
    write,
]
MERGES: list[Move] = [add, total]
