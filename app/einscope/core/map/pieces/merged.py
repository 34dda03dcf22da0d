"""Several maps of one target: each cell has the sources of all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from einscope.core.map.protocol import IndexMap, IntArray


@dataclass(frozen=True)
class Merged:
    """Every target cell is made of what each of the maps says; arithmetic of tensors does this."""

    maps: Sequence[IndexMap]

    @property
    def target_cells(self) -> int:
        """The same of each map."""
        return self.maps[0].target_cells

    @cached_property
    def arity(self) -> int:
        """The sum of what the maps have."""
        return sum(term.arity for term in self.maps)

    def sources(self, cells: IntArray) -> IntArray:
        """Source cells of each target cell; see :class:`IndexMap`.

        Cost: the sum of what the maps cost.

        >>> from einscope.core.map.table import Stride, StrideTable
        >>> Merged((StrideTable((Stride(2, 1),)), StrideTable((Stride(2, -1),), (), 1))).sources(np.arange(2)).tolist()
        [[0, 1], [1, 0]]
        """
        once = {id(term): term.sources(cells) for term in {id(term): term for term in self.maps}.values()}
        return np.concatenate([once[id(term)] for term in self.maps], axis=1)
