"""Counts of a whole array of sources: a few passes of numpy over it."""

from collections.abc import Iterator
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from einscope.core.judge.verdict.counts import Counts
from einscope.core.map import NO_SOURCE
from einscope.core.patience import go_on

_CHUNK = 2**18
_Sources: TypeAlias = npt.NDArray[np.signedinteger[Any]]


def count_array(sources: _Sources, source_cells: int) -> Counts:
    """The counts of an array that holds all sources of every target cell.

    The same as :func:`einscope.core.judge.verdict.counting.count_cells` of the map that it was made from.

    Args:
        sources: shape (target cells, arity), -1 where there is none; read, never written.
        source_cells: how many cells the source has.

    Cost: O(target cells · arity + source cells); an entry of the sources' type for each source cell, and two bytes.

    >>> count_array(np.array([[0], [2], [2], [-1]]), 3)
    Counts(moved=1, dropped=1, duplicated=1, padded=1, mixed=0)
    """
    # Who used a source cell last: whoever finds another there shares the cell with it.
    last = np.full(source_cells, NO_SOURCE, dtype=sources.dtype)
    moved = padded = mixed = 0
    for rows, cells in _rows(sources):
        terms = np.zeros(len(cells), dtype=np.int64)
        elsewhere = np.zeros(len(cells), dtype=bool)
        for part in _columns(sources[rows]):
            known = part != NO_SOURCE
            away = known & (part != cells[:, None])
            # With one column, the row itself is the answer: reducing it would cost as much as all the rest.
            terms += np.count_nonzero(known, axis=1) if part.shape[1] > 1 else known[:, 0]
            elsewhere |= away.any(axis=1) if part.shape[1] > 1 else away[:, 0]
            if known.all():
                last[part] = cells[:, None]
            else:
                last[part[known]] = np.broadcast_to(cells[:, None], part.shape)[known]
        moved += int(np.count_nonzero(elsewhere))
        padded += int(np.count_nonzero(terms == 0))
        mixed += int(np.count_nonzero(terms > 1))
    shared = np.zeros(source_cells, dtype=bool)
    for rows, cells in _rows(sources):
        for part in _columns(sources[rows]):
            # A source of -1 reads the last cell, and is left out.
            overwritten = (
                (last[part] != cells[:, None]) & (part != NO_SOURCE) if source_cells else np.zeros(part.shape, bool)
            )
            shared[part[overwritten]] = True
    return Counts(moved, int(np.count_nonzero(last == NO_SOURCE)), int(np.count_nonzero(shared)), padded, mixed)


def _rows(sources: _Sources) -> Iterator[tuple[slice, _Sources]]:
    """The target cells, as many at once as have some 2¹⁸ sources together."""
    step = max(1, _CHUNK // max(1, sources.shape[1]))
    for start in range(0, len(sources), step):
        go_on()
        stop = min(start + step, len(sources))
        yield slice(start, stop), np.arange(start, stop, dtype=sources.dtype)


def _columns(sources: _Sources) -> Iterator[_Sources]:
    """The sources of a few cells, no more than some 2¹⁸ of each at once: a sum may have millions."""
    for start in range(0, sources.shape[1], _CHUNK):
        yield sources[:, start : start + _CHUNK]
