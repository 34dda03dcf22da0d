"""A window of output cells, listed with their sources."""

from collections.abc import Sequence
from dataclasses import dataclass

from einscope.core.errors import PatternError, say
from einscope.core.limits import Limits
from einscope.core.map import IndexMap, window


@dataclass(frozen=True, slots=True)
class Cells:
    """A window of output cells and where each comes from.

    Args:
        total: cells of the output.
        start: first cell of this window.
        count: cells in this window.
        complete: whether the window holds every cell.
        arity: sources of each cell.
        targets: flat C-order positions in the output.
        sources: for each input one flat array, count×arity, row-major; -1 where there is no source.
    """

    total: int
    start: int
    count: int
    complete: bool
    arity: int
    targets: list[int]
    sources: list[list[int]]


def listed(maps: Sequence[IndexMap], total: int, start: int, most: int, limits: Limits) -> Cells:
    """The cells from ``start`` on.

    Where a cell is made of many, fewer cells are listed, so that the answer stays as small.

    Args:
        maps: for each input, from the output's cells to its cells.
        total: cells of the output.
        start: the first that is listed.
        most: how many are listed, be there so many.
        limits: bound the sources that are listed.

    Raises:
        PatternError: ``window-outside`` in ``start``.

    Cost: O(count · arity).

    >>> from einscope.core.map import Stride, StrideTable
    >>> listed([StrideTable((Stride(2, 1), Stride(3, 2)))], 6, 1, 3, Limits()).sources
    [[2, 4, 1]]
    """
    refuse_outside(start, total)
    arity = maps[0].arity
    count = min(most, limits.window_cells // max(1, arity * len(maps)), total - start)
    return Cells(
        total=total,
        start=start,
        count=count,
        complete=count == total,
        arity=arity,
        targets=list(range(start, start + count)),
        sources=[window(index_map, start, count).reshape(-1).tolist() if count else [] for index_map in maps],
    )


def refuse_outside(start: int, total: int) -> None:
    """Refuse a window that begins behind the last cell.

    Raises:
        PatternError: ``window-outside`` in ``start``.
    """
    if start > total:
        raise PatternError(
            "window-outside",
            say("The output has {total} cells; cell {start} is not one of them.", total=total, start=start),
            field="start",
            repair={"start": "0"},
        )
