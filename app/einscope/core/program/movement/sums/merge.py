"""Arithmetic: each cell of the result is made of cells of every operand."""

from collections.abc import Callable, Sequence
from math import prod

import numpy as np

from einscope.core.change import Change, negation
from einscope.core.change import arithmetic as computed_with
from einscope.core.errors import say
from einscope.core.map import Stride, StrideTable
from einscope.core.plan import Shape
from einscope.core.program.arithmetic.functions import of_one, of_two
from einscope.core.program.arithmetic.gathered import OF_NAMES, Rows, along, first_largest, first_smallest, total
from einscope.core.program.arithmetic.operators import calculated
from einscope.core.program.arithmetic.worked import Operand, Worked, tried
from einscope.core.program.movement.axes.axes import axes_of
from einscope.core.program.movement.parts.spread import broadcast
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.integers import as_ints
from einscope.core.program.tensor.strides import c_order, computed
from einscope.core.program.tensor.tensor import KNOWN_CELLS, Tensor, derived, same_cells
from einscope.core.program.tensor.values import Extremes, Value, said, shape_text


def arithmetic(left: Value, right: Value, sign: str) -> Tensor:
    """Two operands, one of them a tensor: where both are, they are stretched to one shape and merge.

    Args:
        left: an operand.
        right: the other one.
        sign: the operator, as it is written.
    """
    tensors = [operand for operand in (left, right) if isinstance(operand, Tensor)]
    for operand in (left, right):
        if not isinstance(operand, (Tensor, int, float)):
            raise Refusal(
                "program-type",
                say("{one} and {other} cannot be used together here.", one=said(left), other=said(right)),
            )
    merged = combine(tensors, _change(left, right, sign))
    return worked(merged, lambda *own: calculated(sign, own[0], own[1], merged.library), [left, right])


def worked(result: Tensor, compute: Callable[..., Worked | None], operands: Sequence[Value]) -> Tensor:
    """A result with its numbers, where those of its operands are known.

    Args:
        result: of the shape that they are stretched to.
        compute: its numbers, of theirs: flat ones, or a number of Python's own.
        operands: tensors and numbers.

    Cost: O(cells).
    """
    known = all(
        isinstance(each, (int, float)) or (isinstance(each, Tensor) and each.numbers is not None) for each in operands
    )
    if known and result.cells <= KNOWN_CELLS and result.budget.works(result.cells):
        result.keep(tried(compute, [_stretched(each, result.shape) for each in operands]))
    return result


def _stretched(operand: Value, shape: Shape) -> Operand:
    if isinstance(operand, Tensor) and operand.worked is not None:
        return Worked(np.broadcast_to(operand.worked.numbers, shape).reshape(-1), operand.off)
    assert isinstance(operand, (int, float))  # noqa: S101 — the others are known
    return operand


def _change(left: Value, right: Value, sign: str) -> Change | None:
    """What an operator does to the values; None where it leaves them."""
    one, other = _number(left), _number(right)
    if one is None and other is None:
        if sign == "+":
            return Change(say("added to each other"), gathers=True, adds=True)
        return Change(say("combined with {sign}", sign=sign))
    if sign in _SAYABLE:
        return computed_with(sign, other if one is None else one, left=one is not None)  # type: ignore[arg-type]
    return Change(say("computed with {sign} and other values", sign=sign))


_SAYABLE = ("+", "-", "*", "/", "//", "%", "**")


def _number(operand: Value) -> float | None:
    """The one number in all cells of an operand; NaN where it has no source, and no such number is known."""
    if isinstance(operand, (int, float)):
        return operand
    if not isinstance(operand, Tensor) or not operand.blank:
        return None
    alike = operand.known is not None and operand.cells and (operand.known == operand.known[0]).all()
    return int(operand.known[0]) if alike and operand.known is not None else float("nan")


def combine(tensors: list[Tensor], change: Change | None) -> Tensor:
    """Element-wise of all: each cell has the sources of the same cell of every one, after stretching.

    ``change``: what is done to the values.
    """
    spread = broadcast(tensors)
    shape = spread[0].shape
    strides = computed(shape, [tensor.strides for tensor in spread])
    if len(spread) == 1:
        return same_cells(spread[0], strides=strides, change=change)
    return derived(spread, shape, None, strides, change=change)


def negated(x: Tensor, minus: bool) -> Tensor:
    """``-x``, or ``~x``: every cell stays."""
    change = negation() if minus else Change(say("inverted bitwise"))
    result = same_cells(x, strides=computed(x.shape, [x.strides]), change=change)
    return worked(result, lambda own: of_one("neg" if minus else "bitwise_not", own, x.library), [x])


