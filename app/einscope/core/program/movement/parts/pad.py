"""Padding: cells without a source around, or cells of the tensor mirrored, repeated or wrapped."""

from collections.abc import Sequence

import numpy as np

from einscope.core.errors import say
from einscope.core.map import Inlay, Place
from einscope.core.program.movement.axes.axes import axis_of
from einscope.core.program.movement.axes.order import flip
from einscope.core.program.movement.parts.cut import part
from einscope.core.program.movement.parts.indices import numbers_of
from einscope.core.program.movement.parts.join import cat
from einscope.core.program.movement.parts.spread import expand
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.beside import as_kind_of, filled
from einscope.core.program.tensor.strides import in_order, suggested
from einscope.core.program.tensor.tensor import Tensor, derived
from einscope.core.program.tensor.values import Value, fitting, said, shape_text

Widths = Sequence[tuple[int, int]]
"""Before and after each axis."""

_NUMPY_MODES = {
    "constant": "constant",
    "empty": "constant",
    "edge": "replicate",
    "reflect": "reflect",
    "symmetric": "symmetric",
    "wrap": "circular",
}


def pad_last(x: Tensor, pad: tuple[int, ...], mode: str = "constant", value: Value = None) -> Tensor:
    """torch's: pairs from the last axis on; negative ones cut."""
    if len(pad) % 2 or len(pad) // 2 > x.rank:
        raise Refusal(
            "program-argument",
            say(
                "Padding is given in pairs, starting from the last axis; got {count} numbers for {shape}.",
                count=len(pad),
                shape=shape_text(x.shape),
            ),
        )
    pairs = list(zip(pad[::2], pad[1::2], strict=True))
    if mode not in ("constant", "reflect", "replicate", "circular"):
        raise Refusal("program-argument", say("The padding mode '{mode}' is not supported.", mode=mode))
    if mode != "constant" and value not in (None, 0):
        raise Refusal("program-argument", say("Mode {mode} takes no fill value.", mode=mode))
    if mode != "constant" and not (1 <= len(pairs) <= 3 and len(pairs) in (x.rank - 1, x.rank - 2)):
        raise Refusal(
            "program-argument",
            say(
                "Mode {mode} pads all axes but the first, or the first two; got {count} pairs for {shape}.",
                mode=mode,
                count=len(pairs),
                shape=shape_text(x.shape),
            ),
        )
    if mode in ("reflect", "replicate") and 0 in x.shape[x.rank - len(pairs) - 1 :]:
        raise Refusal("program-shape", say("{shape} has no cells to choose from.", shape=shape_text(x.shape)))
    return padded(x, [(0, 0)] * (x.rank - len(pairs)) + pairs[::-1], mode, 0 if value is None else value)


def pad_each(
    x: Tensor, widths: Value, mode: str = "constant", value: Value = None, reflect_type: str = "even"
) -> Tensor:
    """numpy's: a pair an axis, from the first on; one pair or one number for all; or a dict of axes."""
    if mode not in _NUMPY_MODES or reflect_type != "even":
        raise Refusal("program-argument", say("The padding mode '{mode}' is not supported.", mode=mode))
    if value is not None and mode != "constant":
        raise Refusal("program-argument", say("Mode {mode} takes no fill value.", mode=mode))
    pairs = [(0, 0)] * x.rank
    for axis, width in widths.items() if isinstance(widths, dict) else [(None, widths)]:
        if axis is None:
            pairs = _pairs(x, width, x.rank)
        elif not isinstance(axis, int):
            raise Refusal("program-type", say("Expected an integer, got {value}.", value=said(axis)))
        else:
            pairs[axis_of(x, axis)] = _pairs(x, width, 1)[0]
    return padded(x, pairs, _NUMPY_MODES[mode], 0 if value is None and mode == "constant" else value)


def _pairs(x: Tensor, widths: Value, count: int) -> list[tuple[int, int]]:
    """So many pairs, stretched from less as numpy does it."""
    numbers = None
    if isinstance(widths, (list, tuple)):
        numbers = numbers_of(widths)
    elif isinstance(widths, int) and not isinstance(widths, bool):
        numbers = np.array(fitting(widths), dtype=np.int64)
    elif isinstance(widths, Tensor) and widths.known is not None and widths.known.dtype.kind == "i":
        numbers = widths.known.reshape(widths.shape)
    if numbers is not None and (numbers < 0).any():
        raise Refusal("program-argument", say("numpy does not pad by a negative number."))
    try:
        if numbers is not None and numbers.size:
            return [(int(before), int(after)) for before, after in np.broadcast_to(numbers, (count, 2))]
    except ValueError:
        pass
    raise Refusal(
        "program-argument",
        say(
            "np.pad takes a pair of numbers for each of the {rank} axes of {shape}, not {value}.",
            rank=x.rank,
            shape=shape_text(x.shape),
            value=said(widths),
        ),
    )


