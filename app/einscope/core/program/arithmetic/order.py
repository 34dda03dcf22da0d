"""In which order numbers that are known stand."""

import numpy as np

from einscope.core.map import IntArray
from einscope.core.program.arithmetic.worked import Numbers, Worked


def order_of(x: Worked, axis: int, descending: bool = False) -> IntArray | None:
    """Places along an axis in the order of their numbers, of equal ones the first first; None: it is not known.

    >>> order_of(Worked(np.array([0.3, 0.1, 0.9])), 0).tolist()
    [1, 0, 2]
    """
    if not x.plain:
        return None
    numbers = x.numbers
    if numbers.dtype.kind == "f" and np.isnan(numbers).any():
        return None  # where they stand, libraries do not agree
    signed = numbers.astype(np.int64) if x.whole else numbers
    places = np.argsort(-signed if descending else signed, axis=axis, kind="stable")
    if x.off and _is_close(np.take_along_axis(signed, places, axis), axis, x.off):
        return None
    return places.astype(np.int64)


def _is_close(in_order: Numbers, axis: int, off: float) -> bool:
    return bool((np.abs(np.diff(in_order, axis=axis)) <= 2 * off).any())


def has_equals(x: Worked, axis: int) -> bool:
    """Whether some numbers along an axis are alike, so that their order is nobody's promise."""
    return bool((np.diff(np.sort(x.numbers, axis=axis), axis=axis) == 0).any()) if x.numbers.dtype.kind != "b" else True
