"""Diagonals, taken out and laid in."""

from math import prod

from einscope.core.errors import say
from einscope.core.map import Band
from einscope.core.program.movement.axes.axes import axes_of
from einscope.core.program.movement.axes.order import move
from einscope.core.program.movement.axes.shape import contiguous, reshape
from einscope.core.program.movement.parts.spread import expand
from einscope.core.program.movement.sums.merge import sum_axes
from einscope.core.program.movement.writes.assign import assign
from einscope.core.program.movement.writes.put import refuse_source
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.beside import as_kind_of, filled
from einscope.core.program.tensor.tensor import Tensor, derived, same_cells, walked


def diagonal(x: Tensor, offset: int = 0, one: int = 0, other: int = 1) -> Tensor:
    """The diagonal of a plane, as the last axis."""
    if x.rank < 2:
        raise Refusal("program-axis", say("This needs two axes; the tensor has {rank}.", rank=x.rank))
    one, other = axes_of(x, (one, other))
    rows, columns = x.shape[one], x.shape[other]
    count = max(0, min(rows, columns - offset) if offset >= 0 else min(rows + offset, columns))
    kept = [axis for axis in range(x.rank) if axis not in (one, other)]
    return walked(
        x,
        (*(x.shape[axis] for axis in kept), count),
        [*([(axis, 1)] for axis in kept), [(one, 1), (other, 1)]],
        [(one, max(0, -offset)), (other, max(0, offset))],
    )


def diagonal_of_last(x: Tensor, offset: int = 0, one: int = -2, other: int = -1) -> Tensor:
    """``linalg.diagonal``: that of the last two axes, unless others are named."""
    return diagonal(x, offset, one, other)


def diag(x: Tensor, offset: int = 0) -> Tensor:
    """``diag``: of a vector a square with it, of a square its diagonal."""
    if x.rank == 1:
        return diag_embed(x, offset)
    if x.rank != 2:
        raise Refusal("program-axis", say("This needs one or two axes; the tensor has {rank}.", rank=x.rank))
    return contiguous(diagonal(x, offset))


def diag_embed(x: Tensor, offset: int = 0, one: int = -2, other: int = -1) -> Tensor:
    """The last axis as the diagonal of a new plane."""
    if not x.rank:
        raise Refusal("program-axis", say("This needs two axes; the tensor has {rank}.", rank=x.rank))
    size = x.shape[-1] + abs(offset)
    laid = diagonal_scatter(as_kind_of(x, filled(x, 0, (*x.shape[:-1], size, size))), x, offset, -2, -1)
    return move(laid, (-2, -1), (one, other))


def diagonal_flat(x: Tensor, offset: int = 0) -> Tensor:
    """``diagflat``: all cells as the diagonal of a square."""
    return diag_embed(reshape(x, (x.cells,)), offset)


def diagonal_scatter(x: Tensor, source: Tensor, offset: int = 0, one: int = 0, other: int = 1) -> Tensor:
    """``x`` with other cells on a diagonal."""
    wanted = diagonal(x, offset, one, other).shape
    if source.shape != wanted:
        refuse_source(x, source, wanted)
    if not source.cells:
        return same_cells(x)
    turned = move(x, (one, other), (-2, -1))
    rows, columns = turned.shape[-2:]
    start = offset if offset >= 0 else -offset * columns
    flat = reshape(turned, (*turned.shape[:-2], rows * columns))
    on = slice(start, start + (wanted[-1] - 1) * (columns + 1) + 1, columns + 1)
    return move(reshape(assign(flat, (Ellipsis, on), source), turned.shape), (-2, -1), (one, other))


def lower(x: Tensor, offset: int = 0) -> Tensor:
    """``tril``: what is on a diagonal and below it; the other cells are zeros."""
    return _banded(x, None, offset)


def upper(x: Tensor, offset: int = 0) -> Tensor:
    """``triu``: what is on a diagonal and above it; the other cells are zeros."""
    return _banded(x, offset, None)


def _banded(x: Tensor, low: int | None, high: int | None) -> Tensor:
    if x.rank == 1 and x.library != "torch":  # numpy stretches it to a square
        x = expand(x, (*x.shape, *x.shape))
    if x.rank < 2:
        raise Refusal("program-axis", say("This needs two axes; the tensor has {rank}.", rank=x.rank))
    *ahead, rows, columns = x.shape
    least, most = -rows if low is None else max(low, -rows), columns if high is None else min(high, columns)
    return derived([x], x.shape, Band(prod(ahead), rows, columns, least, most))


def trace_of_last(x: Tensor, offset: int = 0) -> Tensor:
    """``linalg.trace``: the sum of the diagonal of the last two axes."""
    return sum_axes(diagonal_of_last(x, offset), (-1,))


def trace(x: Tensor, offset: int = 0, one: int = 0, other: int = 1) -> Tensor:
    """The sum of a diagonal; torch's is that of a matrix."""
    if x.rank != 2 and x.library == "torch":
        raise Refusal("program-axis", say("This needs two axes; the tensor has {rank}.", rank=x.rank))
    return sum_axes(diagonal(x, offset, one, other), (-1,))
