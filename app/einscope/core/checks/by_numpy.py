"""NumPy as the judge of what no pattern says: cutting off and filling in, windows, cyclic shifts."""

from math import prod
from typing import Protocol

import numpy as np

from einscope.core.checks.by_einops import rearranged
from einscope.core.checks.judge import EINOPS, NUMPY, Array, Judge, of_cells
from einscope.core.map import NO_SOURCE, IntArray
from einscope.core.plan import Plan

Numbers = tuple[int, ...]


class Blocks(Protocol):
    """What is asked of a merge."""

    @property
    def factor(self) -> Numbers:
        """One for all spatial axes, or one each."""

    @property
    def channels(self) -> str:
        """``last`` or ``first``."""

    @property
    def odd(self) -> str:
        """``crop`` or ``pad`` where a factor does not divide a size."""


class Windows(Protocol):
    """What is asked of an unfold; numbers are one for all spatial axes, or one each."""

    @property
    def kernel(self) -> Numbers:
        """Cells of the window."""

    @property
    def stride(self) -> Numbers:
        """How far it moves."""

    @property
    def padding(self) -> Numbers:
        """Cells around the input."""

    @property
    def dilation(self) -> Numbers:
        """How far apart its cells are."""

    @property
    def channels(self) -> str:
        """``last`` or ``first``."""


class Shifts(Protocol):
    """What is asked of a roll."""

    @property
    def shift(self) -> Numbers:
        """One for all axes, or one each."""

    @property
    def axes(self) -> Numbers:
        """None: all."""


def _merged_by(plan: Plan) -> str:
    # A pattern alone cuts nothing off and fills nothing in.
    return EINOPS if plan.inputs[0].cells == plan.output.cells else f"{NUMPY}, {EINOPS}"


def _merged(x: IntArray, plan: Plan, values: Blocks) -> Array:
    return rearranged(_fitted(x, values), plan, values)


def _fitted(x: IntArray, values: Blocks) -> IntArray:
    """The image cut off or filled up by slices and padding, as the layers do it."""
    first = 1 if values.channels == "last" else 2
    count = x.ndim - 2
    for axis, factor in enumerate(_each(values.factor, count), first):
        over = x.shape[axis] % factor
        if over and values.odd == "crop":
            x = x[(slice(None),) * axis + (slice(0, x.shape[axis] - over),)]
        elif over:
            filling = [(0, factor - over if number == axis else 0) for number in range(x.ndim)]
            x = np.pad(x, filling, constant_values=NO_SOURCE)
    return x


def _unfolded(x: IntArray, plan: Plan, values: Windows) -> Array:
    """Windows as views of a padded array; of them every so manieth, and of each every so manieth cell."""
    last = values.channels == "last"
    x = np.pad(x, _widths(x.ndim, values), constant_values=NO_SOURCE)
    x = np.moveaxis(x, -1, 1) if last else x
    count = x.ndim - 2
    kernel, stride, dilation = (_each(numbers, count) for numbers in (values.kernel, values.stride, values.dilation))
    spans = tuple(gap * (cells - 1) + 1 for gap, cells in zip(dilation, kernel, strict=True))
    views = np.lib.stride_tricks.sliding_window_view(x, spans, tuple(range(2, 2 + count)))
    views = views[(slice(None), slice(None), *(slice(None, None, step) for step in (*stride, *dilation)))]
    # Batch, places, channel, cells of the window, as columns behind each other or with the channels first.
    places, cells = range(2, 2 + count), range(2 + count, 2 + 2 * count)
    columns = views.transpose(0, *places, 1, *cells)
    columns = columns.reshape(x.shape[0], prod(columns.shape[1 : 1 + count]), x.shape[1] * prod(kernel))
    return columns if last else columns.transpose(0, 2, 1)


def _padded_cells(plan: Plan, values: Windows) -> int:
    shape = plan.inputs[0].shape
    return prod(map(sum, zip(shape, map(sum, _widths(len(shape), values)), strict=True)))


def _widths(rank: int, values: Windows) -> list[tuple[int, int]]:
    """How many cells are put before and behind each axis of the input."""
    spatial = [(width, width) for width in _each(values.padding, rank - 2)]
    return [(0, 0), *spatial, (0, 0)] if values.channels == "last" else [(0, 0), (0, 0), *spatial]


def _rolled(x: IntArray, plan: Plan, values: Shifts) -> Array:
    axes = values.axes or tuple(range(x.ndim))
    return np.roll(x, values.shift, axes) if axes else x


def _each(numbers: Numbers, count: int) -> Numbers:
    """One for each spatial axis."""
    return numbers * (count // len(numbers))


MERGE = Judge(_merged_by, of_cells(_merged))
UNFOLD = Judge(lambda plan: NUMPY, of_cells(_unfolded), _padded_cells)
ROLL = Judge(lambda plan: NUMPY, of_cells(_rolled))
