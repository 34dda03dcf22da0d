"""Counts that a table of strides says by itself, however many cells it moves."""

from math import prod

import numpy as np

from einscope.core.judge.verdict.counts import Counts
from einscope.core.map import Stride, StrideTable, window

_CHUNK = 2**16


def table_counts(table: StrideTable, source_cells: int) -> Counts | None:
    """The counts of a table but ``moved``; None where its axes overlap, so that they must be counted cell by cell.

    Cost: O(rank).

    >>> table_counts(StrideTable((Stride(3, 1), Stride(2, 0))), 4)  # y[i, j] = x[i] of 4
    Counts(moved=None, dropped=1, duplicated=3, padded=0, mixed=0)
    """
    if table.target_cells * table.arity == 0:
        return Counts(dropped=source_cells, duplicated=0, padded=table.target_cells, mixed=0)
    walking = _walking((*table.kept, *table.reduced))
    if not _apart(walking):
        return None
    used = prod(row.size for row in walking)
    repeated = any(row.size > 1 and row.source == 0 for row in table.kept)
    mixed = table.target_cells if table.arity > 1 else 0
    return Counts(dropped=source_cells - used, duplicated=used if repeated else 0, padded=0, mixed=mixed)


def table_moved(table: StrideTable, cell_limit: int) -> int | None:
    """The output cells whose source lies elsewhere; None where more combinations would be tried than the limit.

    Cost: O(rank); where steps forward and backward mix, O(product of the moving axes but the largest).

    >>> table_moved(StrideTable((Stride(3, 1), Stride(2, 3))), 100)  # a transpose
    4
    """
    total = table.target_cells
    if total * table.arity == 0:
        return 0
    if _walking(table.reduced):
        return total  # of several sources at most one lies at the cell's own position
    steps = _steps(table)
    alike = prod(row.size for row in steps if row.source == 0)
    kept = _combinations(_walking(steps), -table.offset, cell_limit)
    return None if kept is None else total - alike * kept


def stays(table: StrideTable) -> bool:
    """Whether every cell keeps its flat position.

    Cost: O(rank).
    """
    return table.target_cells == 0 or (table.offset == 0 and not _walking((*_steps(table), *table.reduced)))


def _steps(table: StrideTable) -> tuple[Stride, ...]:
    """For each kept axis, how much further a step moves in the source than in the target."""
    steps: list[Stride] = []
    below = 1
    for row in reversed(table.kept):
        steps.append(Stride(row.size, row.source - below))
        below *= row.size
    return tuple(steps)


def _walking(rows: tuple[Stride, ...]) -> tuple[Stride, ...]:
    """The axes along which something moves."""
    return tuple(row for row in rows if row.size > 1 and row.source)


def _apart(rows: tuple[Stride, ...]) -> bool:
    """Whether no two combinations of digits meet, seen from the strides: each outreaches all smaller ones."""
    reach = 0
    for row in sorted(rows, key=lambda row: abs(row.source)):
        if abs(row.source) <= reach:
            return False
        reach += (row.size - 1) * abs(row.source)
    return True


def _combinations(rows: tuple[Stride, ...], wanted: int, cell_limit: int) -> int | None:
    """How many combinations of digits add up to this position; the digit of the largest axis follows from the rest."""
    if not rows:
        return int(wanted == 0)
    one_way = len({row.source > 0 for row in rows}) == 1
    if wanted == 0 and (one_way or _apart(rows)):
        return 1
    *others, largest = sorted(rows, key=lambda row: row.size)
    tried = StrideTable(tuple(others))
    if tried.target_cells > cell_limit:
        return None
    count = 0
    for start in range(0, tried.target_cells, _CHUNK):
        digit, rest = np.divmod(wanted - window(tried, start, _CHUNK)[:, 0], largest.source)
        count += int(np.count_nonzero((rest == 0) & (digit >= 0) & (digit < largest.size)))
    return count
