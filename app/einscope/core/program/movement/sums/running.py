"""Sums that run along an axis, and differences of neighbours."""

from collections.abc import Callable

from einscope.core.change import Change
from einscope.core.errors import say
from einscope.core.program.arithmetic.gathered import OF_NAMES, total
from einscope.core.program.arithmetic.gathered import running as runs
from einscope.core.program.arithmetic.operators import calculated
from einscope.core.program.arithmetic.worked import Worked
from einscope.core.program.movement.axes.axes import along, axis_of, needs_axes
from einscope.core.program.movement.axes.order import move
from einscope.core.program.movement.axes.shape import reshape, with_axes
from einscope.core.program.movement.parts.cut import part
from einscope.core.program.movement.parts.join import cat
from einscope.core.program.movement.parts.spread import expand
from einscope.core.program.movement.sums.merge import arithmetic, gathered, reduce_axes, reduced, worked
from einscope.core.program.movement.writes.diagonal import lower
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.beside import filled
from einscope.core.program.tensor.tensor import KNOWN_CELLS, Tensor, same_cells
from einscope.core.program.tensor.values import Extremes


def running_sum(x: Tensor, axis: int | None = None) -> Tensor:
    """``cumsum``: each cell is the sum of all up to it along an axis; numpy flattens where none is said.

    A square for every line, of which what is after the diagonal is none, summed.
    """
    return _run(x, _running(x, axis, adds=True), axis, "cumsum")


def _run(x: Tensor, result: Tensor, axis: int | None, name: str) -> Tensor:
    """The result with its numbers, where those that it is made of are known."""
    own = x.worked
    if own is None or not x.rank or x.cells > KNOWN_CELLS or not x.budget.works(x.cells):
        return result
    if axis is None:
        return result.keep(runs(name, Worked(own.numbers.reshape(-1), own.off), 0, x.library))
    return result.keep(runs(name, own, axis_of(x, axis), x.library))


def running_product(x: Tensor, axis: int | None = None) -> Tensor:
    """``cumprod``."""
    return _run(x, running(x, axis), axis, "cumprod")


def running(x: Tensor, axis: int | None = None) -> Tensor:
    """``logcumsumexp`` and its like: each cell is made of all up to it along an axis."""
    return _running(x, axis, adds=False)


def running_pair(x: Tensor, axis: int) -> object:
    """``cummax``, ``cummin``: values, and indices."""
    values = running(x, axis) if x.cells else same_cells(x)  # of no cells, torch does not look which axis is meant
    return Extremes((values, values))


def _running(x: Tensor, axis: int | None, adds: bool) -> Tensor:
    if axis is None:
        if x.library == "torch":
            raise Refusal("program-type", say("Expected an integer, got {value}.", value="None"))
        x, axis = reshape(x, (x.cells,)), 0
    line, axis = along(x, axis)
    last = move(line, (axis,), (-1,))
    square = expand(with_axes(last, (last.rank - 1,)), (*last.shape[:-1], last.shape[-1], last.shape[-1]))
    change = Change(say("several become one"), gathers=True) if adds else Change(say("several become one"))
    merged = reduced(lower(square), (-1,), False, change, told=False)
    x.budget.remark(say("merges each cell with all before it along {axis}", axis=say("axis {axis}", axis=axis)))
    return reshape(move(merged, (-1,), (axis,)), x.shape)


def cumulative(x: Tensor, axis: int | None = None, initial: bool = False) -> Tensor:
    """``cumulative_sum``: of one axis unless one is named; ``initial``: a zero stands before."""
    return _cumulative(x, axis, initial, running_sum)


def cumulative_product(x: Tensor, axis: int | None = None, initial: bool = False) -> Tensor:
    """``cumulative_prod``: likewise; a one stands before."""
    return _cumulative(x, axis, initial, running_product)


def _cumulative(x: Tensor, axis: int | None, initial: bool, run: Callable[[Tensor, int], Tensor]) -> Tensor:
    if axis is None and x.rank != 1:
        raise Refusal(
            "program-axis", say("{name} needs the argument '{argument}'.", name="cumulative_sum", argument="axis")
        )
    line, at = along(x, 0 if axis is None else axis)
    accumulated = run(line, at)
    if not initial:
        return accumulated
    front = filled(x, int(run is running_product), (*x.shape[:at], 1, *x.shape[at + 1 :]))
    return cat([front, accumulated], at)


def differences(
    x: Tensor, times: int = 1, axis: int = -1, before: Tensor | None = None, after: Tensor | None = None
) -> Tensor:
    """``diff``: each cell less the one before it along an axis, so many times over.

    Raises:
        Refusal: ``program-argument`` for a negative number of times.
    """
    if not x.rank:
        raise needs_axes(1, 0)
    if times < 0:
        raise Refusal("program-argument", say("Cannot take differences {count} times.", count=times))
    if any(tensor is not None and tensor.rank != x.rank for tensor in (before, after)) and x.library == "torch":
        raise Refusal("program-shape", say("What is put before or after must have as many axes as the tensor."))
    if not times:
        return x
    x, at = along(x, axis)
    pieces = [_piece(x, piece, at) for piece in (before, x, after) if piece is not None]
    x = cat(pieces, at) if len(pieces) > 1 else x
    for _ in range(min(times, x.shape[at])):
        size = max(0, x.shape[at] - 1)
        x = arithmetic(part(x, at, min(1, x.shape[at]), size), part(x, at, 0, size), sign="-")
    return x


def _piece(x: Tensor, piece: Tensor, axis: int) -> Tensor:
    """What is put before or after; numpy stretches a number."""
    if piece.rank or piece is x:
        return piece
    return expand(piece, (*x.shape[:axis], 1, *x.shape[axis + 1 :])) if x.library != "torch" else piece


def average(
    x: Tensor, axes: tuple[int, ...] | None = None, weights: Tensor | None = None, keep: bool = False
) -> Tensor:
    """``average``: a mean; with weights each cell is made of those too."""
    if weights is None:
        return gathered(x, reduce_axes(x, axes, keep), axes, OF_NAMES["mean"])
    wide = weights
    if weights.shape != x.shape:
        if axes is None or len(axes) != 1 or weights.rank != 1:
            raise Refusal(
                "program-shape",
                say("The weights must have the shape of the tensor, or be those of one axis."),
            )
        line, at = along(x, axes[0])
        if weights.shape[0] != line.shape[at]:
            raise Refusal(
                "program-shape",
                say("The weights must have the shape of the tensor, or be those of one axis."),
            )
        wide = reshape(weights, tuple(weights.shape[0] if place == at else 1 for place in range(x.rank)))
    products = arithmetic(x, wide, sign="*")
    result = gathered(products, reduce_axes(products, axes, keep), axes, total)
    each = expand(wide, x.shape) if wide.rank <= x.rank else wide
    weight = gathered(each, reduce_axes(each, axes, keep), axes, total)
    return worked(result, lambda *own: calculated("/", own[0], own[1], x.library), [result, weight])
