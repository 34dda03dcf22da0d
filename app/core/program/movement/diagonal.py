"""Diagonals, taken out and laid in."""

from app.core.errors import say
from app.core.program.movement.assign import assign
from app.core.program.movement.axes import axes_of
from app.core.program.movement.merge import reduce_axes
from app.core.program.movement.order import move
from app.core.program.movement.shape import contiguous, reshape
from app.core.program.refusal import Refusal
from app.core.program.tensor import Tensor, made, walked


def diagonal(x: Tensor, offset: int = 0, one: int = 0, other: int = 1) -> Tensor:
    """The diagonal of a plane, as the last axis."""
    if x.rank < 2:
        raise Refusal("program-axis", say("This needs two axes, the tensor has {rank}.", rank=x.rank))
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


def diag(x: Tensor, offset: int = 0) -> Tensor:
    """``diag``: of a vector a square with it, of a square its diagonal."""
    if x.rank == 1:
        return diag_embed(x, offset)
    if x.rank != 2:
        raise Refusal("program-axis", say("This needs one axis or two, the tensor has {rank}.", rank=x.rank))
    return contiguous(diagonal(x, offset))


def diag_embed(x: Tensor, offset: int = 0, one: int = -2, other: int = -1) -> Tensor:
    """The last axis as the diagonal of a new plane."""
    if not x.rank:
        raise Refusal("program-axis", say("This needs two axes, the tensor has {rank}.", rank=x.rank))
    count, shape = x.shape[-1], x.shape[:-1]
    size = count + abs(offset)
    flat = made(x.bench, (*shape, size * size), x.library)
    start = offset if offset >= 0 else -offset * size
    step = slice(start, start + count * (size + 1), size + 1)
    laid = assign(flat, (Ellipsis, slice(step.start, min(size * size, step.stop), step.step)), x) if count else flat
    return move(reshape(laid, (*shape, size, size)), (-2, -1), (one, other))


def trace(x: Tensor) -> Tensor:
    """The sum of a diagonal."""
    return reduce_axes(diagonal(x), (-1,))
