"""What operators make of numbers that are known."""

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from einscope.core.program.arithmetic.worked import (
    Operand,
    Worked,
    cell_by_cell,
    in_kind,
    joint,
    off_of,
    real_of,
    rounded,
)
from einscope.core.program.budget import Library

_COMPARED: Mapping[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_BITS: Mapping[str, Callable[[Any, Any], Any]] = {
    "&": operator.and_,
    "|": operator.or_,
    "^": operator.xor,
    "<<": operator.lshift,
    ">>": operator.rshift,
}
_PLAIN: Mapping[str, Callable[[Any, Any], Any]] = {"+": operator.add, "-": operator.sub, "*": operator.mul}
_LARGEST = 2.0**62


def calculated(sign: str, left: Operand, right: Operand, library: Library) -> Worked | None:
    """What an operator makes of two operands; None where it is not known.

    Args:
        sign: the operator, as it is written.
        left: a number, or as many as there are cells.
        right: likewise.
        library: whose types they have.

    >>> calculated("/", Worked(np.array([1, 3])), 2, "torch").numbers
    array([0.5, 1.5], dtype=float32)
    """
    return cell_by_cell(lambda one, other: _calculated(sign, one, other, library), (left, right), library)


def summed(operands: Sequence[Operand], library: Library) -> Worked | None:
    """The sum of all, one after another."""
    found: Operand | None = operands[0]
    for operand in operands[1:]:
        found = None if found is None else _added(found, operand, library)
    return found if isinstance(found, Worked) else None


def _added(left: Operand, right: Operand, library: Library) -> Operand | None:
    if not isinstance(left, Worked) and not isinstance(right, Worked):
        return left + right
    return calculated("+", left, right, library)


def _calculated(sign: str, left: Operand, right: Operand, library: Library) -> Worked | None:
    kind = joint(library, (left, right))
    if sign == "/" and kind.kind != "f":
        kind = real_of(library)
    one, other = in_kind(left, kind), in_kind(right, kind)
    off = off_of(left) + off_of(right)
    if sign in _COMPARED:
        if off and (np.abs(one - other) <= off).any():
            return None  # too near to tell
        return Worked(_COMPARED[sign](one, other))
    if sign in _BITS:
        shifts = sign in ("<<", ">>")
        if kind.kind == "f" or (shifts and (kind.kind == "b" or (other < 0).any() or (other > 62).any())):
            return None
        return _fitting(_BITS[sign](one, other), lambda: _BITS[sign](one.astype(object), other.astype(object)))
    if sign in _PLAIN:
        found = _PLAIN[sign](one, other)
        if kind.kind != "f":
            return _fitting(found, lambda: _PLAIN[sign](one.astype(np.float64), other.astype(np.float64)))
        if sign == "*":
            off = off_of(left) * _size(other) + off_of(right) * _size(one)
        return _carried(found, off, library)
    if kind.kind == "b":
        return None
    return _divided(sign, one, other, (off_of(left), off_of(right)), library)


def _divided(sign: str, one: Any, other: Any, offs: tuple[float, float], library: Library) -> Worked | None:
    if sign == "**":
        return _power(one, other, offs, library)
    if one.dtype.kind != "f":
        if not np.all(other):
            return None
        return Worked(one // other if sign == "//" else one % other)
    least = float(np.abs(other).min(initial=np.inf))
    off = 0.0
    if any(offs):
        quotients = one / other
        off = np.inf if not least else offs[0] / least + _size(quotients) * offs[1] / least
        if sign != "/" and not (np.abs(quotients - np.rint(quotients)) > off).all():
            return None  # at a whole number, to which side is not certain
    if sign == "/":
        return _carried(one / other, off, library)
    if sign == "//":
        return Worked(one // other)
    return Worked(one % other, offs[0] + offs[1] * (_size(one / other) + 1) if any(offs) else 0.0)


def _power(one: Any, other: Any, offs: tuple[float, float], library: Library) -> Worked | None:
    if one.dtype.kind != "f":
        if (other < 0).any():
            return None
        return _fitting(one**other, lambda: one.astype(np.float64) ** other.astype(np.float64))
    if (other == 2).all():
        return _carried(one * one, 2 * offs[0] * _size(one), library)
    found = one**other
    moved = [(one + step) ** (other + turn) for step in (-offs[0], offs[0]) for turn in (-offs[1], offs[1])]
    off = max((float(np.abs(each - found).max(initial=0)) for each in moved), default=0.0) if any(offs) else 0.0
    return rounded(found, 2 * off)


def _carried(found: Any, off: float, library: Library) -> Worked:
    """A result that is rounded once, alike in NumPy and torch; compilers may leave that out in between."""
    if not off and library in ("torch", "numpy"):
        return Worked(found)
    return rounded(found, off)


def _fitting(found: Any, exact: Callable[[], Any]) -> Worked | None:
    """Whole numbers, unless they leave 64 bits."""
    if found.dtype in (np.int64, np.uint64) and np.abs(exact().astype(np.float64)).max(initial=0) >= _LARGEST:
        return None
    return Worked(found)


def _size(numbers: Any) -> float:
    return Worked(np.asarray(numbers)).largest
