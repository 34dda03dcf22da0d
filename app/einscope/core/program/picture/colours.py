"""The number and the colour of a block: those of the cell of the program's input it came from, through all lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

import numpy as np

from einscope.core.errors import PatternError, Span, say
from einscope.core.map import NO_SOURCE, IntArray, StrideTable
from einscope.core.plan import Shape
from einscope.core.program.names import Names
from einscope.core.program.run.result import Input, Program
from einscope.core.scene.look import Look
from einscope.core.scene.tint.palette import quiet, ramp, shades
from einscope.core.scene.tint.tint import Shades

_HUES = 8
_LEVELS = 8
_VALUES = 24  # levels where the shade tells the value
_THEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Dyed:
    """Of every block the number of its cell within its input, -1 where it has none, its hue and its level."""

    numbers: IntArray
    hues: IntArray
    levels: IntArray


class Colours:
    """The colours of a program's cells.

    With one input the hue tells the block of the input, the lightness the place within: blocks are as long as the steps
    that the program takes along an axis. With several inputs the hue tells the input; where one of them leads, its
    cells are coloured as those of an only input, and all others are quiet. An axis: the hue tells the digit along it,
    in every input that has one of that name. ``value``: the shade tells the number.

    Args:
        program: the result of a run.
        names: of the axes of the inputs.
        look: ``color`` and ``lead`` of it.
        only: the number of the one input whose cells are seen; None: that of the only one, or several are.

    Raises:
        PatternError: ``color-unknown`` in the field ``color``, ``input-unknown`` in the field ``lead``.
    """

    def __init__(self, program: Program, names: Sequence[Names], look: Look, only: int | None = None) -> None:
        color = look.color
        self.inputs = program.inputs
        self.lead = leading(program, look)
        self.by_value = color == "value"
        self.hues, self.levels = (1, _VALUES) if self.by_value else (_HUES, _LEVELS)
        self.axes: dict[int, int] | None = None
        if color not in ("source", "value"):
            self.axes = _axes(names[: len(self.inputs)], color, self.lead)
            self._longest = max(1, *(self.inputs[which].shape[axis] for which, axis in self.axes.items()), 1)
            self.hues, self.levels = min(_HUES, self._longest), 1
        alone = self.lead if self.lead is not None else 0 if len(self.inputs) == 1 else only
        plain = alone is None or self.by_value or self.axes is not None
        self.alone = None if plain or alone is None else self.inputs[alone]
        if self.alone is not None:
            self._columns(self.alone, block_sizes(program, alone or 0))

    def _columns(self, x: Input, blocks: tuple[int, ...]) -> None:
        """For each axis of the input, how much a block, and a place within one, adds to the hue and to the level."""
        outer = [size if block == 1 else -(-size // block) for size, block in zip(x.shape, blocks, strict=True)]
        inner = [1 if block == 1 else block for block in blocks]
        long = [axis for axis, size in enumerate(x.shape) if size > 1]
        if all(block == 1 for block in blocks) and len(long) > 1:
            last = long[-1]  # nothing tells one block from another: the last axis is inside
            outer[last], inner[last] = 1, x.shape[last]
        self.inner = tuple(inner)
        self.hue, hues = _strides(outer)
        self.level, self.values = _strides(inner)
        # Rows of blocks whose length is a multiple of the hues would all begin with the same one.
        self.hue = tuple(stride + 3 if stride > 1 and stride % _HUES == 0 else stride for stride in self.hue)
        self.hues, self.levels = max(1, min(_HUES, hues)), max(1, min(_LEVELS, self.values))

    @property
    def shades(self) -> Shades:
        """The colours by theme, hue and level; where some cells are quiet, theirs are the last hue."""
        return {
            theme: (
                *((ramp(theme, self.levels),) if self.by_value else shades(theme, self.hues, self.levels)),
                *([quiet(theme, self.levels)] if self._any_quiet else []),
            )
            for theme in _THEMES
        }

    @property
    def _any_quiet(self) -> bool:
        return self.lead is not None or self.axes is not None

    def of(self, sources: IntArray) -> Dyed:
        """The colours of blocks from cells of the inputs, numbered one after another.

        Cost: O(blocks · rank).
        """
        numbers = np.full(len(sources), NO_SOURCE, dtype=np.int64)
        hues = np.zeros(len(sources), dtype=np.int64)
        levels = np.zeros(len(sources), dtype=np.int64)
        for which, x in enumerate(self.inputs):
            here = (sources >= x.offset) & (sources < x.offset + x.cells)
            own = sources[here] - x.offset
            numbers[here] = own
            if x is self.alone:
                hues[here], levels[here] = self._within(own, x.shape)
            elif self._is_quiet(which):
                hues[here] = self.hues
            elif self.axes is not None:
                axis = self.axes[which]
                hues[here] = own // prod(x.shape[axis + 1 :]) % x.shape[axis] * self.hues // self._longest
            else:
                hues[here] = which % self.hues
                levels[here] = own * min(self.levels, x.cells) // max(1, x.cells)
        return Dyed(numbers, hues, levels)

    def _is_quiet(self, which: int) -> bool:
        return self.lead not in (None, which) or (self.axes is not None and which not in self.axes)

    def _within(self, cells: IntArray, shape: Shape) -> tuple[IntArray, IntArray]:
        hues = np.zeros(len(cells), dtype=np.int64)
        levels = np.zeros(len(cells), dtype=np.int64)
        for axis, size in enumerate(shape):
            digit = cells // prod(shape[axis + 1 :]) % size
            hues += self.hue[axis] * (digit // self.inner[axis])
            levels += self.level[axis] * (digit % self.inner[axis])
        return hues % self.hues, levels * self.levels // self.values


def leading(program: Program, look: Look) -> int | None:
    """The number of the input that leads the picture; None: none does.

    Raises:
        PatternError: ``input-unknown`` in the field ``lead``.
    """
    names = [each.name for each in program.inputs]
    if not look.lead or look.lead in names:
        return names.index(look.lead) if look.lead else None
    raise PatternError(
        "input-unknown",
        say("There is no input '{name}'.", name=look.lead),
        Span(0, len(look.lead)),
        field="lead",
        hint=say("there are: {names}", names=", ".join(dict.fromkeys(names))) if names else say("remove it"),
        repair={"lead": ""},
    )


def _axes(names: Sequence[Names], color: str, lead: int | None) -> dict[int, int]:
    """For every input that has an axis of this name, its number; of the one that leads, where one does.

    Raises:
        PatternError: ``color-unknown`` in the field ``color``.
    """
    sought = [(which, own) for which, own in enumerate(names) if lead in (None, which)]
    found = {which: own.index(color) for which, own in sought if color in own}
    if found:
        return found
    there = dict.fromkeys(["source", "value", *(name for _, own in sought for name in own)])
    raise PatternError(
        "color-unknown",
        say("Cells can be coloured by source, by value or by an axis, not by '{color}'.", color=color),
        Span(0, len(color)),
        field="color",
        hint=say("there are: {names}", names=", ".join(there)),
        repair={"color": "source"},
    )


def block_sizes(program: Program, number: int = 0) -> tuple[int, ...]:
    """For each axis of an input, how long its blocks are: the shortest step along it that is not a single cell.

    Cost: O(tensors · rank).

    >>> from einscope.core.limits import Limits
    >>> from einscope.core.program import run
    >>> block_sizes(run("y = x[:, ::2]", {"x": (4, 6)}, {}, Limits()))
    (1, 2)
    """
    own = program.inputs[number]
    shape = own.shape
    sizes = [1] * len(shape)
    for tensor in program.tensors:
        if not isinstance(tensor.map, StrideTable) or not own.offset <= tensor.map.offset < own.offset + own.cells:
            continue
        for row in (*tensor.map.kept, *tensor.map.reduced):
            moved = [(axis, digit) for axis, digit in enumerate(_digits(abs(row.source), shape)) if digit]
            if len(moved) == 1 and row.size > 1:
                (axis, step), *_ = moved
                if 1 < step < shape[axis] and (sizes[axis] == 1 or step < sizes[axis]):
                    sizes[axis] = step
    return tuple(sizes)


def _digits(position: int, shape: Shape) -> list[int]:
    digits: list[int] = []
    for size in reversed(shape):
        position, digit = divmod(position, max(1, size))
        digits.append(digit)
    return digits[::-1]


def _strides(counts: list[int]) -> tuple[tuple[int, ...], int]:
    """Strides that number digits in reading order, 0 for axes with one, and how many numbers there are."""
    strides = [0] * len(counts)
    total = 1
    for axis in reversed(range(len(counts))):
        if counts[axis] > 1:
            strides[axis] = total
            total *= counts[axis]
    return tuple(strides), total
