"""What is written on the cells of a line's picture: their values, or of how many cells of the inputs they are made."""

import numpy as np

from einscope.core.errors import say
from einscope.core.map import NO_SOURCE, IntArray
from einscope.core.scene.merged import Merged, label, unknown
from einscope.core.values import Data
from einscope.core.values.text import value_text

_MOST = 1_024  # labels of one picture

Key = int | tuple[str, int]
"""A count; or a value as it is written, and a count."""


class Labels:
    """The labels of a picture, gathered while its blocks are numbered.

    How many cells another is made of is a positive number; minus the most that it may be, where nobody counted.
    """

    def __init__(self) -> None:
        self._places: dict[Key, int] = {}

    def numbers(self, numbers: IntArray, counts: IntArray, values: Data | None = None) -> IntArray:
        """The numbers of blocks, and on those that have a value, or are made of several, the number of their label.

        >>> Labels().numbers(np.array([7, 8, 9]), np.array([1, 4, 3])).tolist()
        [7, -3, -2]
        >>> Labels().numbers(np.array([7, 8, -1]), np.array([1, 1, 0]), (0.5, 0.5, 0.5)).tolist()
        [-2, -2, -1]
        """
        if values is not None and self._take(_keys(values, counts)):
            own = [label(self._places[key]) for key in _keys(values, counts)]
            return np.where(numbers == NO_SOURCE, numbers, np.array(own, dtype=np.int64))
        for count in _several(counts):
            place = self._places.setdefault(count, len(self._places))
            numbers = np.where(counts == count, label(place), numbers)
        return numbers

    def merged(
        self, together: IntArray, counts: IntArray | None = None, values: Data | None = None
    ) -> tuple[Merged, ...]:
        """All labels, with the cells of the output that have them once their blocks have arrived.

        Args:
            together: of how many cells each of the output's is made; 0 where it keeps what is written on its block.
            counts: the same, be they lying on one another or not.
            values: of the output's cells; None: they have none.
        """
        cells: dict[Key, list[int]] = {}
        if values is not None and counts is not None and self._take(_keys(values, counts)):
            for cell, key in enumerate(_keys(values, counts)):
                cells.setdefault(key, []).append(cell)
        else:
            for count in _several(together):
                self._places.setdefault(count, len(self._places))
                cells[count] = np.flatnonzero(together == count).tolist()
        return tuple(_merged(key, tuple(cells.get(key, ()))) for key in self._places)

    def _take(self, keys: list[Key]) -> bool:
        """Whether there is room for these."""
        if len({*self._places, *keys}) > _MOST:
            return False
        for key in keys:
            self._places.setdefault(key, len(self._places))
        return True


def _keys(values: Data, counts: IntArray) -> list[Key]:
    return [(value_text(value), max(1, count)) for value, count in zip(values, counts.tolist(), strict=True)]


def _merged(key: Key, cells: tuple[int, ...]) -> Merged:
    if isinstance(key, int):
        return unknown(key, cells)
    value, count = key
    if count < 2:
        return Merged(None, None, say("value {value}", value=value), (value,), cells)
    several = unknown(count, cells)
    return Merged(
        count, None, say("value {value}, {text}", value=value, text=several.text), (value, *several.lines), cells
    )


def _several(counts: IntArray) -> list[int]:
    several: list[int] = np.unique(counts[(counts > 1) | (counts < 0)]).tolist()
    return several
