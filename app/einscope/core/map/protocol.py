"""What every map answers, and the positions it answers about."""

from collections.abc import Hashable
from typing import Protocol

import numpy as np
import numpy.typing as npt

from einscope.core.errors import PatternError, say

IntArray = npt.NDArray[np.int64]
NO_SOURCE = -1


class IndexMap(Hashable, Protocol):
    """Answers which source cells a target cell is made of. Maps that are equal answer alike."""

    @property
    def target_cells(self) -> int:
        """How many cells the target has."""

    @property
    def arity(self) -> int:
        """How many source cells each target cell is made of."""

    def sources(self, cells: IntArray) -> IntArray:
        """Source cells of each target cell.

        Args:
            cells: flat C-order target positions, shape (n,).

        Returns:
            Flat source positions, shape (n, arity); -1 where a cell has no source (padding).

        Raises:
            PatternError: ``window-outside`` if a position is not a cell of the target.
        """


def inside(cells: IntArray, total: int) -> None:
    """Refuse positions that are not cells of a target with this many."""
    if cells.size and (int(cells.min()) < 0 or int(cells.max()) >= total):
        raise PatternError(
            "window-outside",
            say("The output has {total} cells; the window reaches outside it.", total=total),
            field="start",
        )
