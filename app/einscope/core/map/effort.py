"""What it costs to list all sources of a map, told before it is tried."""

from einscope.core.map.affine import Affine
from einscope.core.map.chain import Chain
from einscope.core.map.pieces.beside import Beside
from einscope.core.map.pieces.concat import Concat
from einscope.core.map.pieces.inlay import Inlay
from einscope.core.map.pieces.merged import Merged
from einscope.core.map.pieces.part import Part
from einscope.core.map.pieces.pick import Pick
from einscope.core.map.protocol import IndexMap
from einscope.core.map.table import StrideTable

# A map that is asked cell by cell costs so many times what numpy needs to move a whole array.
_ASKED = 6
_FEW = 2**16


def effort(index_map: IndexMap) -> int:
    """How many entries of arrays are written while :func:`einscope.core.map.whole` lists this map.

    Maps within maps count as often as they are asked, so it may be far more than there are cells.

    Cost: O(maps).

    >>> from einscope.core.map.table import Stride
    >>> half = StrideTable((Stride(4, 1),))
    >>> effort(half), effort(Chain(half, half))
    (4, 8)
    """
    return _Efforts().of(index_map)


class _Efforts:
    """Remembers what was worked out: a map may stand in many places."""

    def __init__(self) -> None:
        self._known: dict[int, int] = {}

    def of(self, index_map: IndexMap) -> int:
        """The entries of a map that reads one column."""
        key = id(index_map)
        if key not in self._known:
            self._known[key] = self._worked_out(index_map)
        return self._known[key]

    def _worked_out(self, index_map: IndexMap) -> int:
        entries = index_map.target_cells * index_map.arity
        match index_map:
            case Chain():
                return self._of_chain(index_map)
            case Beside(maps):
                return entries + sum(self.of(part) for part in maps)
            case Merged(maps):
                return entries + sum(self.of(term) for term in {id(term): term for term in maps}.values())
            case Part(whole_map):
                return entries + self.of(whole_map)
            case StrideTable() | Affine() | Pick() | Concat() | Inlay():
                return entries
            case _:
                return _ASKED * entries

    def _of_chain(self, chain: Chain) -> int:
        steps = steps_of(chain)
        if reads_little(chain, steps):
            return _ASKED * len(steps) * chain.target_cells * chain.arity
        total, width = 0, 1
        for step in steps:
            total += width * self.of(step)
            width *= step.arity
        return total


def reads_little(chain: Chain, steps: list[IndexMap]) -> bool:
    """Whether only a small part of something large is read, so that asking cell by cell is quicker than listing it."""
    bound = 4 * chain.target_cells * chain.arity + _FEW
    return any(step.target_cells > bound for step in steps)


def steps_of(chain: Chain) -> list[IndexMap]:
    """The maps of a chain, the one that reads the source first."""
    steps: list[IndexMap] = []
    waiting: list[IndexMap] = [chain]
    while waiting:
        index_map = waiting.pop()
        if isinstance(index_map, Chain):
            waiting += [index_map.then, index_map.first]
        else:
            steps.append(index_map)
    return steps
