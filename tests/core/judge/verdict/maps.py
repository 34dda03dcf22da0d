"""Maps of which nothing is known but their sources."""

import numpy as np

from einscope.core.map import IntArray


class Listed:
    """A map that knows nothing but its sources."""

    def __init__(self, sources: list[list[int]]) -> None:
        self._sources = np.array(sources, dtype=np.int64).reshape(len(sources), len(sources[0]) if sources else 1)

    @property
    def target_cells(self) -> int:
        return len(self._sources)

    @property
    def arity(self) -> int:
        return self._sources.shape[1]

    def sources(self, cells: IntArray) -> IntArray:
        found: IntArray = self._sources[cells]
        return found
