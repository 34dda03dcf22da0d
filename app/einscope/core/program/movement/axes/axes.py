"""Axes as programs name them: counted from the front, or negative from the back."""

from collections.abc import Iterable

from einscope.core.errors import say, say_count
from einscope.core.plan import Shape
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.tensor import Tensor, same_cells
from einscope.core.program.tensor.values import shape_text


def axis_of(x: Tensor, axis: int, extra: int = 0) -> int:
    """The axis counted from the front; ``extra``: so many more may be named than there are, where one is inserted.

    Raises:
        Refusal: ``program-axis``.
    """
    return _counted(x, axis, x.rank + extra)


def axes_of(x: Tensor, axes: Iterable[int]) -> tuple[int, ...]:
    """Several axes, none twice. A scalar of torch can be asked for axis 0, which it does not have: none is left of it.

    Raises:
        Refusal: ``program-axis``.
    """
    counted = tuple(_counted(x, axis, max(x.rank, 1 if x.library == "torch" else 0)) for axis in axes)
    if len(set(counted)) < len(counted):
        raise Refusal("program-axis", say("An axis appears twice: {axes}.", axes=", ".join(map(str, counted))))
    return counted if x.rank else ()


def along(x: Tensor, axis: int) -> tuple[Tensor, int]:
    """A tensor and its axis; a scalar of torch as many of torch's calls see it: with one axis, of one cell.

    Raises:
        Refusal: ``program-axis``.
    """
    if not x.rank and x.library == "torch":
        x = same_cells(x, (1,), (1,), view=True)
    return x, axis_of(x, axis)


def _counted(x: Tensor, axis: int, rank: int) -> int:
    if not -rank <= axis < rank:
        raise Refusal(
            "program-axis",
            say(
                "There is no axis {axis}: the tensor has {count} axes, {shape}.",
                axis=axis,
                count=x.rank,
                shape=shape_text(x.shape),
            ),
            hint=say("axes are numbered from 0 to {last}, or from -{count}", last=rank - 1, count=rank)
            if rank
            else None,
        )
    return axis % rank


def sizes_and_axes(sizes: int, axes: int) -> Refusal:
    """That there is not one size for each axis."""
    return Refusal(
        "program-argument",
        say("Sizes and axes must be equally many; got {count} and {axes}.", count=sizes, axes=axes),
    )


def needs_axes(count: int, rank: int) -> Refusal:
    """That a tensor has too few axes.

    >>> str(needs_axes(1, 0))
    'This needs 1 axis; the tensor has 0.'
    """
    return Refusal(
        "program-axis",
        say_count(
            "This needs {count} axis; the tensor has {rank}.",
            "This needs {count} axes; the tensor has {rank}.",
            count,
            rank=rank,
        ),
    )


def unlike(one: Shape, other: Shape, axis: int, sizes: tuple[int, int]) -> Refusal:
    """That two tensors have other sizes along an axis.

    >>> str(unlike((2, 3), (4, 3), 0, (2, 4)))
    '2×3 and 4×3 do not fit along axis 0: 2 and 4.'
    """
    return Refusal(
        "program-shape",
        say(
            "{one} and {other} do not fit along axis {axis}: {here} and {there}.",
            one=shape_text(one),
            other=shape_text(other),
            axis=axis,
            here=sizes[0],
            there=sizes[1],
        ),
    )


def refuse_layer_rank(x: Tensor, axes: int) -> None:
    """Refuse what a layer over so many axes cannot take: it takes channels in front of them, and perhaps a batch.

    Raises:
        Refusal: ``program-shape``.
    """
    if x.rank not in (axes + 1, axes + 2):
        raise Refusal(
            "program-shape",
            say(
                "This layer takes {least} or {most} axes; the tensor is {shape}.",
                least=axes + 1,
                most=axes + 2,
                shape=shape_text(x.shape),
            ),
        )
