"""The part of a map that leads to one of several inputs."""

from dataclasses import dataclass

import numpy as np

from einscope.core.map import NO_SOURCE, IndexMap, IntArray
from einscope.core.program.run.result import Assigned, Program


@dataclass(frozen=True)
class Part:
    """Sources within ``cells`` cells from ``offset`` on, numbered from there; the others are none."""

    map: IndexMap
    offset: int
    cells: int

    @property
    def target_cells(self) -> int:
        """Those of the map."""
        return self.map.target_cells

    @property
    def arity(self) -> int:
        """That of the map."""
        return self.map.arity

    def sources(self, cells: IntArray) -> IntArray:
        """Source cells of each target cell; see :class:`IndexMap`.

        >>> from einscope.core.map import Stride, StrideTable
        >>> Part(StrideTable((Stride(4, 1),)), 1, 2).sources(np.arange(4))[:, 0]
        array([-1,  0,  1, -1])
        """
        sources = self.map.sources(cells)
        own = (sources >= self.offset) & (sources < self.offset + self.cells)
        return np.where(own, sources - self.offset, NO_SOURCE)


def maps_of(program: Program, made: Assigned) -> tuple[IndexMap, ...]:
    """For every input of a program, the map from a tensor's cells to its cells.

    Without inputs, the one map that leads nowhere.
    """
    if len(program.inputs) <= 1:
        return (made.map,)
    return tuple(Part(made.map, tensor.offset, tensor.cells) for tensor in program.inputs)
