"""Numbers that are known, or were worked out: flat, of the type that the library has them in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from einscope.core.program.budget import Library

Numbers = npt.NDArray[Any]
"""Truths, integers or floats; objects where some cells have words, or nothing is known of them."""

_WHOLE = 2.0**53
_ROOM = 8
"""How many last digits a library may be away from what is worked out here."""


@dataclass(frozen=True, slots=True)
class Worked:
    """Numbers.

    Args:
        numbers: of whatever shape.
        off: how far any of them may be from what the library has, which sums and rounds in an order of its own.
    """

    numbers: Numbers
    off: float = 0.0

    @property
    def whole(self) -> bool:
        """Whether they are integers or truths."""
        return self.numbers.dtype.kind in "biu"

    @property
    def integers(self) -> Numbers | None:
        """The same as integers or truths, where all are known to be whole."""
        numbers = self.numbers
        if self.off or numbers.dtype == np.object_:
            return None
        if numbers.dtype in (np.int64, np.bool_):
            return numbers
        if numbers.dtype.kind == "f" and not ((np.abs(numbers) < _WHOLE) & (numbers == np.floor(numbers))).all():
            return None
        return numbers.astype(np.int64)

    @property
    def plain(self) -> bool:
        """Whether all of them are numbers."""
        return self.numbers.dtype.kind in "biuf"

    @property
    def largest(self) -> float:
        """The largest of the finite ones, without its sign."""
        size = np.abs(self.numbers.astype(np.float64))
        return float(size[np.isfinite(size)].max(initial=0))

    @property
    def smallest(self) -> float:
        """The smallest, without its sign."""
        return float(np.abs(self.numbers.astype(np.float64)).min(initial=np.inf))


Operand = Worked | int | float


def real_of(library: Library) -> np.dtype[Any]:
    """The type in which a library has numbers that are not whole, unless another is said."""
    return np.dtype(np.float64 if library == "numpy" else np.float32)


def joint(library: Library, operands: Sequence[Operand]) -> np.dtype[Any]:
    """The type in which a library computes with these; a number of Python's own counts less than any tensor.

    >>> joint("torch", [Worked(np.arange(2)), 0.5]), joint("numpy", [Worked(np.arange(2)), 0.5])
    (dtype('float32'), dtype('float64'))
    """
    kinds = [operand.numbers.dtype for operand in operands if isinstance(operand, Worked)]
    alone = [operand for operand in operands if not isinstance(operand, Worked)]
    if library == "numpy":
        return np.result_type(*kinds, *alone)
    floats = [kind for kind in kinds if kind.kind == "f"]
    if floats:
        return np.result_type(*floats)
    if any(type(number) is float for number in alone):
        return real_of(library)
    integers = [kind for kind in kinds if kind.kind in "iu"]
    if integers:
        return np.result_type(*integers)
    return np.dtype(np.int64 if any(type(number) is int for number in alone) else np.bool_)


def in_kind(operand: Operand, kind: np.dtype[Any]) -> Numbers:
    """The numbers of an operand in a type; raises OverflowError where a number of Python's own does not fit."""
    if isinstance(operand, Worked):
        return operand.numbers.astype(kind)
    return np.array(operand).astype(kind) if kind.kind == "f" else np.array(operand, dtype=kind)


def off_of(operand: Operand) -> float:
    """How far an operand may be off."""
    return operand.off if isinstance(operand, Worked) else 0.0


def is_even(numbers: Numbers) -> bool:
    """Whether sums of these are exact in any order: small multiples of 1/1024."""
    if numbers.dtype.kind != "f":
        return True
    scaled = numbers.astype(np.float64) * 1024
    with np.errstate(all="ignore"):
        return bool(np.isfinite(scaled).all() and (scaled == np.floor(scaled)).all() and np.abs(scaled).sum() < 2**24)


def rounded(numbers: Numbers, off: float = 0.0, terms: int = 1) -> Worked:
    """A result that was rounded so many times.

    >>> rounded(np.array([0.5], dtype=np.float32)).off, rounded(np.array([0.1], dtype=np.float32)).off > 0
    (0.0, True)
    """
    if numbers.dtype.kind != "f" or (not off and is_even(numbers)):
        return Worked(numbers, off)
    return Worked(numbers, off + _ROOM * max(1, terms) * float(np.finfo(numbers.dtype).eps) * Worked(numbers).largest)


def is_number(value: object) -> bool:
    """Whether an entry of a list of objects is a number."""
    return isinstance(value, (int, float))


def cell_by_cell(compute: Callable[..., Worked | None], operands: Sequence[Operand], library: Library) -> Worked | None:
    """What is made of each cell on its own; of one that is no number, or of which nothing is known, nothing is known.

    Args:
        compute: takes the operands.
        operands: each a number, or as many as the others have.
        library: whose types they have.
    """
    if all(not isinstance(operand, Worked) or operand.plain for operand in operands):
        return tried(compute, operands)
    count = next(len(operand.numbers) for operand in operands if isinstance(operand, Worked))
    there = np.ones(count, dtype=np.bool_)
    for operand in operands:
        if isinstance(operand, Worked) and not operand.plain:
            there &= np.array([is_number(value) for value in operand.numbers], dtype=np.bool_)
    if not there.any():
        return None
    part = [
        Worked(typed(operand.numbers[there], library), operand.off) if isinstance(operand, Worked) else operand
        for operand in operands
    ]
    found = tried(compute, part)
    if found is None or there.all():
        return found
    numbers = np.full(count, None, dtype=np.object_)
    numbers[there] = found.numbers.tolist()
    return Worked(numbers, found.off)


def typed(numbers: Numbers, library: Library) -> Numbers:
    """Objects that are numbers as numbers of one type."""
    if numbers.dtype != np.object_:
        return numbers
    found = np.array(numbers.tolist())
    return found.astype(real_of(library)) if found.dtype.kind == "f" else found


def tried(compute: Callable[..., Worked | None], operands: Sequence[Operand]) -> Worked | None:
    """What comes of a computation; None where there is no such number."""
    with np.errstate(all="ignore"):
        try:
            return compute(*operands)
        except (ValueError, TypeError, ZeroDivisionError, OverflowError):
            return None
