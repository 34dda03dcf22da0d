"""Pooling: every cell is made of those of a window, of which one is taken or all are averaged."""

from collections.abc import Sequence
from math import prod

import numpy as np

from einscope.core.change import Change
from einscope.core.errors import Sentence, say
from einscope.core.map import IntArray, Stride, StrideTable
from einscope.core.plan import Shape
from einscope.core.program.arithmetic.gathered import largest, total
from einscope.core.program.arithmetic.operators import calculated
from einscope.core.program.arithmetic.worked import Worked, tried
from einscope.core.program.budget import Library
from einscope.core.program.movement.axes.axes import refuse_layer_rank
from einscope.core.program.movement.axes.shape import unflatten
from einscope.core.program.movement.parts.pad import padded
from einscope.core.program.movement.parts.spread import take
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.beside import without_numbers
from einscope.core.program.tensor.strides import c_order
from einscope.core.program.tensor.tensor import KNOWN_CELLS, Tensor, derived, made
from einscope.core.program.tensor.values import shape_text

LARGEST = say("the largest of up to {count} is taken")
MEAN = say("up to {count} are averaged")
NORM = say("a norm of up to {count} is taken")


def pool(
    x: Tensor,
    how: Sentence,
    kernel: Sequence[int],
    stride: Sequence[int],
    padding: Sequence[int],
    dilation: Sequence[int],
    ceil: bool = False,
    keeps: bool = True,
) -> Tensor:
    """Windows of the last axes.

    Args:
        x: with one or two axes before them.
        how: a window becomes one cell.
        kernel: size of a window along each axis.
        stride: from one to the next.
        padding: cells without a source on both sides; at most half a window, as torch has it.
        dilation: steps between the cells of a window.
        ceil: whether the last window may reach beyond the end.
        keeps: whether a window of a single cell has its value.

    Raises:
        Refusal: ``program-shape`` or ``program-argument``.
    """
    axes = len(kernel)
    refuse_layer_rank(x, axes)
    if min((*kernel, *stride, *dilation)) < 1 or min(padding) < 0 or 0 in x.shape[1:]:
        raise Refusal("program-argument", say("Windows of {window} do not fit into {shape}.", **_shapes(x, kernel)))
    if any(2 * around > size for around, size in zip(padding, kernel, strict=True)):
        raise Refusal(
            "program-argument", say("The padding may be at most half a window, {window}.", **_shapes(x, kernel))
        )
    counts: list[int] = []
    widths: list[tuple[int, int]] = []
    reach = [step * (size - 1) + 1 for size, step in zip(kernel, dilation, strict=True)]
    for size, wide, step, around in zip(x.shape[-axes:], reach, stride, padding, strict=True):
        room = size + 2 * around - wide
        count = -(-room // step) + 1 if ceil else room // step + 1
        if ceil and (count - 1) * step >= size + around:
            count -= 1  # every window begins within the tensor, or before it
        if count < 1:
            raise Refusal("program-shape", say("Windows of {window} do not fit into {shape}.", **_shapes(x, kernel)))
        counts.append(count)
        widths.append((around, max(around, (count - 1) * step + wide - size - around)))
    full = padded(x, [(0, 0)] * (x.rank - axes) + widths, "constant") if any(map(any, widths)) else x
    below = c_order(full.shape)
    ahead = [Stride(size, flat_step) for size, flat_step in zip(full.shape, below[:-axes], strict=False)]
    windows = [
        Stride(count, flat_step * step) for count, flat_step, step in zip(counts, below[-axes:], stride, strict=True)
    ]
    within = [
        Stride(size, flat_step * step) for size, flat_step, step in zip(kernel, below[-axes:], dilation, strict=True)
    ]
    places = None
    if x.numbers is not None and full.cells <= KNOWN_CELLS and not ceil:
        beside = [(0, 0)] * (x.rank - axes) + widths
        places = np.pad(np.arange(x.cells).reshape(x.shape), beside, constant_values=-1).reshape(-1)
    return _merged(full, (*x.shape[:-axes], *counts), ahead + windows, within, how, keeps, x, places)


def unvalued(x: Tensor) -> Tensor:
    """The places of what was taken: made of the same cells, and other numbers, which are not known."""
    return without_numbers(x)


def pool_to(x: Tensor, how: Sentence, size: Sequence[int | None]) -> Tensor:
    """Windows of the last axes, as many as are wanted: they are as long as they must be. None: as many as cells."""
    axes = len(size)
    refuse_layer_rank(x, axes)
    if 0 in x.shape[1:] or min((number for number in size if number is not None), default=1) < 1:
        raise Refusal("program-argument", say("Windows of {window} do not fit into {shape}.", **_shapes(x, ())))
    wanted = tuple(old if new is None else new for old, new in zip(x.shape[-axes:], size, strict=True))
    cut = x
    for axis, count in zip(range(x.rank - axes, x.rank), wanted, strict=True):
        cut = _cut_up(cut, axis + (cut.rank - x.rank), count)
    # Each axis has become two: which window, and the place within.
    first, below = x.rank - axes, c_order(cut.shape)
    ahead = [Stride(cut.shape[axis], below[axis]) for axis in (*range(first), *range(first, cut.rank, 2))]
    within = [Stride(cut.shape[axis], below[axis]) for axis in range(first + 1, cut.rank, 2)]
    places = None
    if x.numbers is not None and cut.cells <= KNOWN_CELLS:
        probe = made(x.budget, x.shape, x.library, np.arange(x.cells))
        for axis, count in zip(range(x.rank - axes, x.rank), wanted, strict=True):
            probe = _cut_up(probe, axis + (probe.rank - x.rank), count)
        places = probe.known
    return _merged(cut, (*x.shape[:first], *wanted), ahead, within, how, True, x, places)


def _cut_up(x: Tensor, axis: int, count: int) -> Tensor:
    """An axis as so many windows; where they are not alike, the shorter ones end with a cell without a source."""
    size = x.shape[axis]
    begins = [number * size // count for number in range(count)]
    ends = [-(-(number + 1) * size // count) for number in range(count)]
    long = max(end - begin for begin, end in zip(begins, ends, strict=True))
    if count * long == size:
        return unflatten(x, axis, (count, long))
    x.budget.spend(count * long // 8)
    full = padded(x, [(0, int(at == axis)) for at in range(x.rank)], "constant", -1 if x.numbers is not None else None)
    places = [
        begin + place if begin + place < end else size
        for begin, end in zip(begins, ends, strict=True)
        for place in range(long)
    ]
    return unflatten(take(full, axis, np.array(places, dtype=np.int64)), axis, (count, long))


def _merged(
    x: Tensor,
    shape: Shape,
    kept: Sequence[Stride],
    within: Sequence[Stride],
    how: Sentence,
    keeps: bool,
    origin: Tensor,
    places: IntArray | None,
) -> Tensor:
    count = prod(stride.size for stride in within)
    if count > 1:
        x.budget.remark(say("merges {count} cells into each", count=count))
    change = Change(Sentence(how.template, {"count": count}), gathers=keeps)
    step = StrideTable(tuple(kept), tuple(within))
    merged = derived([x], shape, step, change=change)
    merged.known = None
    terms = merged.cells * count
    if places is not None and origin.worked is not None and terms <= _TERMS and x.budget.works(terms):
        table = places[step.sources(np.arange(merged.cells, dtype=np.int64))]
        merged.keep(tried(lambda own: _numbers(own, table, how, keeps, x.library), (origin.worked,)))
    return merged


_TERMS = 2**21


def _numbers(x: Worked, table: IntArray, how: Sentence, keeps: bool, library: Library) -> Worked | None:
    """The numbers of windows, from a list of the cells in each; what is beside the tensor counts for nothing."""
    if not x.plain or x.numbers.dtype.kind == "b":
        return None
    own, there = x.numbers.reshape(-1), table >= 0
    if how is LARGEST:
        least = -np.inf if own.dtype.kind == "f" else np.iinfo(own.dtype).min
        return largest(Worked(np.where(there, own[table], least).astype(own.dtype), x.off), library)
    if how is not MEAN or not keeps:
        return None  # what is beside it counts as zeros, or is left out, as other arguments say
    counts = there.sum(axis=1)
    rows = Worked(np.where(there, own[table], 0).astype(own.dtype), x.off)
    sums = total(rows, library)
    if sums is None or not counts.all():
        return None
    return calculated("/", sums, Worked(counts.astype(sums.numbers.dtype)), library)


def _shapes(x: Tensor, kernel: Sequence[int]) -> dict[str, str]:
    return {"window": shape_text(tuple(kernel)), "shape": shape_text(x.shape)}
