"""Ways to tell cells by hue and lightness: each is two columns of the table of strides, for the cells of one input."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from einscope.core.plan import Index, Plan, Tensor
from einscope.core.scene.tint.palette import HUES
from einscope.core.scene.window import Window


@dataclass(frozen=True, slots=True)
class Columns:
    """Hue number: first + Σ digit·hue, there being so many ``hues``. Level: Σ digit·level, of ``values``.

    Digits are counted from the beginning of the window.
    """

    hue: tuple[int, ...]
    hues: int
    level: tuple[int, ...]
    values: int
    first: int = 0


def by_block(plan: Plan, tensor: Tensor, shown: Sequence[Window], chosen: int | None = None) -> Columns:
    """The hue tells the outer block, or the digit of a chosen axis; the lightness the digits within the block."""
    counts = [window.count for window in shown]
    inside = [axis for axis in within(plan, tensor, counts) if axis != chosen]
    outside = [axis for axis in _own(tensor) if axis not in inside] if chosen is None else [chosen]
    hue, hues = _strides(outside, counts)
    level, values = _strides(inside, counts)
    hue = _varied(hue)
    first = sum(stride * window.start for stride, window in zip(hue, shown, strict=True))
    return Columns(tuple(hue), hues, tuple(level), values, first)


def by_place(tensor: Tensor, shown: Sequence[Window]) -> Columns:
    """The same for an input that windows slide over: its own last axis gives the lightness, those before it the hue."""
    least = [_index(terms, [window.start for window in shown]) for terms in tensor.index]
    last = [_index(terms, [window.start + max(0, window.count - 1) for window in shown]) for terms in tensor.index]
    counts = [end - start + 1 for start, end in zip(least, last, strict=True)]
    long = [axis for axis, count in enumerate(counts) if count > 1]
    level, values = _strides(long[1:][-1:], counts)
    hue, hues = _strides([axis for axis in range(len(counts)) if axis not in long[1:][-1:]], counts)
    hue = _varied(hue)
    first = sum(stride * start for stride, start in zip(hue, least, strict=True))
    return Columns(_along(tensor, hue, len(shown)), hues, _along(tensor, level, len(shown)), values, first)


def by_value(tensor: Tensor, shown: Sequence[Window]) -> Columns:
    """The level tells a cell's number, which is its value: from the least of the window to the greatest."""
    level = tuple(stride if window.count > 1 else 0 for stride, window in zip(tensor.strides, shown, strict=True))
    values = 1 + sum(stride * (window.count - 1) for stride, window in zip(level, shown, strict=True) if stride)
    return Columns((0,) * len(level), 1, level, values)


def within(plan: Plan, source: Tensor, counts: Sequence[int]) -> list[int]:
    """The axes inside a block of the source: what is not the slowest part of some composite axis, and what is reduced.

    Where that tells no block from another, the last axis alone is inside.
    """
    inner: set[int] = set()
    for tensor in (*plan.inputs, plan.output):
        for parts in tensor.arrangement:
            inner.update([part for part in parts if counts[part] > 1][1:])
    inner.update(number for number, axis in enumerate(plan.axes) if axis.role == "reduced")
    long = [part for parts in source.arrangement for part in parts if counts[part] > 1]
    if not inner.intersection(long) or inner.issuperset(long):
        inner = set(long[1:][-1:])
    return sorted(inner.intersection(_own(source)))


def _own(tensor: Tensor) -> list[int]:
    return sorted({part for parts in tensor.arrangement for part in parts})


def _index(terms: Index, digits: Sequence[int]) -> int:
    return sum(term.times * (1 if term.axis is None else digits[term.axis]) for term in terms)


def _along(tensor: Tensor, strides: Sequence[int], axes: int) -> tuple[int, ...]:
    """Strides of tensor axes as strides of the elementary axes that walk along them."""
    axis_strides = [0] * axes
    for terms, stride in zip(tensor.index, strides, strict=True):
        for term in terms:
            if term.axis is not None:
                axis_strides[term.axis] += stride * term.times
    return tuple(axis_strides)


def _strides(axes: Sequence[int], counts: Sequence[int]) -> tuple[list[int], int]:
    """Strides that number the digits of these axes in reading order, and how many there are."""
    strides = [0] * len(counts)
    total = 1
    for axis in reversed(axes):
        if counts[axis] > 1:
            strides[axis] = total
        total *= counts[axis]
    return strides, prod(counts[axis] for axis in axes)


def _varied(strides: Sequence[int]) -> list[int]:
    """Rows of blocks whose length is a multiple of the hues would all begin with the same one."""
    return [stride + 3 if stride > 1 and stride % HUES == 0 else stride for stride in strides]
