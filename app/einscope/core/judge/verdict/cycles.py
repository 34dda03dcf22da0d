"""How often a permutation must be applied until every cell is back."""

from functools import lru_cache
from math import lcm, prod

import numpy as np

from einscope.core.judge.verdict.separable import affine_order
from einscope.core.map import Affine, IndexMap, Sources, Stride, StrideTable, window
from einscope.core.patience import go_on

CELLS = 2**20  # of the permutation without the axes that only repeat it: more take longer than a person waits
GREATEST = 2**53 - 1  # what is exact as a JavaScript number
_MANY = 2**12  # cells from which on landmarks are worth it
_APART = 64  # cells from a landmark to the next, on the average


@lru_cache(maxsize=256)  # names do not matter here: while somebody types, it is often the same map
def order_of(index_map: IndexMap) -> int | None:
    """The order of a bijective map read as a permutation of flat positions.

    None where more than :data:`CELLS` cells would have to be followed, or where it is above :data:`GREATEST`.

    Cost: O(cells · log cells), where axes that keep their stride at the slow or the fast end cost nothing.

    >>> order_of(StrideTable((Stride(2, 1), Stride(3, 2))))  # a transpose: 0, 2, 4, 1, 3, 5
    4
    """
    known = affine_order(index_map) if isinstance(index_map, Affine) else None
    if known is not None:
        return known if known <= GREATEST else None
    core = _core(index_map) if isinstance(index_map, StrideTable) else index_map
    cells = core.target_cells
    return order_of_sources(window(core, 0, cells).max(axis=1)) if cells <= CELLS else None


def order_of_sources(sources: Sources) -> int | None:
    """The order of a permutation whose sources are all listed, with the same bounds.

    Cost: O(cells · log cells).

    >>> order_of_sources(np.array([1, 2, 0, 3]))
    3
    """
    if len(sources) > CELLS:
        return None
    order = lcm(*_cycle_lengths(sources))
    return order if order <= GREATEST else None


def _core(table: StrideTable) -> StrideTable:
    """The permutation that is left without the axes along which it only repeats itself."""
    rows = [row for row in table.kept if row.size != 1]
    if table.offset or any(row.source <= 0 for row in rows):
        return table
    while rows and rows[0].source == prod(row.size for row in rows[1:]):
        rows.pop(0)
    while rows and rows[-1].source == 1:
        last = rows.pop()
        rows = [Stride(row.size, row.source // last.size) for row in rows]
    return StrideTable(tuple(rows))


def _cycle_lengths(sources: Sources) -> set[int]:
    """The lengths that cycles have, each once.

    Of many cells a few are landmarks, from which the way to the next one is walked, all ways at once; what is left is
    the permutation of the landmarks, and the cycles that have none, which are short.
    """
    steps = np.asarray(sources, dtype=np.int64)
    if len(steps) < _MANY:
        return _sizes(_smallest(steps))
    landmarks = np.unique(np.random.default_rng(0).integers(0, len(steps), len(steps) // _APART))
    number = np.full(len(steps), -1, dtype=np.int64)
    number[landmarks] = np.arange(len(landmarks))
    unseen = number < 0
    reached, far = np.empty_like(landmarks), np.empty_like(landmarks)
    cells, walkers, walked = steps[landmarks], np.arange(len(landmarks)), 1
    while len(cells):
        landmark = number[cells]
        arrived = landmark >= 0
        reached[walkers[arrived]], far[walkers[arrived]] = landmark[arrived], walked
        cells, walkers = cells[~arrived], walkers[~arrived]
        unseen[cells] = False
        cells, walked = steps[cells], walked + 1
    rest = np.flatnonzero(unseen)
    number[rest] = np.arange(len(rest))
    return _sizes(_smallest(reached), far) | _sizes(_smallest(number[steps[rest]]))


def _smallest(steps: Sources) -> Sources:
    """For each cell the smallest one of its cycle, by steps that double until nothing changes."""
    smallest = np.arange(len(steps), dtype=np.int64)
    while True:
        go_on()
        smaller = np.minimum(smallest, smallest[steps])
        if np.array_equal(smaller, smallest):
            return smallest
        smallest, steps = smaller, steps[steps]


def _sizes(cycles: Sources, far: Sources | None = None) -> set[int]:
    """How long the cycles are that cells, each so far from the next, belong to."""
    return {int(length) for length in np.unique(np.bincount(cycles, far)) if length}
