"""What is written on the cells of a line's picture that are made of several cells of the program's inputs."""

import numpy as np

from einscope.core.map import IntArray
from einscope.core.scene.merged import Merged, label, unknown


class Labels:
    """The labels of a picture, gathered while its blocks are numbered.

    How many cells another is made of is a positive number; minus the most that it may be, where nobody counted.
    """

    def __init__(self) -> None:
        self._places: dict[int, int] = {}

    def numbers(self, numbers: IntArray, counts: IntArray) -> IntArray:
        """The numbers of blocks, and on those that are made of several the number of their label.

        >>> Labels().numbers(np.array([7, 8, 9]), np.array([1, 4, 3])).tolist()
        [7, -3, -2]
        """
        for count in _several(counts):
            place = self._places.setdefault(count, len(self._places))
            numbers = np.where(counts == count, label(place), numbers)
        return numbers

    def merged(self, together: IntArray) -> tuple[Merged, ...]:
        """All labels, with the cells of the output that have them once their blocks lie on one another.

        Args:
            together: of how many cells each of the output's is made; 0 where it keeps what is written on its block.
        """
        for count in _several(together):
            self._places.setdefault(count, len(self._places))
        return tuple(unknown(count, tuple(np.flatnonzero(together == count).tolist())) for count in self._places)


def _several(counts: IntArray) -> list[int]:
    several: list[int] = np.unique(counts[(counts > 1) | (counts < 0)]).tolist()
    return several
