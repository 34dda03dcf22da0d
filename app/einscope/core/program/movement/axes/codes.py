"""MXNet's ``reshape``, in whose shape 0 and negative numbers are codes for axes of the old one."""

from einscope.core.errors import say
from einscope.core.program.movement.axes.shape import reshape
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import shape_text


def reshape_by_codes(x: Tensor, shape: tuple[int, ...]) -> Tensor:
    """A shape of codes: 0 keeps an axis, -2 keeps all that are left, -3 joins two, and -4 splits one by the next two.

    -1 follows from the rest. Every code reads on where the one before it stopped, and so does a size.

    Raises:
        Refusal: ``program-argument`` where a code finds no axis or too few numbers, or is none.
    """
    codes = iter(shape)
    old = list(x.shape)
    new: list[int] = []
    try:
        for code in codes:
            match code:
                case 0:
                    new.append(old.pop(0))
                case -2:
                    new += old
                    old = []
                case -3:
                    new.append(old.pop(0) * old.pop(0))
                case -4:
                    new += _split(old.pop(0), next(codes), next(codes))
                case _ if code >= -1:
                    new.append(code)
                    del old[:1]
                case _:
                    raise _refused(shape)
    except (IndexError, StopIteration, ZeroDivisionError):
        raise _refused(shape) from None
    return reshape(x, tuple(new))


def _split(size: int, outer: int, inner: int) -> tuple[int, int]:
    """The two sizes of an axis that is split, of which one may be -1."""
    outer = size // inner if outer == -1 else outer
    inner = size // outer if inner == -1 else inner
    if outer * inner != size or outer < 0:
        raise Refusal(
            "program-argument",
            say("An axis of {size} cannot be split into {outer} × {inner}.", size=size, outer=outer, inner=inner),
        )
    return outer, inner


def _refused(shape: tuple[int, ...]) -> Refusal:
    return Refusal("program-argument", say("The shape {shape} is not supported.", shape=shape_text(shape)))
