"""Looks along a gather array a block of cells at a time, so that what it needs beside the array stays small."""

from typing import Any

import numpy as np
import numpy.typing as npt

from einscope.core.patience import go_on

Sources = npt.NDArray[np.signedinteger[Any]]

_BLOCK = 2**16  # cells compared at once: half a megabyte of int64, which stays in a cache


def run_length(sources: Sources, period: int, most: int, step: int) -> int:
    """How many of the cells 0, period, 2·period … lie ``step`` apart in the source; at most ``most``, at least 2.

    Cost: O(most).

    >>> run_length(np.array([0, 3, 6, 1, 4, 7]), 1, 6, 3)
    3
    """
    origin = int(sources[0])
    for first in range(2, most, _BLOCK):
        go_on()
        last = min(most, first + _BLOCK)
        block = sources[first * period : (last - 1) * period + 1 : period]
        differs = block != origin + np.arange(first, last, dtype=np.int64) * step
        if differs.any():
            return first + int(differs.argmax())
    return most


def first_difference(sources: Sources, period: int, rows: range, step: int) -> int | None:
    """The first cell of these rows of ``period`` cells that is not the one of row 0 moved by ``step`` for each row.

    Cost: O(cells in the rows); memory: O(1).

    >>> first_difference(np.array([0, 1, 4, 5, 8, 7]), 2, range(1, 3), 4)
    5
    """
    if period >= _BLOCK:
        return _first_in_long_rows(sources, period, rows, step)
    base = sources[:period].astype(np.int64)
    for first in range(rows.start, rows.stop, _BLOCK // period):
        go_on()
        last = min(rows.stop, first + _BLOCK // period)
        block = sources[first * period : last * period].reshape(-1, period)
        differs = block != base + np.arange(first, last, dtype=np.int64)[:, None] * step
        if differs.any():
            return first * period + int(differs.argmax())
    return None


def _first_in_long_rows(sources: Sources, period: int, rows: range, step: int) -> int | None:
    for row in rows:
        go_on()
        for start in range(0, period, _BLOCK):
            stop = min(period, start + _BLOCK)
            block = sources[row * period + start : row * period + stop]
            differs = block != sources[start:stop].astype(np.int64) + row * step
            if differs.any():
                return row * period + start + int(differs.argmax())
    return None


def first_outside(sources: Sources, period: int, below: int, size: int, moved: int) -> int:
    """The first of the cells 0 … period-1 whose digit along an axis of the source leaves it when moved so far.

    Args:
        sources: of all cells.
        period: how many of them to look at; one of them leaves the axis.
        below: cells of the source that one step along the axis moves.
        size: of the axis.
        moved: steps along the axis.

    Cost: O(period).

    >>> first_outside(np.array([0, 1, 2, 3]), 4, 1, 6, 4)
    2
    """
    for start in range(0, period, _BLOCK):
        digits = sources[start : min(period, start + _BLOCK)].astype(np.int64) // below % size + moved
        outside = (digits < 0) | (digits >= size)
        if outside.any():
            return start + int(outside.argmax())
    return period
