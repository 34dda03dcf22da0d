"""An equation between cells of tensors, before it is written in any notation."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from einscope.core.change import Change
from einscope.core.plan import Axis, Index, Tensor, constant


class Digit(NamedTuple):
    """``(name + shift) // below % size``; without a ``size`` nothing lies above the digit.

    ``axis`` is the elementary axis whose digit this is; None where the name stands for several at once.
    """

    name: str
    axis: int | None
    below: int = 1
    size: int | None = None
    shift: int = 0


_PLAIN = (1, None, 0)


def plain(digit: Digit) -> bool:
    """Whether the digit is its name alone."""
    return digit[2:] == _PLAIN


def compound(digit: Digit) -> bool:
    """Whether the digit, written down, is more than one thing, and needs brackets beside others.

    A quotient has its own.
    """
    return digit.size is not None or (digit.below == 1 and digit.shift != 0)


class Notation(NamedTuple):
    """How a digit is written: what stands round what is written of it already, and a number.

    Args:
        more: a shift to it.
        less: a shift from it.
        within: brackets.
        below: divided by what lies below.
        size: modulo its size.
    """

    more: str
    less: str
    within: str
    below: str
    size: str

    def written(self, digit: Digit, name: str) -> str:
        """A digit whose name is written so.

        >>> Notation("{}+{}", "{}-{}", "({})", "{}//{}", "{}%{}").written(Digit("h", 0, 2, 3, -1), "h")
        '(h-1)//2%3'
        """
        text = name
        if digit.shift:
            text = (self.less if digit.shift < 0 else self.more).format(text, abs(digit.shift))
            if digit.below > 1 or digit.size is not None:
                text = self.within.format(text)
        if digit.below > 1:
            text = self.below.format(text, digit.below)
        return text if digit.size is None else self.size.format(text, digit.size)


class Part(NamedTuple):
    """``times`` · ``digit``: a part of a sum; without a digit, a constant."""

    times: int
    digit: Digit | None


Sum = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """``tensor[sum, sum, …]``; a sum without parts is 0."""

    tensor: str
    index: tuple[Sum, ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """``low <= sum < high``, either end may be open."""

    sum: Sum
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Gather:
    """How the cells along some axes become one."""

    reduction: str
    axes: tuple[Digit, ...]


@dataclass(frozen=True, slots=True)
class Equation:
    """``left`` is made of ``right`` (=), or goes there (→).

    Args:
        left: the cell spoken of.
        sign: which way to read it.
        right: the cells it is the product of, or the one it goes to.
        gather: how many cells become one.
        where: all of it must hold; elsewhere the cell is 0 (=), or goes nowhere (→).
        every: the sum runs through all its values from 0 on: each new axis with its size.
        changes: what is done to the value that ``right`` says, in order; each has an operator.
    """

    left: Cell
    sign: Literal["=", "→"]
    right: tuple[Cell, ...]
    gather: Gather | None = None
    where: tuple[Bound, ...] = ()
    every: tuple[Bound, ...] = ()
    changes: tuple[Change, ...] = ()


def named(axis: int, axes: tuple[Axis, ...]) -> Digit:
    """The digit of an axis by the axis's own name."""
    return Digit(axes[axis].name, axis)


def sum_of(index: Index, axes: tuple[Axis, ...]) -> Sum:
    """An index of the plan, each axis by its own name."""
    return tuple([Part(term.times, None if term.axis is None else named(term.axis, axes)) for term in index])


def cell_of(tensor: Tensor, axes: tuple[Axis, ...]) -> Cell:
    """A cell of a tensor, each axis by its own name.

    >>> from einscope.core.plan import Term, indexed
    >>> shifted = indexed("x", (4,), ((0,),), ((Term(1, 0), Term(-1, None)),), 1, wraps=(0,))
    >>> cell_of(shifted, (Axis("i", 4),)).index[0][0].digit
    Digit(name='i', axis=0, below=1, size=4, shift=-1)
    """
    sums = [
        wrapped(index, size, axes) if number in tensor.wraps else sum_of(index, axes)
        for number, (index, size) in enumerate(zip(tensor.index, tensor.shape, strict=True))
    ]
    return Cell(tensor.name, tuple(sums))


def wrapped(index: Index, size: int, axes: tuple[Axis, ...]) -> Sum:
    """An index of one axis that goes on at the other end: a digit of that axis, shifted."""
    shift = constant(index)
    (axis,) = (term.axis for term in index if term.axis is not None)
    return (Part(1, Digit(axes[axis].name, axis, size=size, shift=shift) if shift else named(axis, axes)),)
