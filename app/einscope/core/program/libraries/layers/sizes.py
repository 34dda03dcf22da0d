"""Shapes that layers with windows give, as far as they are known."""

from collections.abc import Sequence

from einscope.core.plan import Shape
from einscope.core.program.tensor.tensor import Tensor


def each_of(value: object, axes: int) -> tuple[int, ...] | None:
    """A size for every axis of space; None where it is not known."""
    values = value if isinstance(value, (tuple, list)) else (value,)
    whole = tuple(each for each in values if isinstance(each, int) and not isinstance(each, bool))
    return (whole * axes if len(whole) == 1 else whole) if len(whole) == len(values) in (1, axes) else None


def slid(
    sizes: Sequence[int], kernel: object, stride: object = 1, padding: object = 0, dilation: object = 1
) -> Shape | None:
    """How often a window fits along each axis of space; None where that is not known.

    >>> slid((4, 4), 3, 1, 1), slid((5,), 2, 2), slid((4,), 3, 1, "same"), slid((2,), 3)
    ((4, 4), (2,), (4,), None)
    """
    if padding == "same":
        return tuple(sizes)
    said = (kernel, stride, 0 if padding == "valid" else padding, dilation)
    known = [each for one in said if (each := each_of(one, len(sizes))) is not None]
    if len(known) < len(said) or min((*known[0], *known[1], *known[3]), default=1) < 1:
        return None
    found = [
        (size + 2 * around - between * (wide - 1) - 1) // step + 1
        for size, wide, step, around, between in zip(sizes, *known, strict=True)
    ]
    return tuple(found) if min(found, default=1) >= 1 else None


def spread(
    sizes: Sequence[int], kernel: object, stride: object, padding: object, more: object, dilation: object
) -> Shape | None:
    """The sizes that a transposed convolution gives; None where they are not known.

    >>> spread((2, 2), 2, 2, 0, 0, 1)
    (4, 4)
    """
    said = (kernel, stride, padding, more, dilation)
    known = [each for one in said if (each := each_of(one, len(sizes))) is not None]
    if len(known) < len(said):
        return None
    return tuple(
        (size - 1) * step - 2 * around + between * (wide - 1) + extra + 1
        for size, wide, step, around, extra, between in zip(sizes, *known, strict=True)
    )


def suits(x: Tensor, axes: int, before: object) -> bool:
    """Whether a layer of so many axes of space takes this tensor; ``before``: the channels that it wants, if known."""
    return x.rank in (axes + 1, axes + 2) and (not isinstance(before, int) or before == x.shape[-axes - 1])


def channelled(x: Tensor, axes: int, before: object, after: object, sizes: Shape | None) -> Shape | None:
    """The shape with other channels and sizes of space; None where the layer is not for this tensor, or not known."""
    if sizes is None or not suits(x, axes, before):
        return None
    channels = x.shape[-axes - 1]
    if before != after:
        if before != channels or not isinstance(after, int):
            return None
        channels = after
    return (*x.shape[: -axes - 1], channels, *sizes)


def pooled(x: Tensor, axes: int, kernel: object, stride: object, padding: object, dilation: object = 1) -> Shape | None:
    """The shape that pooling gives: windows beside each other where no stride is said; None where it is not known."""
    return channelled(x, axes, None, None, slid(x.shape[-axes:], kernel, stride or kernel, padding, dilation))
