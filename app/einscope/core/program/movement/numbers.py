"""Numbers that are worked out: indices that say where something is, and what is known of the order of numbers."""

from math import prod

import numpy as np
import numpy.typing as npt

from einscope.core.errors import Sentence, say
from einscope.core.map import IntArray
from einscope.core.program.arithmetic.gathered import Rows, first_largest, first_smallest, how_many
from einscope.core.program.arithmetic.gathered import along as along_axes
from einscope.core.program.arithmetic.order import has_equals, order_of
from einscope.core.program.arithmetic.worked import Worked
from einscope.core.program.budget import Budget, Library
from einscope.core.program.movement.axes.axes import along, axis_of, needs_axes
from einscope.core.program.movement.axes.shape import reshape
from einscope.core.program.movement.parts.pick import from_front, known_indices
from einscope.core.program.movement.parts.pick import take_along_axis as pick_along
from einscope.core.program.movement.sums.merge import gathered, measure_axes
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.opaque import Opaque
from einscope.core.program.tensor.tensor import KNOWN_CELLS, Tensor, made
from einscope.core.program.tensor.values import Extremes

COUNT = say("{name} depends on the values of cells, which are unknown, and so is its result.")
ORDER = say("{name} rearranges cells along {axis} by their values, which are unknown.")
CHOICE = say("{name} selects cells along {axis} by their values, which are unknown.")


