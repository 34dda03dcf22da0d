"""Counts of an affine index whose axes have no digit in common: each axis is counted by itself."""

from math import gcd, lcm, prod

import numpy as np

from einscope.core.judge.verdict.counts import Counts
from einscope.core.map import Affine, Along, IntArray

_LONGEST = 2**20  # indices along one axis that are listed


def affine_counts(index_map: Affine, source_cells: int) -> Counts | None:
    """The counts of a map but ``moved``; None where digits move along several axes, or cells are summed.

    Args:
        index_map: with cells.
        source_cells: how many the source has.

    Cost: O(sum of the lengths of its axes).

    >>> from einscope.core.map import fitted
    >>> affine_counts(fitted((5, 3), (4, 4)), 15)
    Counts(moved=None, dropped=3, duplicated=0, padded=4, mixed=0)
    """
    owned = [_digits(along) for along in index_map.along]
    apart = sum(map(len, owned)) == len(set().union(*owned))
    if index_map.reduced or not index_map.target_cells or not apart:
        return None
    counts = index_map.kept
    axes = list(zip(index_map.along, owned, strict=True))
    if any(
        prod(counts[digit] for digit in digits) > _LONGEST and not _turns(along, digits, counts)
        for along, digits in axes
    ):
        return None
    free = prod(count for digit, count in enumerate(counts) if not any(digit in digits for digits in owned))
    with_source, used, once = free, 1, 1
    for along, digits in axes:
        if _turns(along, digits, counts):
            with_source, used, once = with_source * along.size, used * along.size, once * along.size
            continue
        index = _listed(along, [(along.steps[digit], counts[digit]) for digit in sorted(digits)])
        times = np.bincount(index[(index >= 0) & (index < along.size)])
        with_source *= int(times.sum())
        used *= int(np.count_nonzero(times))
        once *= int(np.count_nonzero(times == 1))
    return Counts(
        dropped=source_cells - used,
        duplicated=used if free > 1 else used - once,
        padded=index_map.target_cells - with_source,
        mixed=0,
    )


def affine_moved(index_map: Affine, padded: int) -> int | None:
    """The output cells whose source lies elsewhere; None where an axis of the target walks along another of the source.

    Args:
        index_map: with cells.
        padded: how many of them have no source.

    Cost: as :func:`affine_counts`.

    >>> from einscope.core.map import rolled
    >>> affine_moved(rolled((4, 3), (0, 1)), 0)
    12
    """
    if index_map.reduced or index_map.kept != tuple(along.size for along in index_map.along):
        return None
    stays = 1
    for axis, along in enumerate(index_map.along):
        digits = _digits(along)
        if _turns(along, digits, index_map.kept) and along.steps[axis] == 1:
            stays *= 0 if along.start % along.size else along.size
            continue
        if digits - {axis} or along.size > _LONGEST:
            return None
        index = _listed(along, [(along.steps[axis], along.size)])
        stays *= int(np.count_nonzero(index == np.arange(along.size)))
    return index_map.target_cells - padded - stays


def affine_order(index_map: Affine) -> int | None:
    """How often axes that are rolled must be rolled until every cell is back; None of any other map.

    Cost: O(rank).

    >>> from einscope.core.map import rolled
    >>> affine_order(rolled((2**40, 6), (1, 2))) == 3 * 2**40
    True
    """
    kept = index_map.kept
    rolls = kept == tuple(along.size for along in index_map.along) and all(
        _turns(along, {axis}, kept) and _digits(along) == {axis} and along.steps[axis] == 1
        for axis, along in enumerate(index_map.along)
        if along.size > 1
    )
    if index_map.reduced or not rolls or not index_map.target_cells:
        return None
    return lcm(*(along.size // gcd(along.size, along.start) for along in index_map.along))


def _turns(along: Along, digits: set[int], counts: tuple[int, ...]) -> bool:
    """Whether one digit goes through all of an axis, from anywhere and round its end: each index comes once."""
    if len(digits) != 1:
        return False
    (digit,) = digits
    whole = abs(along.steps[digit]) == 1 and along.size == counts[digit] > 0
    return whole and (along.wraps or not along.leaves(counts))


def _digits(along: Along) -> set[int]:
    """The digits that move along an axis."""
    return {digit for digit, step in enumerate(along.steps) if step}


def _listed(along: Along, walked: list[tuple[int, int]]) -> IntArray:
    """All indices along an axis, of so many steps each."""
    index: IntArray = np.full(1, along.start, dtype=np.int64)
    for step, count in walked:
        index = np.add.outer(index, step * np.arange(count, dtype=np.int64)).reshape(-1)
    return index % along.size if along.wraps and along.size else index
