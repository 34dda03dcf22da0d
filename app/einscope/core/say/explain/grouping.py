"""Which axes come apart on the left, and which become one on the right."""

from collections.abc import Iterator
from math import prod

from einscope.core.errors import Sentence, say
from einscope.core.plan import Axis, Tensor
from einscope.core.say.explain.fitting import dense
from einscope.core.say.explain.lists import listing, names
from einscope.core.say.formula import sum_text


def splits(tensor: Tensor, axes: tuple[Axis, ...]) -> Iterator[Sentence]:
    """What each composite axis of an input is made of, and that axes without a name are dropped."""
    for number, (parts, simple) in enumerate(zip(tensor.arrangement, dense(tensor, axes), strict=True)):
        if len(parts) > 1 and simple:
            yield say(
                "Split axis {number} of {tensor} (size {size}) into {parts}, {slowest} slowest.",
                number=number + 1,
                tensor=tensor.name,
                size=prod(axes[part].size for part in parts),
                parts=listing([f"{axes[part].name}={axes[part].size}" for part in parts]),
                slowest=axes[parts[0]].name,
            )
    for number, (parts, size) in enumerate(zip(tensor.arrangement, tensor.shape, strict=True)):
        if not parts and size == 1:
            yield say("Drop axis {number} of {tensor}: its size is 1.", number=number + 1, tensor=tensor.name)


def joins(tensor: Tensor, axes: tuple[Axis, ...]) -> Iterator[Sentence]:
    """Which axes make up each composite axis of the output, and that axes without a name are added."""
    for parts, index, size in zip(tensor.arrangement, tensor.index, tensor.shape, strict=True):
        if len(parts) > 1:
            yield say(
                "Join {axes} into one axis of size {size}: its index is {index}.",
                axes=names(parts, axes),
                size=size,
                index=sum_text(index, axes),
            )
    for number, (parts, size) in enumerate(zip(tensor.arrangement, tensor.shape, strict=True)):
        if not parts and size == 1:
            yield say("Add an axis of size 1 to {tensor}, as axis {number}.", number=number + 1, tensor=tensor.name)
