"""The order of axes, and of the cells along them."""

from einscope.core.errors import say
from einscope.core.program.movement.axes.axes import along, axes_of, axis_of
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.strides import computed
from einscope.core.program.tensor.tensor import Tensor, walked
from einscope.core.program.tensor.values import shape_text


def permute(x: Tensor, axes: tuple[int, ...]) -> Tensor:
    """All axes in a new order."""
    if len(axes) != x.rank:
        raise Refusal(
            "program-axis",
            say(
                "{count} axes are named, but the tensor has {rank}: {shape}.",
                count=len(axes),
                rank=x.rank,
                shape=shape_text(x.shape),
            ),
        )
    order = axes_of(x, axes)
    return walked(x, tuple(x.shape[axis] for axis in order), [[(axis, 1)] for axis in order])


def transpose(x: Tensor, axes: tuple[int, ...] | None = None) -> Tensor:
    """numpy's: all axes in a new order, reversed where none is given."""
    return permute(x, tuple(reversed(range(x.rank))) if axes is None else axes)


def swap(x: Tensor, one: int, other: int) -> Tensor:
    """Two axes swapped: torch's transpose."""
    line, one = along(x, one)
    other = axis_of(line, other)
    order = list(range(line.rank))
    order[one], order[other] = other, one
    return permute(x, tuple(order[: x.rank]))


def last_two(x: Tensor) -> Tensor:
    """``mT``: the last two axes swapped."""
    if x.rank < 2:
        raise Refusal("program-axis", say("This needs two axes; the tensor has {rank}.", rank=x.rank))
    return swap(x, -2, -1)


def two(x: Tensor) -> Tensor:
    """``t``: a transpose of at most two axes."""
    if x.rank > 2:
        raise Refusal(
            "program-axis",
            say("t() takes at most two axes, not {shape}.", shape=shape_text(x.shape)),
            hint=say("write transpose, and name the axes"),
        )
    return transpose(x)


def move(x: Tensor, source: tuple[int, ...], destination: tuple[int, ...]) -> Tensor:
    """Axes moved to new places; the others keep their order."""
    start, end = axes_of(x, source), axes_of(x, destination)
    if len(start) != len(end):
        raise Refusal(
            "program-axis",
            say(
                "Axes and positions must be equally many; got {count} and {places}.", count=len(start), places=len(end)
            ),
        )
    rest = iter(axis for axis in range(x.rank) if axis not in start)
    order = [start[end.index(place)] if place in end else next(rest) for place in range(x.rank)]
    return permute(x, tuple(order))


def roll_axis(x: Tensor, axis: int, start: int = 0) -> Tensor:
    """Numpy's ``rollaxis``: an axis moved before another."""
    axis = axis_of(x, axis)
    start = axis_of(x, start, extra=1) if start >= 0 else axis_of(x, start)
    place = start - (axis < start)
    return move(x, (axis,), (place,))


def flip(x: Tensor, axes: tuple[int, ...] | None = None) -> Tensor:
    """The cells along these axes in reverse; along all where none is given."""
    named = range(x.rank) if axes is None else axes_of(x, axes)
    if 0 in x.shape:
        return walked(x, x.shape, [[(axis, 1)] for axis in range(x.rank)], view=False)
    walks = [[(axis, -1 if axis in named else 1)] for axis in range(x.rank)]
    starts = [(axis, x.shape[axis] - 1) for axis in named if x.rank]
    flipped = walked(x, x.shape, walks, starts, view=x.library == "numpy")
    if x.library == "torch":  # a copy, which keeps the order in memory
        flipped.strides = computed(x.shape, [x.strides])
    return flipped


def flip_rows(x: Tensor) -> Tensor:
    """``flipud``."""
    axis_of(x, 0)
    return flip(x, (0,))


def flip_columns(x: Tensor) -> Tensor:
    """``fliplr``."""
    return flip(x, (1,))


def flip_columns_of_pictures(x: Tensor) -> Tensor:
    """``flip_left_right``, of pictures whose channels stand last."""
    return flip(x, (x.rank - 2,))


def flip_rows_of_pictures(x: Tensor) -> Tensor:
    """``flip_up_down``, of such pictures."""
    return flip(x, (x.rank - 3,))


def rot90(x: Tensor, times: int = 1, axes: tuple[int, ...] = (0, 1)) -> Tensor:
    """Turned by 90° in a plane, from the first axis towards the second."""
    if len(axes) != 2 or x.rank < 2:
        raise Refusal("program-axis", say("A plane has two axes; got {count}.", count=min(len(axes), x.rank)))
    one, other = axes_of(x, axes)
    match times % 4:
        case 1:
            return swap(flip(x, (other,)), one, other)
        case 2:
            return flip(x, (one, other))
        case 3:
            return swap(flip(x, (one,)), one, other)
        case _:
            return flip(x, ())
