"""What stands in a subscript: integers, slices, new axes, an ellipsis, lists of indices, masks."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from einscope.core.errors import say
from einscope.core.map import IntArray
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Value, fitting, said, shape_text


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of indices, of any shape; of a mask also the size that its axis must have."""

    numbers: IntArray
    size: int | None = None


Part = int | slice | Listed | None


def parts_of(x: Tensor, items: tuple[Value, ...]) -> list[Part]:
    """One part an axis, or None for a new one; the ellipsis becomes full slices."""
    if sum(item is Ellipsis for item in items) > 1:
        raise Refusal("program-index", say("An index can have only one ellipsis."))
    items = tuple(part for item in items for part in _unmasked(item))
    used = sum(item is not None and item is not Ellipsis for item in items)
    if used > x.rank:
        raise Refusal(
            "program-index",
            say(
                "{count} indices are given, but the tensor has {rank} axes: {shape}.",
                count=used,
                rank=x.rank,
                shape=shape_text(x.shape),
            ),
        )
    at = next((number for number, item in enumerate(items) if item is Ellipsis), len(items))
    fill = [slice(None)] * (x.rank - used)
    return [_part(item) for item in (*items[:at], *fill, *items[at + 1 :])]


def _unmasked(item: Value) -> tuple[Value, ...]:
    """A mask as the positions of what it takes, a list an axis of it; ``True`` alone is a new axis."""
    if item is True:
        return (None,)
    mask: npt.NDArray[np.bool_] | None = None
    if isinstance(item, Tensor) and item.known is not None and item.known.dtype == np.bool_:
        mask = item.known.reshape(item.shape).astype(np.bool_)
    elif isinstance(item, list) and item and all(isinstance(entry, bool) for entry in item):
        mask = np.array(item, dtype=np.bool_)
    if mask is None:
        return (item,)
    if not mask.ndim and mask:
        return (None,)
    if not mask.ndim:
        raise Refusal(
            "program-index", say("An index must be an integer, a slice or a list, not {value}.", value=said(item))
        )
    taken = np.nonzero(mask)
    return tuple(Listed(places.astype(np.int64), size) for places, size in zip(taken, mask.shape, strict=True))


def _part(item: Value) -> Part:
    match item:
        case None | slice():
            return item
        case bool():
            raise Refusal(
                "program-index", say("An index must be an integer, a slice or a list, not {value}.", value=said(item))
            )
        case int():
            return item
        case Listed():
            return item
        case list() | tuple():
            return Listed(numbers_of(item))
        case Tensor(numbers=numbers) if numbers is not None and numbers.dtype.kind == "f":
            raise Refusal("program-index", say("A list of indices may contain only integers."))
        case Tensor(known=known, shape=shape) if known is not None:
            if known.dtype.kind != "i":
                raise Refusal("program-index", say("A list of indices may contain only integers."))
            return Listed(known.reshape(shape))
        case Tensor():
            raise Refusal(
                "program-unknown-values",
                say("The values in this index tensor are unknown, and so is what it selects."),
                hint=say("use a list of integers, or arange"),
            )
    raise Refusal(
        "program-index", say("An index must be an integer, a slice or a list, not {value}.", value=said(item))
    )


def numbers_of(item: list[Value] | tuple[Value, ...]) -> IntArray:
    """A list of integers, or of lists of them, as an array."""
    flat: list[Value] = list(item)
    shape = [len(flat)]
    while flat and isinstance(flat[0], (list, tuple)):
        size = len(flat[0])
        if (
            not all(isinstance(entry, (list, tuple)) and len(entry) == size for entry in flat)
            or len(flat) * size > 10_000
        ):
            raise Refusal("program-index", say("The lists in an index must have the same length."))
        flat = [inner for entry in flat if isinstance(entry, (list, tuple)) for inner in entry]
        shape.append(size)
    if not all(isinstance(entry, int) and not isinstance(entry, bool) for entry in flat):
        raise Refusal("program-index", say("A list of indices may contain only integers."))
    return np.array([fitting(entry) for entry in flat if isinstance(entry, int)], dtype=np.int64).reshape(shape)


def inside(value: int, size: int, axis: int) -> int:
    """An index counted from the front."""
    if not -size <= value < size:
        raise Refusal(
            "program-index",
            say("Index {index} is out of range for axis {axis} of size {size}.", index=value, axis=axis, size=size),
        )
    return value % size


def all_inside(numbers: IntArray, size: int, axis: int) -> IntArray:
    """Indices counted from the front."""
    for odd in numbers[(numbers < -size) | (numbers >= size)].flat:
        inside(int(odd), size, axis)
    return np.where(numbers < 0, numbers + size, numbers)


def range_of(x: Tensor, part: slice, size: int) -> tuple[int, int, int]:
    """Start, step and count of a slice."""
    bounds = [_bound(bound) for bound in (part.start, part.stop, part.step)]
    if bounds[2] == 0:
        raise Refusal("program-index", say("The step of a slice cannot be 0."))
    if bounds[2] is not None and bounds[2] < 0 and x.library == "torch":
        raise Refusal(
            "program-index",
            say("torch has no slices with a negative step."),
            hint=say("write torch.flip, or x.flip(axis)"),
        )
    start, stop, step = slice(*bounds).indices(size)
    return start, step, len(range(start, stop, step))


def _bound(value: Value) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    if isinstance(value, Tensor) and value.known is not None and value.cells == 1:
        return int(value.known[0])
    raise Refusal("program-index", say("A slice takes integers, not {value}.", value=said(value)))
