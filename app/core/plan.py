"""The immutable result everything reads: which axes there are, and how each tensor is arranged from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import prod
from typing import Literal

from app.core.index_map import IndexMap

Shape = tuple[int, ...]
Arrangement = tuple[tuple[int, ...], ...]
Role = Literal["kept", "reduced", "new"]


@dataclass(frozen=True, slots=True)
class Axis:
    """An elementary axis. ``given``: its size was asked for, not inferred."""

    name: str
    size: int
    role: Role = "kept"
    given: bool = False


@dataclass(frozen=True, slots=True)
class Tensor:
    """One column of the table of strides.

    ``arrangement`` says for each axis of the tensor which elementary axes make it up, slowest first.
    ``strides`` has one entry per elementary axis: how far one step along it moves in the flat C order.
    The sizes of an arrangement multiply to the tensor's shape, except where cells are cut off or filled in.
    """

    name: str
    shape: Shape
    arrangement: Arrangement
    strides: tuple[int, ...]
    offset: int = 0

    @property
    def cells(self) -> int:
        """How many cells the tensor has."""
        return prod(self.shape)


def arranged(name: str, shape: Shape, arrangement: Arrangement, axes: tuple[Axis, ...]) -> Tensor:
    """A dense C-order tensor of this shape; axes it does not hold have stride 0.

    >>> arranged("x", (2, 6), ((0,), (1, 2)), (Axis("h", 2), Axis("p", 3), Axis("c", 2))).strides
    (6, 2, 1)
    """
    strides = [0] * len(axes)
    below = 1
    for size, parts in zip(reversed(shape), reversed(arrangement), strict=True):
        within = below
        for part in reversed(parts):
            strides[part] = within
            within *= axes[part].size
        below *= size
    return Tensor(name, shape, arrangement, tuple(strides))


@dataclass(frozen=True, slots=True)
class Plan:
    """What an operation does to its inputs.

    Args:
        pattern: the einops text that says the same.
        sizes: of the axes of ``pattern`` that do not follow from the shape.
        axes: the elementary axes; everything else refers to them by number.
        inputs: the columns of the table of strides, and the output's.
        output: the tensor that comes out.
        maps: for every input, the map from output cells to its cells.
        meant: the texts that parameters left empty came to mean.
    """

    pattern: str
    sizes: Mapping[str, int]
    axes: tuple[Axis, ...]
    inputs: tuple[Tensor, ...]
    output: Tensor
    maps: tuple[IndexMap, ...]
    meant: Mapping[str, str] = field(default_factory=dict)
