"""Arithmetic: each cell of the result is made of cells of every operand."""

from collections.abc import Callable
from math import prod
from typing import Any

import numpy as np

from einscope.core.change import Change, negation
from einscope.core.change import arithmetic as computed_with
from einscope.core.errors import say
from einscope.core.map import Stride, StrideTable
from einscope.core.program.movement.axes.axes import axes_of
from einscope.core.program.movement.parts.spread import broadcast
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.integers import as_ints
from einscope.core.program.tensor.strides import c_order, computed
from einscope.core.program.tensor.tensor import KNOWN_CELLS, KNOWN_PER_STEP, Tensor, derived, same_cells
from einscope.core.program.tensor.values import Extremes, Value, said, shape_text


def arithmetic(left: Value, right: Value, compute: Callable[[Any, Any], Any] | None = None, sign: str = "") -> Tensor:
    """Two operands, one of them a tensor: where both are, they are stretched to one shape and merge.

    Args:
        left: an operand.
        right: the other one.
        compute: what to do where the numbers in both are known.
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
    told = all(not isinstance(operand, Tensor) or operand.known is not None for operand in (left, right))
    if compute is not None and told and merged.cells <= KNOWN_CELLS:
        merged.budget.spend(merged.cells // KNOWN_PER_STEP)
        numbers = [_numbers(operand, merged) for operand in (left, right)]
        with np.errstate(all="ignore"):
            try:
                result = np.asarray(compute(*numbers))
            except (ValueError, TypeError, ZeroDivisionError, OverflowError):
                return merged
        # Numbers stay known as long as they are whole.
        whole = result.dtype.kind in "bi" or (result.dtype.kind == "f" and bool((result == np.floor(result)).all()))
        if whole and np.abs(result.astype(np.float64)).max(initial=0) < 2**53:
            kind = np.bool_ if result.dtype.kind == "b" else np.int64
            merged.known = np.broadcast_to(result, (merged.cells,)).astype(kind)
    return merged


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


def _numbers(operand: Value, merged: Tensor) -> Any:
    if not isinstance(operand, Tensor) or operand.known is None:
        return operand
    stretched = operand.known.reshape(operand.shape)
    return np.broadcast_to(stretched, merged.shape).reshape(-1)


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
    if x.known is not None:
        result.known = -x.known.astype(np.int64) if minus else ~x.known
    return result


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


def sum_axes(x: Tensor, axes: tuple[int, ...] | None = None, keep: bool = False) -> Tensor:
    """``sum``, of numbers that are known too."""
    total = reduce_axes(x, axes, keep)
    if x.known is not None and x.known.dtype != np.bool_:
        named = None if axes is None or (axes == () and x.library == "torch") else axes_of(x, axes)
        total.known = x.known.reshape(x.shape).sum(axis=named).reshape(-1).astype(np.int64)
    return total


def sum_to(x: Tensor, shape: tuple[int, ...]) -> Tensor:
    """``sum_to_size``: summed along every axis that was stretched from this shape."""
    ahead = x.rank - len(shape)
    if ahead < 0 or any(own not in (size, 1) for own, size in zip(shape, x.shape[ahead:], strict=True)):
        raise Refusal(
            "program-shape", say("{shape} cannot become {wanted}.", shape=shape_text(x.shape), wanted=shape_text(shape))
        )
    axes = [*range(ahead), *(ahead + at for at, own in enumerate(shape) if own == 1 and x.shape[ahead + at] != 1)]
    return same_cells(sum_axes(x, tuple(axes)), shape) if axes else same_cells(x)


Choice = Callable[..., Any]
"""Numpy's ``max`` or ``min``."""


def reduce_one(x: Tensor, axes: Value = None, keep: bool = False, choose: Choice | None = None) -> Tensor | Extremes:
    """``max``, ``min``: of two tensors element-wise; along one axis in torch also the indices, which are unknown.

    ``choose``: which of them it is, for numbers that are known.
    """
    if isinstance(axes, Tensor):
        return combine([x, axes], Change(say("the larger or the smaller is taken")))
    named = None if axes is None else as_ints(axes)
    if 0 in x.shape and not (named and all(x.shape[axis] for axis in axes_of(x, named))):
        raise Refusal("program-shape", say("{shape} has no cells to choose from.", shape=shape_text(x.shape)))
    chosen = reduce_axes(x, named, keep)
    if choose is not None and x.known is not None and chosen.cells:
        along = None if named is None or (not named and x.library == "torch") else axes_of(x, named)
        chosen.known = np.asarray(choose(x.known.reshape(x.shape), axis=along)).reshape(-1).astype(x.known.dtype)
    return Extremes((chosen, chosen)) if isinstance(axes, int) and x.library == "torch" else chosen
