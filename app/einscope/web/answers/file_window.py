"""How many cells a NumPy file may hold, and which of them a link asks for."""

from collections.abc import Mapping, Sequence

from einscope.core.limits import Limits
from einscope.core.map import IndexMap


def file_texts(cells: int, maps: Sequence[IndexMap], limits: Limits) -> Mapping[str, str] | None:
    """The parameters of a file of as many of the first cells as it may hold; None where it may not hold one.

    >>> from einscope.core.map import Stride, StrideTable
    >>> [file_texts(cells, [StrideTable((Stride(cells, 1),))], Limits()) for cells in (2**24, 2**25)]
    [{}, {'count': '16777216'}]
    """
    most = most_cells(maps, limits)
    return {} if cells <= most else {"count": str(most)} if most else None


def most_cells(maps: Sequence[IndexMap], limits: Limits) -> int:
    """How many cells a file may hold."""
    return limits.array_cells // max(1, maps[0].arity * len(maps))
