"""What becomes of numbers that are known, where several become one."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from einscope.core.program.arithmetic.functions import smooth
from einscope.core.program.arithmetic.worked import (
    Numbers,
    Worked,
    is_even,
    is_number,
    joint,
    real_of,
    rounded,
    tried,
    typed,
)
from einscope.core.program.budget import Library

Rows = Callable[[Worked, Library], Worked | None]
"""Makes one number of each row: shape (rows, terms) to (rows,)."""


def along(how: Rows, x: Worked, axes: Sequence[int], library: Library) -> Worked | None:
    """One number for all along these axes.

    Args:
        how: it is made.
        x: in its shape.
        axes: counted from the front.
        library: whose types they have.

    Returns:
        Flat, in C order of the other axes; None where it is not known.

    >>> along(total, Worked(np.array([[1, 2], [3, 4]])), (0,), "numpy").numbers
    array([4, 6])
    """
    kept = [axis for axis in range(x.numbers.ndim) if axis not in axes]
    turned = x.numbers.transpose((*kept, *axes))
    count = int(np.prod([x.numbers.shape[axis] for axis in kept], dtype=np.int64))
    terms = int(np.prod([x.numbers.shape[axis] for axis in axes], dtype=np.int64))
    return of_rows(how, Worked(turned.reshape(count, terms), x.off), library)


def of_rows(how: Rows, x: Worked, library: Library) -> Worked | None:
    """One number for each row; of a row in which not all are numbers, nothing is known."""
    if x.plain:
        return tried(lambda own: how(own, library), (x,))
    there = np.array([all(map(is_number, row)) for row in x.numbers.tolist()], dtype=np.bool_)
    if not there.any():
        return None
    inner = x.numbers[there]
    part = Worked(typed(inner.reshape(-1), library).reshape(inner.shape), x.off)
    found = tried(lambda own: how(own, library), (part,))
    if found is None:
        return None
    numbers = np.full(len(there), None, dtype=np.object_)
    numbers[there] = found.numbers.tolist()
    return Worked(numbers, found.off)


def _real(x: Worked, library: Library) -> np.dtype[Any]:
    return x.numbers.dtype if x.numbers.dtype.kind == "f" else real_of(library)


def _summed(rows: Numbers, kind: np.dtype[Any], off: float) -> Worked:
    """Sums in double precision; a library that adds in another order may be off by the size of what it adds."""
    found = rows.astype(np.float64).sum(axis=1)
    if not off and is_even(rows):
        return Worked(found.astype(kind))
    size = Worked(np.abs(rows.astype(np.float64)).sum(axis=1)).largest
    return rounded(found.astype(kind), off * rows.shape[1] + rows.shape[1] * float(np.finfo(kind).eps) * size)


def total(x: Worked, library: Library) -> Worked | None:
    """``sum``."""
    if x.whole:
        return _bounded(x.numbers.astype(np.int64).sum(axis=1), np.abs(x.numbers.astype(np.float64)).sum(axis=1))
    return _summed(x.numbers, x.numbers.dtype, x.off)


def products(rows: Sequence[Worked], library: Library) -> Worked | None:
    """Sums of products: of each row those of its terms, one of every operand.

    Args:
        rows: of every operand, shape (rows, terms).
        library: whose types they have.

    >>> products([Worked(np.array([[1, 2]])), Worked(np.array([[3, 4]]))], "torch").numbers
    array([11])
    """
    if not all(row.plain for row in rows):
        return None
    kind = joint(library, rows)
    if kind.kind != "f":
        sizes = np.prod([np.abs(row.numbers.astype(np.float64)) for row in rows], axis=0).sum(axis=1)
        terms = np.prod([row.numbers.astype(np.int64) for row in rows], axis=0)
        found = _bounded(terms.sum(axis=1), sizes)
        return found if found is None or kind.kind != "b" else Worked(found.numbers > 0)
    terms = np.prod([row.numbers.astype(np.float64) for row in rows], axis=0)
    off = sum(row.off * float(np.prod([other.largest for other in rows if other is not row])) for row in rows)
    even = all(row.whole or is_even(row.numbers) for row in rows) and is_even(terms)
    return _summed(terms, kind, off if off or even else float(np.finfo(kind).eps) * Worked(terms).largest)


def mean(x: Worked, library: Library) -> Worked | None:
    """``mean``."""
    terms = x.numbers.shape[1]
    if not terms or (x.whole and library == "tensorflow"):
        return None
    kind = _real(x, library)
    sums = _summed(x.numbers if not x.whole else x.numbers.astype(np.float64), np.dtype(np.float64), x.off)
    return rounded((sums.numbers / terms).astype(kind), sums.off / terms if x.off or not is_even(x.numbers) else 0.0)


def product(x: Worked, library: Library) -> Worked | None:
    """``prod``."""
    if x.whole:
        return _bounded(x.numbers.astype(np.int64).prod(axis=1), np.abs(x.numbers.astype(np.float64)).prod(axis=1))
    if x.off:
        return None
    found = x.numbers.astype(np.float64).prod(axis=1).astype(x.numbers.dtype)
    return rounded(found, 0.0, x.numbers.shape[1])


def largest(x: Worked, library: Library) -> Worked | None:
    """``max``."""
    return Worked(x.numbers.max(axis=1), x.off)


def smallest(x: Worked, library: Library) -> Worked | None:
    """``min``."""
    return Worked(x.numbers.min(axis=1), x.off)


def first_largest(x: Worked, library: Library) -> Worked | None:
    """``argmax``: the place of the largest, of equal ones the first."""
    return _place(x, np.argmax)


def first_smallest(x: Worked, library: Library) -> Worked | None:
    """``argmin``."""
    return _place(x, np.argmin)


def _place(x: Worked, choose: Callable[..., Any]) -> Worked | None:
    if x.off:
        in_order = np.sort(x.numbers, axis=1)
        edge = in_order[:, -2:] if choose is np.argmax else in_order[:, :2]
        if (np.abs(np.diff(edge, axis=1)) <= 2 * x.off).any():
            return None  # too near to tell
    return Worked(np.asarray(choose(x.numbers, axis=1)).astype(np.int64))


def how_many(x: Worked, library: Library) -> Worked | None:
    """``count_nonzero``."""
    return None if x.off and x.smallest <= x.off else Worked((x.numbers != 0).sum(axis=1))


def some(x: Worked, library: Library) -> Worked | None:
    """``any``."""
    return None if x.off and x.smallest <= x.off else Worked(np.asarray(x.numbers.astype(np.bool_).any(axis=1)))


def every(x: Worked, library: Library) -> Worked | None:
    """``all``."""
    return None if x.off and x.smallest <= x.off else Worked(np.asarray(x.numbers.astype(np.bool_).all(axis=1)))


def spread(x: Worked, library: Library) -> Worked | None:
    """``ptp``: the largest less the smallest."""
    return Worked(x.numbers.max(axis=1) - x.numbers.min(axis=1), 2 * x.off)


def middle(x: Worked, library: Library) -> Worked | None:
    """``median``: torch takes the lower of two, others their mean."""
    terms = x.numbers.shape[1]
    if not terms:
        return None
    in_order = np.sort(x.numbers, axis=1)
    lower, upper = in_order[:, (terms - 1) // 2], in_order[:, terms // 2]
    if np.isnan(in_order[:, -1].astype(np.float64)).any():
        return None
    if library in ("torch", "paddle"):
        return Worked(lower, x.off)
    return rounded(((lower.astype(np.float64) + upper) / 2).astype(_real(x, library)), x.off)


def deviation(correction: float, root: bool) -> Rows:
    """``std`` and ``var``; ``correction``: how many fewer they are divided by."""

    def run(x: Worked, library: Library) -> Worked | None:
        terms = x.numbers.shape[1]
        if terms <= correction or x.off:
            return None
        wide = x.numbers.astype(np.float64)
        squares = ((wide - wide.mean(axis=1, keepdims=True)) ** 2).sum(axis=1) / (terms - correction)
        size = Worked(wide).largest
        kind = _real(x, library)
        found = (np.sqrt(squares) if root else squares).astype(kind)
        return rounded(found, terms * float(np.finfo(kind).eps) * (size if root else size * size), terms)

    return run


def norm(order: float) -> Rows:
    """``norm``."""

    def run(x: Worked, library: Library) -> Worked | None:
        kind = _real(x, library)
        wide = np.abs(x.numbers.astype(np.float64))
        if order == np.inf:
            return Worked(wide.max(axis=1).astype(kind), x.off)
        if order == 1:
            return _summed(wide, kind, x.off)
        if order == 2 and not x.off:
            return rounded(np.sqrt((wide * wide).sum(axis=1)).astype(kind), 0.0, x.numbers.shape[1])
        return None

    return run


def log_sum(x: Worked, library: Library) -> Worked | None:
    """``logsumexp``."""
    return smooth(lambda rows: np.logaddexp.reduce(rows, axis=1), x, _real(x, library), x.numbers.shape[1])


def _bounded(found: Numbers, exact: Numbers) -> Worked | None:
    return None if exact.max(initial=0) >= 2.0**62 else Worked(found)


OF_NAMES: Mapping[str, Rows] = {
    "sum": total,
    "mean": mean,
    "average": mean,
    "prod": product,
    **dict.fromkeys(("max", "amax"), largest),
    **dict.fromkeys(("min", "amin"), smallest),
    "nanmax": lambda x, _: Worked(np.fmax.reduce(x.numbers, axis=1), x.off),
    "nanmin": lambda x, _: Worked(np.fmin.reduce(x.numbers, axis=1), x.off),
    "any": some,
    "all": every,
    "ptp": spread,
    "median": middle,
    "logsumexp": log_sum,
}
"""By the name of the function."""


def of_an_axis(name: str, x: Worked, axis: int, library: Library) -> Worked | None:
    """``softmax`` and its like: as many numbers as there are, each made of all along an axis.

    Args:
        name: of the function.
        x: in its shape.
        axis: counted from the front.
        library: whose types they have.
    """
    if not x.plain or not x.numbers.shape[axis]:
        return None

    def compute(numbers: Numbers) -> Any:
        shifted = numbers - numbers.max(axis=axis, keepdims=True)
        sums = np.exp(shifted).sum(axis=axis, keepdims=True)
        return shifted - np.log(sums) if name == "log_softmax" else np.exp(shifted) / sums

    turned = Worked(-x.numbers.astype(np.float64), x.off) if name == "softmin" else x
    kind = _real(x, library)
    found = tried(lambda own: smooth(compute, own, kind, x.numbers.shape[axis]), (turned,))
    return None if found is None else Worked(found.numbers.reshape(-1), found.off + 2 * x.off)


def running(name: str, x: Worked, axis: int, library: Library) -> Worked | None:
    """``cumsum``, ``cumprod``: each made of all up to it along an axis."""
    if not x.plain:
        return None
    if x.whole:
        compute = np.cumsum if name == "cumsum" else np.cumprod
        sizes = compute(np.abs(x.numbers.astype(np.float64)), axis=axis)
        whole = _bounded(compute(x.numbers.astype(np.int64), axis=axis), sizes)
        return None if whole is None else Worked(whole.numbers.reshape(-1))
    wide = x.numbers.astype(np.float64)
    if name == "cumprod":
        if x.off:
            return None
        return rounded(np.cumprod(wide, axis=axis).astype(x.numbers.dtype).reshape(-1), 0.0, x.numbers.shape[axis])
    found = np.cumsum(wide, axis=axis).astype(x.numbers.dtype).reshape(-1)
    if not x.off and is_even(x.numbers):
        return Worked(found)
    terms = x.numbers.shape[axis]
    size = Worked(np.abs(wide).sum(axis=axis)).largest
    return rounded(found, terms * (x.off + float(np.finfo(x.numbers.dtype).eps) * size))
