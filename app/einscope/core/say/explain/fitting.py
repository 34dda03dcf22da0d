"""Where a tensor and its arrangement do not fit: cells are cut off, filled in, or read in windows."""

from collections.abc import Iterator
from math import prod

from einscope.core.errors import Sentence, say
from einscope.core.plan import Axis, Index, Tensor, constant, reach
from einscope.core.say.explain.lists import listing
from einscope.core.say.formula import sum_text


def dense(tensor: Tensor, axes: tuple[Axis, ...]) -> list[bool]:
    """For each axis of the tensor, whether its index counts through its parts one by one, from 0 on."""
    return [_counts(index, parts, axes) for index, parts in zip(tensor.index, tensor.arrangement, strict=True)]


def _counts(index: Index, parts: tuple[int, ...], axes: tuple[Axis, ...]) -> bool:
    if len(index) != len(parts):
        return False
    below = 1
    for term, part in zip(reversed(index), reversed(parts), strict=True):
        if term.axis != part or term.times != below:
            return False
        below *= axes[part].size
    return True


def fittings(tensor: Tensor, axes: tuple[Axis, ...]) -> Iterator[Sentence]:
    """What is cut off or filled in, and how axes are read that are not simply counted through."""
    for number, (parts, simple) in enumerate(zip(tensor.arrangement, dense(tensor, axes), strict=True)):
        size, fitted = tensor.shape[number], prod(axes[part].size for part in parts)
        place = {"number": number + 1, "tensor": tensor.name, "size": size}
        if number in tensor.wraps:
            shift = -constant(tensor.index[number])
            if shift > 0:
                yield say(
                    "Shift axis {axis} of {tensor} by {shift}: what leaves at its end re-enters at its start.",
                    axis=listing([axes[part].name for part in parts]),
                    tensor=tensor.name,
                    shift=shift,
                )
            elif shift < 0:
                yield say(
                    "Shift axis {axis} of {tensor} back by {shift}: what leaves at its start re-enters at its end.",
                    axis=listing([axes[part].name for part in parts]),
                    tensor=tensor.name,
                    shift=-shift,
                )
        elif not simple:
            index = sum_text(tensor.index[number], axes)
            yield say("Axis {number} of {tensor} (size {size}) is read at index {index}.", **place, index=index)
        elif size > fitted:
            yield say("Crop axis {number} of {tensor} from size {size} to {fitted}.", **place, fitted=fitted)
        elif size < fitted:
            yield say(
                "Pad axis {number} of {tensor} from size {size} to {fitted} with zeros at its end.",
                **place,
                fitted=fitted,
            )
    seen = [part for parts in tensor.arrangement for part in parts]
    for part in sorted({part for part in seen if seen.count(part) > 1}):
        numbers = [str(number + 1) for number, parts in enumerate(tensor.arrangement) if part in parts]
        yield say(
            "Walk {tensor} along its diagonal: {axis} is the index of its axes {numbers}.",
            tensor=tensor.name,
            axis=axes[part].name,
            numbers=listing(numbers),
        )


def outside(tensor: Tensor, axes: tuple[Axis, ...]) -> Iterator[Sentence]:
    """Says that windows which reach outside the tensor read zeros there."""
    for number, (simple, terms, size) in enumerate(zip(dense(tensor, axes), tensor.index, tensor.shape, strict=True)):
        if number in tensor.wraps or simple:
            continue
        least, greatest = reach(terms, axes)
        if least < 0 or greatest >= size:
            yield say("Cells outside {tensor} count as 0.", tensor=tensor.name)
            return
