"""Counts of an affine index whose axes have no digit in common: each axis is counted by itself."""

from math import prod

import numpy as np

from app.core.index_map import Affine, Along, IntArray
from app.core.verdict.counts import Counts

_LONGEST = 2**20  # indices along one axis that are listed


def affine_counts(index_map: Affine, source_cells: int) -> Counts | None:
    """The counts of a map but ``moved``; None where digits move along several axes, or cells are summed.

    Args:
        index_map: with cells.
        source_cells: how many the source has.

    Cost: O(sum of the lengths of its axes).

    >>> from app.core.index_map import fitted
    >>> affine_counts(fitted((5, 3), (4, 4)), 15)
    Counts(moved=None, dropped=3, duplicated=0, padded=4, mixed=0)
    """
    owned = [_digits(each) for each in index_map.along]
    apart = sum(map(len, owned)) == len(set().union(*owned))
    if index_map.reduced or not index_map.target_cells or not apart:
        return None
    counts = index_map.kept
    if any(prod(counts[digit] for digit in digits) > _LONGEST for digits in owned):
        return None
    free = prod(count for digit, count in enumerate(counts) if not any(digit in digits for digits in owned))
    there, used, once = free, 1, 1
    for each, digits in zip(index_map.along, owned, strict=True):
        index = _listed(each, [(each.steps[digit], counts[digit]) for digit in sorted(digits)])
        times = np.bincount(index[(index >= 0) & (index < each.size)])
        there *= int(times.sum())
        used *= int(np.count_nonzero(times))
        once *= int(np.count_nonzero(times == 1))
    return Counts(
        dropped=source_cells - used,
        duplicated=used if free > 1 else used - once,
        padded=index_map.target_cells - there,
        mixed=0,
    )


def affine_moved(index_map: Affine) -> int | None:
    """The output cells whose source lies elsewhere; None where an axis of the target walks along another of the source.

    Cost: as :func:`affine_counts`.

    >>> from app.core.index_map import rolled
    >>> affine_moved(rolled((4, 3), (0, 1)))
    12
    """
    if index_map.reduced or index_map.kept != tuple(each.size for each in index_map.along):
        return None
    stays = 1
    for axis, each in enumerate(index_map.along):
        if _digits(each) - {axis} or each.size > _LONGEST:
            return None
        index = _listed(each, [(each.steps[axis], each.size)])
        stays *= int(np.count_nonzero(index == np.arange(each.size)))
    filled = affine_counts(index_map, index_map.target_cells)
    return None if filled is None or filled.padded is None else index_map.target_cells - filled.padded - stays


def _digits(along: Along) -> set[int]:
    """The digits that move along an axis."""
    return {digit for digit, step in enumerate(along.steps) if step}


def _listed(along: Along, walked: list[tuple[int, int]]) -> IntArray:
    """All indices along an axis, of so many steps each."""
    index: IntArray = np.full(1, along.start, dtype=np.int64)
    for step, count in walked:
        index = np.add.outer(index, step * np.arange(count, dtype=np.int64)).reshape(-1)
    return index % along.size if along.wraps and along.size else index
