"""Values as a person gives them, and as an answer tells them, beside the numbers that a library has."""

from collections.abc import Sequence

import numpy as np

from einscope.core.fields.data import Entry
from einscope.core.program.arithmetic.worked import Numbers, real_of
from einscope.core.program.budget import Library
from einscope.core.values import Data
from einscope.core.values.made import plain

_NUMBERS = frozenset({"nan", "inf", "-inf", "+inf"})
"""Words that are numbers."""


def numbers_of(entries: Sequence[Entry], library: Library) -> Numbers:
    """Values as a library has them: whole numbers as integers, unless one of them has a point; words as they are.

    >>> numbers_of([1, 2], "torch"), numbers_of([1, 2.5], "torch"), numbers_of(["nan", 1.0], "numpy")
    (array([1, 2]), array([1. , 2.5], dtype=float32), array([nan,  1.]))
    """
    read = [float(entry) if isinstance(entry, str) and entry.lower() in _NUMBERS else entry for entry in entries]
    if any(isinstance(entry, str) for entry in read):
        words = np.empty(len(read), dtype=np.object_)
        words[:] = read
        return words
    numbers = np.array(read) if read else np.zeros(0)
    return numbers.astype(real_of(library)) if numbers.dtype.kind == "f" else numbers


def entries_of(numbers: Numbers) -> Data:
    """Numbers as an answer tells them: with as many digits as they have.

    >>> entries_of(np.array([0.1, np.nan], dtype=np.float32)), entries_of(np.array([True, False]))
    ((0.1, 'nan'), (True, False))
    """
    if numbers.dtype.kind == "f" and numbers.dtype != np.float64:
        return tuple(plain(float(str(number))) for number in numbers)
    return tuple(None if number is None else plain(number) for number in numbers.tolist())