def padded(x: Tensor, widths: Widths, mode: str, fill: object = None) -> Tensor:
    """Padded by these widths; what is negative cuts, after the edges are repeated or mirrored, else before.

    Args:
        x: that is padded.
        widths: before and after each axis.
        mode: as torch calls it.
        fill: the number that is filled in, where it is known.

    Raises:
        Refusal: ``program-shape`` where nothing is left of an axis, or not enough to fill from.
    """
    late = mode in ("reflect", "replicate")
    for axis, (before, after) in enumerate(widths):
        left = x.shape[axis] + (before + after if late else min(0, before) + min(0, after))
        if left < (1 if late and (before or after) else 0):
            raise Refusal(
                "program-shape",
                say(
                    "Axis {axis} of size {size} cannot be cropped by {count}.",
                    axis=axis,
                    size=x.shape[axis],
                    count=x.shape[axis] - left,
                ),
            )
    if not late:
        x = _cut(x, widths)
    grown = [(max(0, before), max(0, after)) for before, after in widths]
    if mode == "constant":
        return _surrounded(x, grown, fill)
    for axis, (before, after) in enumerate(grown):
        if before or after:
            x = _filled(x, axis, before, after, mode)
    return _cut(x, widths) if late else x


def _cut(x: Tensor, widths: Widths) -> Tensor:
    for axis, (before, after) in enumerate(widths):
        start, end = max(0, -before), max(0, -after)
        if start or end:
            x = part(x, axis, start, x.shape[axis] - start - end)
    return x


def _surrounded(x: Tensor, widths: Widths, fill: object) -> Tensor:
    shape = tuple(before + size + after for size, (before, after) in zip(x.shape, widths, strict=True))
    under = as_kind_of(x, filled(x, fill, shape))
    places = tuple(Place(before, 1, size) for size, (before, _) in zip(x.shape, widths, strict=True))
    lie = in_order(shape, suggested(x.shape, x.strides))
    return derived([under, x], shape, Inlay(shape, places), lie)


def _filled(x: Tensor, axis: int, before: int, after: int, mode: str) -> Tensor:
    """Padded along one axis with cells of its own; numpy goes on where the axis is shorter than the padding."""
    size = x.shape[axis]
    most = {"replicate": before + after, "reflect": size - 1, "symmetric": size, "circular": size}[mode]
    if not size or (x.library == "torch" and max(before, after) > most):
        raise Refusal(
            "program-shape",
            say(
                "Axis {axis} of size {size} cannot be padded by {count} in {mode} mode.",
                axis=axis,
                size=size,
                count=max(before, after),
                mode=mode,
            ),
        )
    if mode == "replicate" or (mode == "reflect" and size == 1):
        return cat([*_edge(x, axis, 0, before), x, *_edge(x, axis, size - 1, after)], axis)
    # What numpy continues with, period by period.
    while before or after:
        size = x.shape[axis]
        most = size - 1 if mode == "reflect" else size
        left, right = min(before, most), min(after, most)
        if mode == "circular" and (before > most or after > most):
            return _wrapped(x, axis, before, after)
        pieces = [x]
        if left:
            pieces.insert(0, _beyond(x, axis, left, mode, first=True))
        if right:
            pieces.append(_beyond(x, axis, right, mode, first=False))
        x = cat(pieces, axis)
        before, after = before - left, after - right
    return x


def _edge(x: Tensor, axis: int, index: int, count: int) -> list[Tensor]:
    shape = (*x.shape[:axis], count, *x.shape[axis + 1 :])
    return [expand(part(x, axis, index, 1), shape)] if count else []


def _beyond(x: Tensor, axis: int, count: int, mode: str, first: bool) -> Tensor:
    size = x.shape[axis]
    if mode == "circular":
        return part(x, axis, size - count if first else 0, count)
    skip = 1 if mode == "reflect" else 0
    start = skip if first else size - skip - count
    return flip(part(x, axis, start, count), (axis,))


def _wrapped(x: Tensor, axis: int, before: int, after: int) -> Tensor:
    size = x.shape[axis]
    copies = -(-before // size) + 1 + -(-after // size)
    x.budget.length(copies)
    whole = cat([x] * copies, axis)
    start = -(-before // size) * size - before
    return part(whole, axis, start, before + size + after)
