"""Pictures made larger or smaller: each cell is the one that lies nearest in the picture it is made of."""

from collections.abc import Sequence
from fractions import Fraction
from math import floor

import numpy as np

from einscope.core.errors import say
from einscope.core.map import IntArray
from einscope.core.program.movement.axes.axes import sizes_and_axes
from einscope.core.program.movement.parts.cut import part
from einscope.core.program.movement.parts.spread import copied, repeat_each, take
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.integers import as_int
from einscope.core.program.tensor.opaque import Opaque
from einscope.core.program.tensor.tensor import KNOWN_CELLS, Tensor
from einscope.core.program.tensor.values import Value, said, shape_text

_NEAREST = ("nearest", "nearest-exact")
_AXES = {"linear": 3, "bilinear": 4, "bicubic": 4, "trilinear": 5, "area": None}
"""The modes that compute cells, each with the number of axes that it takes; None: any."""


def enlarge(
    x: Tensor,
    size: Value = None,
    factor: Value = None,
    mode: str = "nearest",
    corners: Value = None,
    recompute: bool | None = None,
    smooth: bool = False,
) -> Tensor:
    """``F.interpolate`` to the nearest cell, of any size or by any factor.

    Raises:
        Opaque: ``program-mixes`` for the other modes, with the shape that they give.
        Refusal: ``program-argument`` and ``program-shape`` where torch refuses.
    """
    if (size is None) == (factor is None) or (recompute and factor is None) or not _suits(x, mode, corners, smooth):
        raise Refusal("program-argument", say("{name} cannot take these arguments.", name="interpolate"))
    space = x.shape[2:]
    if not 1 <= len(space) <= 3:
        raise Refusal(
            "program-shape",
            say("This takes batch, channels and one to three spatial axes; the tensor is {shape}.", shape=said(x)),
        )
    if factor is None:
        sizes = [as_int(entry) for entry in _each(size, len(space))]
        factors: list[float | None] = [None] * len(space)
    else:
        scales = [_factor(entry) for entry in _each(factor, len(space))]
        sizes = [floor(of * scale) for of, scale in zip(space, scales, strict=True)]
        factors = [None if recompute else scale for scale in scales]
    if min(*sizes, *x.shape[1:]) < 1:
        raise Refusal(
            "program-shape",
            say("{shape} cannot become {wanted}.", shape=shape_text(x.shape), wanted=shape_text(tuple(sizes))),
        )
    if mode not in _NEAREST:
        raise Opaque(
            "program-mixes",
            say("{name} computes cells from those around them: it does not just move cells.", name="interpolate"),
            x,
            (*x.shape[:2], *sizes),
            hint=say("only the modes nearest and nearest-exact move cells"),
        )
    exact = mode == "nearest-exact"
    for axis, (to, scale) in enumerate(zip(sizes, factors, strict=True), start=2):
        x = _resized(x, axis, to, scale, exact, whole=_knows_whole(x) and not exact)
    return copied(x)


def _suits(x: Tensor, mode: str, corners: Value, smooth: bool) -> bool:
    """Whether torch takes a mode for a tensor of so many axes, and with these options."""
    if mode in _NEAREST:
        return corners is None and not smooth
    if mode not in _AXES or (_AXES[mode] is not None and x.rank != _AXES[mode]):
        return False
    return (corners is None or mode != "area") and (not smooth or (x.rank == 4 and mode != "area"))


def _each(value: Value, count: int) -> Sequence[Value]:
    """One for every axis of space: a number alone is that of all."""
    if not isinstance(value, (list, tuple)):
        return [value] * count
    if len(value) != count:
        raise sizes_and_axes(len(value), count)
    return value


def _factor(value: Value) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value < 2**53:
        raise Refusal("program-type", say("Expected a number, got {value}.", value=said(value)))
    return float(value)


def _knows_whole(x: Tensor) -> bool:
    """Whether torch looks for the factors 1 and 2 by themselves: on images, and on volumes with their channels last."""
    slow = [stride for stride, size in zip(x.strides, x.shape, strict=True) if size > 1]
    return x.rank == 4 or (x.rank == 5 and x.shape[1] > 3 and x.strides[1] == 1 and slow[:1] != [1])


def _resized(x: Tensor, axis: int, size: int, factor: float | None, exact: bool, whole: bool) -> Tensor:
    own = x.shape[axis]
    times = size // own if size % own == 0 else 0
    # A factor that is a power of two is exact in float32, and so are the first two by themselves.
    plain = factor is None or factor == times
    if times and times & (times - 1) == 0 and (plain or (whole and times <= 2)) and not (exact and times == 1):
        return repeat_each(x, (times,), axis) if times > 1 else x
    if size > KNOWN_CELLS:
        raise Refusal(
            "cells-limit",
            say(
                "An axis whose cells are listed may have at most {limit}; this one has {count}.",
                limit=KNOWN_CELLS,
                count=size,
            ),
        )
    x.budget.spend(size // 8)
    places = _places(own, size, factor, exact)
    # Exact numbers, in which nothing is rounded.
    step = Fraction(own, size) if factor is None else 1 / Fraction(factor)
    half = Fraction(1, 2) if exact else Fraction(0)
    if any(min(floor((to + half) * step), own - 1) != place for to, place in enumerate(places.tolist())):
        x.budget.remark(say("torch computes the nearest cells in float32; some of them are rounded to a neighbour"))
    return _read(x, axis, places)


def _places(own: int, size: int, factor: float | None, exact: bool) -> IntArray:
    """As torch computes them for its default type, float32."""
    step = np.float32(1 / factor) if factor is not None else np.float32(own) / np.float32(size)
    to = np.arange(size, dtype=np.float32) + np.float32(0.5 if exact else 0)
    places: IntArray = np.minimum(np.floor(to * step).astype(np.int64), own - 1)
    return places


def _read(x: Tensor, axis: int, places: IntArray) -> Tensor:
    """Listed places along an axis; where they lie at equal distances, or each repeats as often, nothing is listed."""
    own, size = x.shape[axis], len(places)
    if size % own == 0 and (places == np.arange(size) // (size // own)).all():
        return repeat_each(x, (size // own,), axis)
    step = int(places[1] - places[0]) if size > 1 else 1
    if step > 0 and (np.diff(places) == step).all():
        return part(x, axis, int(places[0]), size, step)
    return take(x, axis, places)
