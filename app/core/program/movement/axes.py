"""Axes as programs name them: counted from the front, or negative from the back."""

from collections.abc import Iterable

from app.core.errors import say
from app.core.program.refusal import Refusal
from app.core.program.tensor import Tensor
from app.core.program.values import shape_text


def axis_of(x: Tensor, axis: int, extra: int = 0) -> int:
    """The axis counted from the front; ``extra``: so many more may be named than there are, where one is inserted.

    Raises:
        Refusal: ``program-axis``.
    """
    rank = x.rank + extra
    if not -rank <= axis < rank and not (rank == 0 and axis in (0, -1) and x.library == "torch"):
        raise Refusal(
            "program-axis",
            say(
                "There is no axis {axis}: the tensor has {count} axes, {shape}.",
                axis=axis,
                count=x.rank,
                shape=shape_text(x.shape),
            ),
            hint=say("axes count from 0 to {last}, or from -{count}", last=rank - 1, count=rank) if rank else None,
        )
    return axis % rank if rank else 0


def axes_of(x: Tensor, axes: Iterable[int]) -> tuple[int, ...]:
    """Several axes, none twice.

    Raises:
        Refusal: ``program-axis``.
    """
    found = tuple(axis_of(x, axis) for axis in axes)
    if len(set(found)) < len(found):
        raise Refusal("program-axis", say("An axis is named twice: {axes}.", axes=", ".join(map(str, found))))
    return found
