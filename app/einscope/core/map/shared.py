"""Several maps that begin with the same map: it is asked once for all of them."""

from collections.abc import Sequence

from einscope.core.map.chain import Chain
from einscope.core.map.pieces.beside import Beside
from einscope.core.map.pieces.listed import Nothing
from einscope.core.map.pieces.merged import Merged
from einscope.core.map.protocol import IndexMap
from einscope.core.map.table import Stride, StrideTable

_LONG_SUM = 256


def joined(maps: Sequence[IndexMap], step: IndexMap) -> IndexMap:
    """``step`` after the targets of these maps, numbered one after another.

    >>> from einscope.core.map.pieces.concat import Concat
    >>> one = StrideTable((Stride(2, -1),), (), 1)
    >>> import numpy as np
    >>> joined([one, one], Concat(1, (2, 2), 1)).sources(np.arange(4))[:, 0]
    array([1, 0, 1, 0])
    """
    first, rest = common(maps)
    beside = Beside(tuple(rest))
    return Chain(beside if first is None else Chain(first, beside), step)


def summed(maps: Sequence[IndexMap]) -> IndexMap:
    """Each cell made of what all of these maps say; those without any source add nothing.

    >>> summed([StrideTable((Stride(2, 1),)), Nothing(2)])
    StrideTable(kept=(Stride(size=2, source=1),), reduced=(), offset=0)
    """
    with_sources = [index_map for index_map in maps if not isinstance(index_map, Nothing)]
    if len(with_sources) < 2:
        return (with_sources or maps)[0]
    first, rest = common(with_sources)
    terms = [
        term
        for tail in rest
        for term in (tail.maps if isinstance(tail, Merged) and len(tail.maps) < _LONG_SUM else (tail,))
    ]
    merged = Merged(tuple(terms))
    return merged if first is None else Chain(first, merged)


def nests(index_map: IndexMap) -> bool:
    """Whether a join asks other joins in turn, each of them on its own: such maps must not be many deep.

    >>> nests(summed([StrideTable((Stride(2, 1),)), StrideTable((Stride(2, 0),))]))
    False
    """
    parts = [index_map]
    while isinstance(parts[-1], Chain):
        last = parts.pop()
        assert isinstance(last, Chain)  # noqa: S101 — as asked
        parts += [last.then, last.first]
    inner = [piece for part in parts if isinstance(part, (Beside, Merged)) for piece in part.maps]
    return not all(isinstance(piece, (StrideTable, Nothing)) for piece in inner)


def common(maps: Sequence[IndexMap]) -> tuple[IndexMap | None, Sequence[IndexMap]]:
    """The last map that all of these begin with, and what follows it in each; None where there is none.

    A table is cheap, so that it is no matter how often it is asked.

    Cost: O(length of the chains).
    """
    walks = [_prefixes(index_map) for index_map in maps if not isinstance(index_map, Nothing)]
    if not walks:
        return None, maps
    shared = set.intersection(*({id(prefix) for prefix in walk} for walk in walks))
    first = next((prefix for prefix in walks[0] if id(prefix) in shared and not isinstance(prefix, StrideTable)), None)
    return (None, maps) if first is None else (first, [_after(index_map, first) for index_map in maps])


def _prefixes(index_map: IndexMap) -> list[IndexMap]:
    """The map and all that it begins with, the longest first."""
    prefixes = [index_map]
    while isinstance(index_map, Chain):
        index_map = index_map.first
        prefixes.append(index_map)
    return prefixes


def _after(index_map: IndexMap, first: IndexMap) -> IndexMap:
    if isinstance(index_map, Nothing):
        return index_map
    steps: list[IndexMap] = []
    while index_map is not first:
        assert isinstance(index_map, Chain)  # noqa: S101 — it begins with ``first``
        steps.append(index_map.then)
        index_map = index_map.first
    if not steps:
        return StrideTable((Stride(first.target_cells, 1),))
    rest = steps.pop()
    while steps:
        rest = Chain(rest, steps.pop())
    return rest
