"""Which hue and which lightness a block has: two more columns of the table of strides.

The hue tells the outer block, the lightness the digit within it, so that a block stays recognisable while it flies.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from app.core.palette import Shade, shades
from app.core.plan import Plan

_HUES = 8
_LEVELS = 8


@dataclass(frozen=True, slots=True)
class Tint:
    """Hue number: Σ digit·hue, modulo the number of hues. Level: Σ digit·level, scaled to the number of levels.

    ``shades[theme][hue][level]`` is the colour of the block and of its number.
    """

    hue: tuple[int, ...]
    level: tuple[int, ...]
    values: int
    shades: dict[str, tuple[tuple[Shade, ...], ...]]


def tint(plan: Plan, counts: Sequence[int]) -> Tint:
    """The colouring of a plan of which this many digits of each axis are shown.

    >>> from app.core.ops import registry
    >>> plan = registry()["expand"].example_plan()  # b h w (p1 p2 c) -> b (h p1) (w p2) c
    >>> tint(plan, [axis.size for axis in plan.axes]).level
    (0, 0, 0, 2, 1, 0)
    """
    within = _within(plan, counts)
    outer = [axis for axis in range(len(counts)) if axis not in within]
    hue, hues = _strides(outer, counts)
    level, levels = _strides(within, counts)
    number, steps = max(1, min(hues, _HUES)), max(1, min(levels, _LEVELS))
    # Rows of blocks whose length is a multiple of the hues would all begin with the same one.
    hue = [stride + 3 if stride > 1 and stride % _HUES == 0 else stride for stride in hue]
    return Tint(
        tuple(hue), tuple(level), max(1, levels), {theme: shades(theme, number, steps) for theme in ("light", "dark")}
    )


def _within(plan: Plan, counts: Sequence[int]) -> list[int]:
    """The axes inside a block: those that are not the slowest part of some composite axis."""
    inner: set[int] = set()
    for tensor in (*plan.inputs, plan.output):
        for parts in tensor.arrangement:
            inner.update([part for part in parts if counts[part] > 1][1:])
    if not inner:
        long = [part for parts in plan.inputs[0].arrangement for part in parts if counts[part] > 1]
        inner.update(long[1:][-1:])
    return sorted(inner)


def _strides(axes: list[int], counts: Sequence[int]) -> tuple[list[int], int]:
    """Strides that number the digits of these axes in reading order, and how many there are."""
    strides = [0] * len(counts)
    total = 1
    for axis in reversed(axes):
        if counts[axis] > 1:
            strides[axis] = total
        total *= counts[axis]
    return strides, prod(counts[axis] for axis in axes)