def reduce_axes(x: Tensor, axes: tuple[int, ...] | None = None, keep: bool = False) -> Tensor:
    """``mean``, ``prod`` and their like: each cell is made of all along these axes; without axes, of all."""
    return reduced(x, axes, keep, Change(say("several become one"), gathers=True))


def as_truths(x: Tensor) -> Tensor:
    """Each cell as a truth of its own: whether it is there."""
    return same_cells(x, change=Change(say("only whether they are 0 is kept")))


def measure_axes(x: Tensor, axes: tuple[int, ...] | None = None, keep: bool = False) -> Tensor:
    """``std``, ``any`` and their like: as :func:`reduce_axes`, but of a single cell too they make another value."""
    return reduced(x, axes, keep, Change(say("several become one")))


def reduced(x: Tensor, axes: tuple[int, ...] | None, keep: bool, change: Change, told: bool = True) -> Tensor:
    """Each cell made of all along these axes by a change; ``told``: whether it is noted how many they are."""
    named = tuple(range(x.rank)) if axes is None or (axes == () and x.library == "torch") else axes_of(x, axes)
    kept = [axis for axis in range(x.rank) if axis not in named]
    below = c_order(x.shape)
    step = StrideTable(
        tuple(Stride(x.shape[axis], below[axis]) for axis in kept),
        tuple(Stride(x.shape[axis], below[axis]) for axis in sorted(named)),
    )
    shape = tuple(1 if axis in named else x.shape[axis] for axis in range(x.rank))
    if told:
        x.budget.remark(say("merges {count} cells into each", count=prod(x.shape[axis] for axis in named)))
    merged = derived([x], tuple(x.shape[axis] for axis in kept), step, change=change)
    merged.known = None
    return same_cells(merged, shape) if keep else merged


def gathered(x: Tensor, result: Tensor, axes: Value, how: Rows | None) -> Tensor:
    """A result with its numbers, where those that it was made of are known.

    Args:
        x: what it was made of.
        result: whatever its axes are.
        axes: along which cells were gathered; None: all.
        how: one number is made of several; None: it is not known.
    """
    named = None if axes is None else as_ints(axes)
    every = named is None or (named == () and x.library == "torch")
    along_axes = tuple(range(x.rank)) if every or named is None else axes_of(x, named)
    own = x.worked
    if how is not None and own is not None and x.cells <= KNOWN_CELLS and x.budget.works(x.cells):
        result.keep(along(how, own, along_axes, x.library))
    return result


def sum_axes(x: Tensor, axes: tuple[int, ...] | None = None, keep: bool = False) -> Tensor:
    """``sum``, of numbers that are known too."""
    return gathered(x, reduce_axes(x, axes, keep), axes, total)


def sum_to(x: Tensor, shape: tuple[int, ...]) -> Tensor:
    """``sum_to_size``: summed along every axis that was stretched from this shape."""
    ahead = x.rank - len(shape)
    if ahead < 0 or any(own not in (size, 1) for own, size in zip(shape, x.shape[ahead:], strict=True)):
        raise Refusal(
            "program-shape", say("{shape} cannot become {wanted}.", shape=shape_text(x.shape), wanted=shape_text(shape))
        )
    axes = [*range(ahead), *(ahead + at for at, own in enumerate(shape) if own == 1 and x.shape[ahead + at] != 1)]
    return same_cells(sum_axes(x, tuple(axes)), shape) if axes else same_cells(x)


def reduce_one(x: Tensor, axes: Value = None, keep: bool = False, name: str = "") -> Tensor | Extremes:
    """``max``, ``min``: of two tensors element-wise; along one axis in torch also the indices.

    ``name``: of what it is.
    """
    if isinstance(axes, Tensor):
        larger = combine([x, axes], Change(say("the larger or the smaller is taken")))
        return worked(larger, lambda *own: of_two(f"{name[-3:]}imum", own[0], own[1], x.library), [x, axes])
    named = None if axes is None else as_ints(axes)
    if 0 in x.shape and not (named and all(x.shape[axis] for axis in axes_of(x, named))):
        raise Refusal("program-shape", say("{shape} has no cells to choose from.", shape=shape_text(x.shape)))
    chosen = gathered(x, reduce_axes(x, named, keep), axes, OF_NAMES.get(name))
    if not isinstance(axes, int) or x.library != "torch":
        return chosen
    return Extremes((chosen, _places(x, chosen, axes, name)))


def _places(x: Tensor, chosen: Tensor, axis: int, name: str) -> Tensor:
    """Where along an axis the chosen numbers stand, the first of equal ones; of a median nobody says which."""
    how = {"max": first_largest, "min": first_smallest}.get(name[-3:])
    if x.numbers is None:
        return chosen
    return gathered(x, same_cells(chosen, change=Change(say("passed through {name}", name=name))), axis, how)
