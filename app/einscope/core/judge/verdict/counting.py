"""Counts of any map, cell by cell, in chunks."""

from collections.abc import Iterator

import numpy as np

from einscope.core.judge.verdict.counts import Counts
from einscope.core.map import NO_SOURCE, IndexMap, IntArray, window

# Entries of a chunk: two bytes can count them on top of a 2, and a chunk stays in a processor's cache.
_CHUNK = 2**15


def count_cells(index_map: IndexMap, source_cells: int, cell_limit: int) -> Counts:
    """The counts of a map, all None where it has more cells than the limit.

    Cost: O(source cells + target cells · arity) time; 2 bytes a source cell.

    >>> from einscope.core.map import fitted
    >>> count_cells(fitted((2,), (3,)), 2, 100)
    Counts(moved=0, dropped=0, duplicated=0, padded=1, mixed=0)
    """
    if max(source_cells, _entries(index_map)) > cell_limit:
        return Counts()
    used = np.zeros(source_cells, dtype=np.uint16)
    moved = padded = mixed = 0
    for cells, sources in _chunks(index_map):
        moved += _elsewhere(cells, sources)
        terms = np.count_nonzero(sources != NO_SOURCE, axis=1)
        padded += int(np.count_nonzero(terms == 0))
        mixed += int(np.count_nonzero(terms > 1))
        once = _once_a_cell(sources)
        np.add.at(used, once, 1)
        used[once] = np.minimum(used[once], 2)
    return Counts(moved, int(np.count_nonzero(used == 0)), int(np.count_nonzero(used > 1)), padded, mixed)


def count_moved(index_map: IndexMap, cell_limit: int) -> int | None:
    """The output cells whose source lies at another flat position, None where there are more cells than the limit.

    Cost: O(target cells · arity) time, constant memory.
    """
    if _entries(index_map) > cell_limit:
        return None
    return sum(_elsewhere(cells, sources) for cells, sources in _chunks(index_map))


def _entries(index_map: IndexMap) -> int:
    return index_map.target_cells * max(1, index_map.arity)


def _chunks(index_map: IndexMap) -> Iterator[tuple[IntArray, IntArray]]:
    """Target cells and their sources, a few at a time."""
    total = index_map.target_cells
    step = max(1, _CHUNK // max(1, index_map.arity))
    for start in range(0, total, step):
        yield np.arange(start, min(start + step, total), dtype=np.int64), window(index_map, start, step)


def _elsewhere(cells: IntArray, sources: IntArray) -> int:
    return int(np.count_nonzero(((sources != cells[:, None]) & (sources != NO_SOURCE)).any(axis=1)))


def _once_a_cell(sources: IntArray) -> IntArray:
    """All sources, each once for every target cell that uses it."""
    ordered = np.sort(sources, axis=1) if sources.shape[1] > 1 else sources
    new = ordered != NO_SOURCE
    new[:, 1:] &= ordered[:, 1:] != ordered[:, :-1]
    once: IntArray = ordered[new]
    return once