def told(budget: Budget, library: Library, numbers: npt.NDArray[np.generic]) -> Tensor:
    """A tensor of known numbers."""
    if numbers.size > KNOWN_CELLS:
        raise Refusal(
            "cells-limit",
            say(
                "An axis whose cells are listed may have at most {limit}; this one has {count}.",
                limit=KNOWN_CELLS,
                count=numbers.size,
            ),
        )
    budget.spend(numbers.size // 64)
    kind = np.bool_ if numbers.dtype == np.bool_ else np.int64
    return made(budget, numbers.shape, library, numbers.astype(kind).reshape(-1))


def truths_in(x: Tensor) -> npt.NDArray[np.bool_] | None:
    """Which of its numbers are not 0, in its shape; None where that is not known."""
    own = x.worked
    if own is None or not own.plain or (own.off and own.smallest <= own.off):
        return None
    return np.asarray(own.numbers != 0)


def numbers_in(x: Tensor) -> IntArray | None:
    """Its known integers or truths in its shape; None where they are not known."""
    return None if x.known is None else x.known.reshape(x.shape)


def refuse_values(name: str, x: Tensor, what: Sentence = COUNT, gives: tuple[int, ...] | None = None) -> Opaque:
    """The error of what depends on numbers that are not known."""
    return Opaque("program-mixes", Sentence(what.template, {"name": name, "axis": say("an axis")}), x, gives)


def _sizes(budget: Budget, *sizes: int) -> None:
    """Refuse sizes whose cells would be too many to list."""
    if min(sizes, default=0) < 0:
        raise Refusal("program-shape", say("A size cannot be negative: {shape}.", shape="×".join(map(str, sizes))))
    if prod(sizes) > KNOWN_CELLS:
        raise Refusal(
            "cells-limit",
            say(
                "An axis whose cells are listed may have at most {limit}; this one has {count}.",
                limit=KNOWN_CELLS,
                count=prod(sizes),
            ),
        )
    budget.spend(prod(sizes) // 64)


def _plane(budget: Budget, rows: int, columns: int | None) -> tuple[int, int]:
    """A shape, in which to numpy a negative size is 0."""
    shape = max(0, rows), max(0, rows if columns is None else columns)
    _sizes(budget, *shape)
    return shape


def _near(offset: int) -> int:
    return max(-KNOWN_CELLS, min(offset, KNOWN_CELLS))


def lower_indices(budget: Budget, library: Library, rows: int, offset: int = 0, columns: int | None = None) -> object:
    """Numpy's ``tril_indices``: two lists, of rows and of columns on and below a diagonal."""
    shape = _plane(budget, rows, columns)
    return _listed(budget, library, np.tril(np.ones(shape), _near(offset)) != 0)


def upper_indices(budget: Budget, library: Library, rows: int, offset: int = 0, columns: int | None = None) -> object:
    """Numpy's ``triu_indices``."""
    shape = _plane(budget, rows, columns)
    return _listed(budget, library, np.triu(np.ones(shape), _near(offset)) != 0)


def lower_indices_of(x: Tensor, offset: int = 0) -> object:
    """``tril_indices_from``: those of a matrix of this shape."""
    rows, columns = _matrix(x)
    return lower_indices(x.budget, x.library, rows, offset, columns)


def upper_indices_of(x: Tensor, offset: int = 0) -> object:
    """``triu_indices_from``."""
    rows, columns = _matrix(x)
    return upper_indices(x.budget, x.library, rows, offset, columns)


def _matrix(x: Tensor) -> tuple[int, int]:
    if x.rank != 2:
        raise Refusal("program-axis", say("This needs two axes; the tensor has {rank}.", rank=x.rank))
    return x.shape[0], x.shape[1]


def lower_table(budget: Budget, library: Library, rows: int, columns: int, offset: int = 0) -> Tensor:
    """Torch's ``tril_indices``: one tensor of two rows."""
    _sizes(budget, rows, columns)
    return told(budget, library, np.stack(np.nonzero(np.tril(np.ones((rows, columns)), _near(offset)))))


def upper_table(budget: Budget, library: Library, rows: int, columns: int, offset: int = 0) -> Tensor:
    """Torch's ``triu_indices``."""
    _sizes(budget, rows, columns)
    return told(budget, library, np.stack(np.nonzero(np.triu(np.ones((rows, columns)), _near(offset)))))


def diagonal_indices(budget: Budget, library: Library, size: int, axes: int = 2) -> object:
    """``diag_indices``: the same list for each axis."""
    size = max(0, size)
    _sizes(budget, size)
    budget.length(axes)
    return tuple(told(budget, library, np.arange(size)) for _ in range(axes))


def diagonal_indices_of(x: Tensor) -> object:
    """``diag_indices_from``: those of a tensor whose axes are all of one size."""
    if x.rank < 2 or len(set(x.shape)) > 1:
        raise Refusal("program-axis", say("This needs axes of one size, and at least two."))
    return diagonal_indices(x.budget, x.library, x.shape[0], x.rank)


def grid(budget: Budget, library: Library, shape: tuple[int, ...], sparse: bool = False) -> object:
    """``indices``: for each axis its index at every place of this shape."""
    _sizes(budget, max(1, len(shape)), *shape)
    if sparse:
        return tuple(told(budget, library, index) for index in np.indices(shape, sparse=True))
    return told(budget, library, np.indices(shape))


def _listed(budget: Budget, library: Library, mask: npt.NDArray[np.bool_]) -> tuple[Tensor, ...]:
    return tuple(told(budget, library, places) for places in np.nonzero(mask))


def where_true(x: Tensor, as_tuple: bool = False) -> object:
    """``nonzero``: the places whose numbers are not 0; torch has a row for each, numpy a list for each axis."""
    numbers = truths_in(x)
    if numbers is None:
        raise refuse_values("nonzero", x)
    if x.library == "torch" and not as_tuple:
        return told(x.budget, x.library, np.argwhere(numbers))
    if not x.rank:
        raise needs_axes(1, 0)
    return _listed(x.budget, x.library, numbers)


def rows_of_true(x: Tensor) -> Tensor:
    """``argwhere``: a row for each place whose number is not 0."""
    numbers = truths_in(x)
    if numbers is None:
        raise refuse_values("argwhere", x)
    return told(x.budget, x.library, np.argwhere(numbers))


def flat_true(x: Tensor) -> Tensor:
    """``flatnonzero``: positions in the flattened tensor."""
    numbers = truths_in(x)
    if numbers is None:
        raise refuse_values("flatnonzero", x)
    return told(x.budget, x.library, np.flatnonzero(numbers))


def unravelled(indices: Tensor, shape: tuple[int, ...]) -> object:
    """``unravel_index``: an index along each axis for a flat position."""
    numbers = known_indices(indices, indices)
    _ = from_front(numbers.reshape(-1), prod(shape), 0, negative=indices.library == "torch")
    return tuple(told(indices.budget, indices.library, index) for index in np.unravel_index(numbers, shape))


def ravelled(budget: Budget, library: Library, indices: list[Tensor], shape: tuple[int, ...]) -> Tensor:
    """``ravel_multi_index``: the flat position of an index along each axis."""
    if len(indices) != len(shape):
        raise Refusal(
            "program-argument", say("Got {count} sizes for {axes} axes.", count=len(shape), axes=len(indices))
        )
    numbers = [
        from_front(known_indices(index, index), size, axis, negative=False)
        for axis, (index, size) in enumerate(zip(indices, shape, strict=True))
    ]
    try:
        return told(budget, library, np.asarray(np.ravel_multi_index(tuple(numbers), shape)))
    except ValueError:
        raise Refusal("program-shape", say("The lists in an index must have the same length.")) from None


def _extreme(name: str, x: Tensor, axis: int | None, keep: bool, choose: Rows) -> Tensor:
    line, at = (x, None) if axis is None else along(x, axis)
    if not line.cells and (at is None or not line.shape[at]):
        raise Refusal("program-shape", say("{shape} has no cells to choose from.", shape="×".join(map(str, x.shape))))
    gives = tuple(
        1 if at in (None, place) else size
        for place, size in enumerate(line.shape)
        if keep or (at is not None and place != at)
    )
    gives = gives if x.rank else ()
    own = line.worked
    every = range(line.rank) if at is None else (at,)
    found = None if own is None or not own.plain else along_axes(choose, own, tuple(every), x.library)
    if found is None:
        raise refuse_values(name, x, CHOICE, gives)
    return reshape(told(x.budget, x.library, found.numbers), gives)


def argmax(x: Tensor, axis: int | None = None, keep: bool = False) -> Tensor:
    """The place of the largest number along an axis, or in the flattened tensor."""
    return _extreme("argmax", x, axis, keep, first_largest)


def argmin(x: Tensor, axis: int | None = None, keep: bool = False) -> Tensor:
    """The place of the smallest."""
    return _extreme("argmin", x, axis, keep, first_smallest)


def argsort(x: Tensor, axis: int | None = -1, descending: bool = False) -> Tensor:
    """The order of numbers that are known along an axis, as when a permutation is turned around."""
    if axis is None:
        x, axis = reshape(x, (x.cells,)), 0
    line, at = along(x, axis)
    places = None if line.worked is None else order_of(line.worked, at, descending)
    if places is None:
        fault = refuse_values("argsort", x, CHOICE, x.shape)
        fault.build, fault.several = lambda new: new(x.shape), True  # places, not cells that stay in theirs
        raise fault
    if line.worked is not None and has_equals(line.worked, at):
        x.budget.remark(say("of equal numbers the first comes first here; the library may take them in another order"))
    return reshape(told(x.budget, x.library, places), x.shape)


def _is_in_order(x: Tensor, axis: int | None) -> bool:
    """Whether the order of its numbers is known along an axis; to say so where none is, is up to others."""
    if x.worked is None:
        return False
    own = Worked(x.worked.numbers.reshape(-1), x.off) if axis is None or not x.rank else x.worked
    at = axis_of(x, axis) if axis is not None and x.rank and x.cells else 0
    return order_of(own, at) is not None


def ordered(x: Tensor, axis: int | None = -1, descending: bool = False) -> object:
    """``sort``: cells in the order of their numbers, where those are known; torch has the indices too."""
    if not _is_in_order(x, axis):
        told = say("all axes")
        if axis is not None:  # of no cells, torch does not look which axis is meant
            told = say("axis {axis}", axis=along(x, axis)[1] if x.cells else axis)
        sentence = Sentence(ORDER.template, {"name": "sort", "axis": told})
        raise Opaque("program-mixes", sentence, x, (x.cells,) if axis is None else x.shape, pair=x.library == "torch")
    if axis is None:
        x, axis = reshape(x, (x.cells,)), 0
    if not x.rank:
        return Extremes((x, argsort(x, 0))) if x.library == "torch" else x
    places = argsort(x, axis, descending)
    in_order = pick_along(x, places, axis_of(x, axis))
    return Extremes((in_order, places)) if x.library == "torch" else in_order


def one_hot(x: Tensor, classes: int = -1) -> Tensor:
    """``one_hot``: for each known number a row with a 1 at its place."""
    numbers = numbers_in(x)
    if numbers is None:
        raise refuse_values("one_hot", x, COUNT, (*x.shape, classes) if classes > 0 else None)
    if numbers.dtype == np.bool_:
        raise Refusal("program-type", say("A list of indices may contain only integers."))
    if not numbers.size and classes <= 0:
        raise Refusal("program-shape", say("{shape} has no cells to choose from.", shape="×".join(map(str, x.shape))))
    count = int(numbers.max()) + 1 if classes == -1 else classes
    _sizes(x.budget, *x.shape, count)
    _ = from_front(numbers.reshape(-1), count, x.rank, negative=False)
    return told(x.budget, x.library, (numbers[..., None] == np.arange(count)).astype(np.int64))


def counted_true(x: Tensor, axes: tuple[int, ...] | None = None, keep: bool = False) -> Tensor:
    """``count_nonzero``: made of all cells along these axes, a number where they are known."""
    counts = measure_axes(x, axes, keep)
    return gathered(x, counts, axes, how_many)
