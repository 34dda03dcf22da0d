"""The immutable result everything reads: which axes there are, and how each tensor is arranged from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import prod
from typing import Literal

from einscope.core.errors import Sentence
from einscope.core.map import Along, IndexMap, affine
from einscope.core.told import UNTOLD

Shape = tuple[int, ...]
Arrangement = tuple[tuple[int, ...], ...]
Role = Literal["kept", "reduced", "new"]


@dataclass(frozen=True, slots=True)
class Axis:
    """An elementary axis; everything else refers to it by its number in the list.

    Args:
        name: as the pattern has it.
        size: how many digits it has.
        role: whether both sides have it, the input alone, or the output alone.
        given: its size was asked for, not inferred.
    """

    name: str
    size: int
    role: Role = "kept"
    given: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A part of the index along one axis of a tensor: ``times`` · digit of ``axis``.

    Args:
        times: how far one step of the digit goes.
        axis: number of the axis; None: of a constant.
    """

    times: int
    axis: int | None


Index = tuple[Term, ...]


def constant(index: Index) -> int:
    """What an index adds to its digits.

    >>> constant((Term(2, 0), Term(-1, None)))
    -1
    """
    return sum([term.times for term in index if term.axis is None])


def reach(index: Index, axes: tuple[Axis, ...]) -> tuple[int, int]:
    """The least and the greatest value of an index, where none of its axes is empty.

    >>> reach((Term(2, 0), Term(-1, 1), Term(5, None)), (Axis("h", 4), Axis("p", 2)))
    (4, 11)
    """
    least = greatest = 0
    for term in index:
        if term.axis is None:
            least += term.times
            greatest += term.times
        elif (end := term.times * (axes[term.axis].size - 1)) < 0:
            least += end
        else:
            greatest += end
    return least, greatest


@dataclass(frozen=True, slots=True)
class Tensor:
    """A tensor as one column of the table of strides: flat position = offset + Σ digit·stride.

    Args:
        name: ``x``, ``x2``, … and ``y``.
        shape: of the tensor.
        arrangement: for each axis of the tensor its elementary axes, slowest first.
        index: for each axis of the tensor its index as a sum over them; no terms: 0. It may reach outside the shape
            where cells are filled in, and not reach its end where cells are cut off.
        strides: for each elementary axis, how far one step moves in the flat C order.
        offset: the flat position of the cell whose digits are all 0.
        sliding: whether windows slide over it, so that parts of an axis may meet in one cell.
        wraps: numbers of its axes along which the index goes on at the other end: it is taken modulo the size.
    """

    name: str
    shape: Shape
    arrangement: Arrangement
    index: tuple[Index, ...] = field(metadata=UNTOLD)
    strides: tuple[int, ...]
    offset: int = 0
    sliding: bool = False
    wraps: tuple[int, ...] = field(default=(), metadata=UNTOLD)

    @property
    def cells(self) -> int:
        """How many cells the tensor has."""
        return prod(self.shape)


def arranged(name: str, shape: Shape, arrangement: Arrangement, axes: tuple[Axis, ...]) -> Tensor:
    """A dense C-order tensor of this shape; axes it does not hold have stride 0.

    >>> arranged("x", (2, 6), ((0,), (1, 2)), (Axis("h", 2), Axis("p", 3), Axis("c", 2))).strides
    (6, 2, 1)
    """
    return indexed(name, shape, arrangement, tuple([_joined(parts, axes) for parts in arrangement]), len(axes))


def indexed(
    name: str,
    shape: Shape,
    arrangement: Arrangement,
    index: tuple[Index, ...],
    axes: int,
    *,
    sliding: bool = False,
    wraps: tuple[int, ...] = (),
) -> Tensor:
    """A C-order tensor whose index along each of its axes is such a sum.

    An axis that stands in several sums moves along all of them at once: a diagonal. ``sliding``, ``wraps``: as of a
    :class:`Tensor`.

    >>> indexed("x", (3, 3), ((0,), (0,)), ((Term(1, 0),), (Term(1, 0),)), 1).strides
    (4,)
    """
    strides = [0] * axes
    offset = 0
    below = 1
    for number, (size, terms) in reversed(list(enumerate(zip(shape, index, strict=True)))):
        for term in terms:
            if term.axis is None:  # along an axis that wraps, no cell lies at a fixed distance
                offset += 0 if number in wraps else term.times * below
            else:
                strides[term.axis] += term.times * below
        below *= size
    return Tensor(name, shape, arrangement, index, tuple(strides), offset, sliding, wraps)


def _joined(parts: tuple[int, ...], axes: tuple[Axis, ...]) -> Index:
    """Parts as digits of one number, the first the slowest."""
    terms: list[Term] = []
    times = 1
    for part in reversed(parts):
        terms.append(Term(times, part))
        times *= axes[part].size
    return tuple(reversed(terms))


_TRUTH = ("any", "all")


@dataclass(frozen=True)
class Plan:
    """What an operation does to its inputs. The index is the map: everything is read off it.

    Args:
        pattern: the einops text that says the same.
        sizes: of the axes of ``pattern`` that do not follow from the shape.
        axes: the elementary axes; everything else refers to them by number.
        inputs: the columns of the table of strides, and the output's.
        output: the tensor that comes out.
        meant: the texts that parameters left empty came to mean.
        reduction: how cells along reduced axes would become one, be there any; None where the operation knows none.
        letters: whether every letter of ``pattern`` is an axis, as numpy reads an einsum.
        remarks: what is to be known of how the request was read.
    """

    pattern: str
    sizes: Mapping[str, int]
    axes: tuple[Axis, ...]
    inputs: tuple[Tensor, ...]
    output: Tensor
    meant: Mapping[str, str] = field(default_factory=dict)
    reduction: str | None = None
    letters: bool = False
    remarks: tuple[Sentence, ...] = ()

    @property
    def gathers(self) -> str | None:
        """How several cells become one; None where none do."""
        return self.reduction if any(axis.role == "reduced" for axis in self.axes) else None

    @property
    def computes(self) -> bool:
        """Whether cells become others: several become one, or are multiplied."""
        return self.gathers is not None or len(self.inputs) > 1

    @property
    def keeps_values(self) -> bool:
        """Whether a cell that is made of a single one has its value, and not only whether there is something."""
        return self.gathers not in _TRUTH

    @cached_property
    def maps(self) -> tuple[IndexMap, ...]:
        """For every input, the map from output cells to its cells."""
        return tuple(_map(tensor, self.output, self.axes) for tensor in self.inputs)


def _map(source: Tensor, target: Tensor, axes: tuple[Axis, ...]) -> IndexMap:
    """Where the cells of a dense target come from: the index of the source, in the digits of the target.

    Reduced axes have no digit in the target: they are summed over, the last one fastest.
    """
    kept = [part for parts in target.arrangement for part in parts]
    reduced = [number for number, axis in enumerate(axes) if axis.role == "reduced"]
    along: list[Along] = []
    for number, (size, terms) in enumerate(zip(source.shape, source.index, strict=True)):
        start, steps = 0, dict.fromkeys((*kept, *reduced), 0)
        for term in terms:
            if term.axis is None:
                start += term.times
            else:
                steps[term.axis] += term.times
        along.append(Along(size, start, tuple(steps.values()), number in source.wraps))
    return affine(tuple([axes[part].size for part in kept]), tuple([axes[part].size for part in reduced]), tuple(along))
