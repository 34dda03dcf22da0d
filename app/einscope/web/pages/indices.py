"""Indices of cells as a page writes them."""

from collections.abc import Sequence
from math import prod

import numpy as np


def indices(cells: Sequence[int], shape: Sequence[int]) -> list[str]:
    """The index of each cell, in brackets.

    Args:
        cells: flat C-order positions; of one that is none, -1, nothing is said that means anything.
        shape: of their tensor.

    >>> indices([0, 5], (2, 3)), indices([0], ())
    (['[0, 0]', '[1, 2]'], ['[]'])
    """
    sizes = np.maximum(np.array(shape, dtype=np.int64), 1)  # of none there are no cells
    steps = np.array([prod(shape[axis + 1 :]) or 1 for axis in range(len(shape))], dtype=np.int64)
    return [str(each) for each in (np.array(cells, dtype=np.int64)[:, None] // steps % sizes).tolist()]
