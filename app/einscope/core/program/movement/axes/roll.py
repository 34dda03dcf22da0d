"""Rolling: what leaves at one end of an axis comes in at the other."""

from math import prod

from einscope.core.errors import say
from einscope.core.map import rolled
from einscope.core.program.movement.axes.axes import axis_of
from einscope.core.program.movement.axes.shape import reshape
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.integers import as_ints
from einscope.core.program.tensor.strides import joined
from einscope.core.program.tensor.tensor import Tensor, derived, same_cells
from einscope.core.program.tensor.values import Value


def roll(x: Tensor, shifts: tuple[int, ...], axes: tuple[int, ...] | None = None) -> Tensor:
    """Rolled by these shifts along these axes; without axes, flat."""
    if axes is None or (not axes and x.library == "torch"):
        if len(shifts) != 1 and x.library == "torch":
            raise Refusal(
                "program-argument", say("Without axes, only one shift is allowed; got {count}.", count=len(shifts))
            )
        return reshape(_rolled(reshape(x, (x.cells,)), 0, sum(shifts)), x.shape)
    for axis in axes:
        axis_of(x, axis)
    if x.library != "torch" and 1 in (len(shifts), len(axes)):  # numpy stretches the one to the other
        shifts, axes = shifts * (len(axes) if len(shifts) == 1 else 1), axes * (len(shifts) if len(axes) == 1 else 1)
    if len(shifts) != len(axes):
        raise Refusal(
            "program-argument",
            say("Shifts and axes must be equally many; got {count} and {axes}.", count=len(shifts), axes=len(axes)),
        )
    for shift, axis in zip(shifts, axes, strict=True):
        x = _rolled(x, axis_of(x, axis), shift)
    return x


def roll_far(x: Tensor, shifts: Value, axes: tuple[int, ...] | None = None) -> Tensor:
    """Numpy's ``roll``, which takes Python's integers of any size."""
    entries = shifts if isinstance(shifts, (list, tuple)) else (shifts,)
    far = [entry for entry in entries if isinstance(entry, int)]
    return roll(x, tuple(far) if len(far) == len(entries) else as_ints(shifts), axes)


def centred(x: Tensor, axes: tuple[int, ...] | None = None) -> Tensor:
    """``fftshift``: the first half of these axes, or of all, changes places with the second."""
    return _by_half(x, axes, 1)


def uncentred(x: Tensor, axes: tuple[int, ...] | None = None) -> Tensor:
    """``ifftshift``: what takes it back."""
    return _by_half(x, axes, -1)


def _by_half(x: Tensor, axes: tuple[int, ...] | None, sign: int) -> Tensor:
    named = tuple(range(x.rank)) if axes is None else tuple(axis_of(x, axis) for axis in axes)
    shifts = tuple(x.shape[axis] // 2 if sign > 0 else -(x.shape[axis] // 2) for axis in named)
    return roll(x, shifts, named) if named else same_cells(x)


def _rolled(x: Tensor, axis: int, shift: int) -> Tensor:
    shape = prod(x.shape[:axis]), x.shape[axis], prod(x.shape[axis + 1 :])
    # Even where nothing rolls, the result has memory of its own: torch joins the end and the beginning.
    begins = -shift % max(1, x.shape[axis])
    sizes = x.shape[axis] - begins, begins
    pieces = [((*x.shape[:axis], size, *x.shape[axis + 1 :]), x.strides) for size in sizes]
    return derived([x], x.shape, rolled(shape, (0, shift, 0)), joined(x.shape, pieces))
