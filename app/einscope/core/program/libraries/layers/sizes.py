"""Shapes that layers give, as far as they are known."""

import ast
from collections.abc import Sequence

from einscope.core.plan import Shape
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Unknown

_TRIED = 2**31  # no size is larger


def each_of(value: object, axes: int) -> tuple[int, ...] | None:
    """A size for every axis of space; None where it is not known."""
    values = value if isinstance(value, (tuple, list)) else (value,)
    whole = tuple(entry for entry in values if isinstance(entry, int) and not isinstance(entry, bool))
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
    settings = (kernel, stride, 0 if padding == "valid" else padding, dilation)
    known = [per_axis for setting in settings if (per_axis := each_of(setting, len(sizes))) is not None]
    if len(known) < len(settings) or min((*known[0], *known[1], *known[3]), default=1) < 1:
        return None
    counts = [
        (size + 2 * around - between * (wide - 1) - 1) // step + 1
        for size, wide, step, around, between in zip(sizes, *known, strict=True)
    ]
    return tuple(counts) if min(counts, default=1) >= 1 else None


def spread(
    sizes: Sequence[int], kernel: object, stride: object, padding: object, more: object, dilation: object
) -> Shape | None:
    """The sizes that a transposed convolution gives; None where they are not known.

    >>> spread((2, 2), 2, 2, 0, 0, 1)
    (4, 4)
    """
    settings = (kernel, stride, padding, more, dilation)
    known = [per_axis for setting in settings if (per_axis := each_of(setting, len(sizes))) is not None]
    if len(known) < len(settings):
        return None
    return tuple(
        (size - 1) * step - 2 * around + between * (wide - 1) + extra + 1
        for size, wide, step, around, extra, between in zip(sizes, *known, strict=True)
    )


def followed(before: object, after: object, size: int) -> int | None:
    """The size that a layer gives, of which the program says only how it follows from the size that it takes.

    Args:
        before: what the layer takes: a number, or a text with one name in it.
        after: what it gives, likewise.
        size: what it is given here.

    >>> followed(Unknown("dim"), Unknown("3 * dim"), 4), followed(Unknown("4 * dim"), Unknown("2 * dim"), 8)
    (12, 4)
    >>> followed(Unknown("dim"), Unknown("other"), 4) is None
    True
    """
    if not isinstance(before, Unknown) or not isinstance(after, Unknown):
        return None
    taken, given = _read(before.text), _read(after.text)
    names = {*_names(taken), *_names(given)}
    if taken is None or given is None or len(names) != 1:
        return None
    [name] = names
    zero, one = _worked_out(taken, name, 0), _worked_out(taken, name, 1)
    if zero is None or one is None or one == zero or (size - zero) % (one - zero):
        return None
    value = (size - zero) // (one - zero)
    result = _worked_out(given, name, value)
    fits = 0 < value < _TRIED and _worked_out(taken, name, value) == size
    return result if fits and result is not None and 0 < result < _TRIED else None


def _read(text: str) -> ast.expr | None:
    try:
        return ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError):
        return None


def _names(node: ast.expr | None) -> set[str]:
    """The names in a term, with all that stands after their dots; of what is no term, two that are none."""
    match node:
        case ast.Name() | ast.Attribute():
            return {ast.unparse(node)}
        case ast.BinOp(left=left, right=right):
            return _names(left) | _names(right)
        case ast.Constant(value=int()):
            return set()
        case ast.Call(func=ast.Name(id="int"), args=[inner], keywords=[]):
            return _names(inner)
        case _:
            return {"", " "}


def _worked_out(node: ast.expr, name: str, value: int) -> int | None:
    """A term of whole numbers with a value in the place of its one name."""
    match node:
        case ast.Name() | ast.Attribute():
            return value
        case ast.Constant(value=int(number)):
            return number
        case ast.Call(args=[inner]):
            return _worked_out(inner, name, value)
        case ast.BinOp(left=left, op=sign, right=right):
            one, other = _worked_out(left, name, value), _worked_out(right, name, value)
            return None if one is None or other is None else _computed(sign, one, other)
        case _:
            return None


def _computed(sign: ast.operator, one: int, other: int) -> int | None:
    match sign:
        case ast.Add():
            return one + other
        case ast.Sub():
            return one - other
        case ast.Mult():
            return one * other
        case ast.FloorDiv() if other:
            return one // other
        case ast.Div() if other and one % other == 0:
            return one // other
        case _:
            return None


def suits(x: Tensor, axes: int, before: object) -> bool:
    """Whether a layer of so many axes of space takes this tensor; ``before``: the channels that it wants, if known."""
    return x.rank in (axes + 1, axes + 2) and (not isinstance(before, int) or before == x.shape[-axes - 1])


def channelled(x: Tensor, axes: int, before: object, after: object, sizes: Shape | None) -> Shape | None:
    """The shape with other channels and sizes of space; None where the layer is not for this tensor, or not known."""
    if sizes is None or not suits(x, axes, before):
        return None
    channels = x.shape[-axes - 1]
    if before != after:
        given = after if isinstance(after, int) else followed(before, after, channels)
        if given is None:
            return None
        channels = given
    return (*x.shape[: -axes - 1], channels, *sizes)


def is_told(before: object, after: object) -> bool:
    """Whether the size that a layer gives is only told by that of the tensor it is given."""
    return isinstance(before, Unknown) and isinstance(after, Unknown) and before != after
