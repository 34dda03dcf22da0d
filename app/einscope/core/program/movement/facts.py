"""What a tensor tells of itself: numbers, no movement."""

from math import prod

from einscope.core.plan import Shape
from einscope.core.program.movement.axes.axes import axis_of
from einscope.core.program.tensor.strides import is_contiguous as lies_in_order
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Value


def size(x: Tensor, axis: int | None = None) -> int | Shape:
    """``size()``: the shape, or the size of one axis."""
    if axis is not None:
        return x.shape[axis_of(x, axis)]
    return x.shape if x.library == "torch" else prod(x.shape)


def shape(x: Tensor) -> Shape:
    """The shape."""
    return x.shape


def rank(x: Tensor) -> int:
    """How many axes there are."""
    return x.rank


def cells(x: Tensor) -> int:
    """How many cells there are."""
    return x.cells


def stride(x: Tensor, axis: int | None = None) -> int | Shape:
    """How torch lays it out in memory."""
    return x.strides if axis is None else x.strides[axis_of(x, axis)]


def is_contiguous(x: Tensor) -> bool:
    """Whether it lies in C order."""
    return lies_in_order(x.shape, x.strides)


def is_tensor(value: Value) -> bool:
    """Whether it is a tensor."""
    return isinstance(value, Tensor)


def is_real(x: Tensor) -> bool:
    """``is_floating_point``: what comes in is taken for it, what is counted is not."""
    return x.numbers is None or x.numbers.dtype.kind not in "biu"


def is_complex(x: Tensor) -> bool:
    """``is_complex``: nothing here is."""
    return False
