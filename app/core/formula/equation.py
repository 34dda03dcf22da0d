"""An equation between cells of tensors, before it is written in any notation."""

from dataclasses import dataclass
from typing import Literal

from app.core.plan import Axis, Index, Tensor


@dataclass(frozen=True, slots=True)
class Digit:
    """``(name + shift) // below % size``; without a ``size`` nothing lies above the digit.

    ``axis`` is the elementary axis whose digit this is; None where the name stands for several at once.
    """

    name: str
    axis: int | None
    below: int = 1
    size: int | None = None
    shift: int = 0


def plain(digit: Digit) -> bool:
    """Whether the digit is its name alone."""
    return digit.below == 1 and digit.size is None and digit.shift == 0


@dataclass(frozen=True, slots=True)
class Part:
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
    """

    left: Cell
    sign: Literal["=", "→"]
    right: tuple[Cell, ...]
    gather: Gather | None = None
    where: tuple[Bound, ...] = ()
    every: tuple[Bound, ...] = ()


def named(axis: int, axes: tuple[Axis, ...]) -> Digit:
    """The digit of an axis by the axis's own name."""
    return Digit(axes[axis].name, axis)


def sum_of(index: Index, axes: tuple[Axis, ...]) -> Sum:
    """An index of the plan, each axis by its own name."""
    return tuple(Part(term.times, None if term.axis is None else named(term.axis, axes)) for term in index)


def cell_of(tensor: Tensor, axes: tuple[Axis, ...]) -> Cell:
    """A cell of a tensor, each axis by its own name."""
    return Cell(tensor.name, tuple(sum_of(index, axes) for index in tensor.index))
