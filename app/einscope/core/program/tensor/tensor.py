"""A tensor of a program: a shape, and where each of its cells comes from."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import prod

import numpy as np

from einscope.core.change import UNCHANGED, Change, Changes, together
from einscope.core.errors import say
from einscope.core.map import (
    IndexMap,
    IntArray,
    Nothing,
    Stride,
    StrideTable,
    coalesced,
    compose,
    is_everything,
    joined,
    nests,
    summed,
)
from einscope.core.plan import Shape
from einscope.core.program.arithmetic.moved import moved
from einscope.core.program.arithmetic.worked import Numbers, Worked
from einscope.core.program.budget import TENSOR_STEPS, Budget, Library
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.bounds import refuse_size
from einscope.core.program.tensor.shortened import shortened
from einscope.core.program.tensor.strides import Strides, c_order

_DEEPEST = 80  # joins of joins: each is a few nested calls when a cell is asked for
KNOWN_CELLS = 65_536
"""Cells of a tensor whose numbers are known, as those of an arange are: indices that a program works out."""


@dataclass(eq=False, slots=True)
class Storage:
    """The memory of a tensor and its views.

    Args:
        family: the same of two memories that may be one: ``x.float()`` copies only where it must.
        root: the tensor as it is now whose cells it holds.
    """

    family: object = field(default_factory=object)
    root: "Tensor | None" = None


@dataclass(eq=False, slots=True)
class Tensor:
    """A tensor.

    Args:
        shape: of it.
        map: from its cells to the cells of all inputs, numbered one after another.
        strides: how torch would lay it out in memory.
        library: whose meanings its methods have.
        budget: of the run it belongs to.
        parents: the tensors it was made of, and
        step: the map from its cells to theirs, numbered one after another; None: it merges parents of its own shape.
        numbers: in its cells, flat, where they are known; objects where some are words, or not known, and
        off: how far the library may have others, as it rounds in its own way.
        changes: what has happened to the values on their way from the inputs.
        depth: of joins within joins.
        storage: one where two tensors share their memory, and
        whole: the tensor that it is a view of, by its step.
        number: among the inputs and the assigned tensors, once it is one of them.
        label: what the program calls it, once it does, and
        line: where.
    """

    shape: Shape
    map: IndexMap
    strides: Strides
    library: Library
    budget: Budget
    parents: "tuple[Tensor, ...]" = ()
    step: IndexMap | None = None
    numbers: Numbers | None = None
    off: float = 0.0
    changes: Changes = UNCHANGED
    depth: int = 0
    storage: Storage = field(default_factory=Storage)
    whole: "Tensor | None" = None
    number: int | None = None
    label: str = ""
    line: int = 0

    @property
    def known(self) -> IntArray | None:
        """Its numbers, where all are known, and are whole or truths: what can be an index or a mask."""
        return None if self.numbers is None else Worked(self.numbers, self.off).integers

    @known.setter
    def known(self, numbers: IntArray | None) -> None:
        self.numbers, self.off = numbers, 0.0

    @property
    def worked(self) -> Worked | None:
        """Its numbers in its shape, as far as they are known."""
        return None if self.numbers is None else Worked(self.numbers.reshape(self.shape), self.off)

    def keep(self, found: Worked | None) -> "Tensor":
        """Have these numbers."""
        self.numbers, self.off = (None, 0.0) if found is None else (found.numbers.reshape(-1), found.off)
        return self

    @property
    def memory(self) -> "Tensor":
        """The tensor as it is now whose cells its memory holds."""
        if self.storage.root is None:
            self.storage.root = self
        return self.storage.root

    @property
    def place(self) -> IndexMap | None:
        """The map from its cells to those that its memory holds; None: all, in order."""
        steps: list[IndexMap] = []
        tensor = self
        while tensor.whole is not None and tensor.step is not None:
            steps.append(tensor.step)
            tensor = tensor.whole
        place = steps.pop() if steps else None
        while steps and place is not None:
            place = compose(place, steps.pop())
        return None if isinstance(place, StrideTable) and is_everything(place, self.memory.cells) else place

    @property
    def cells(self) -> int:
        """How many cells it has."""
        return prod(self.shape)

    @property
    def rank(self) -> int:
        """How many axes it has."""
        return len(self.shape)

    @property
    def blank(self) -> bool:
        """Whether no cell has a source."""
        return isinstance(self.map, Nothing)


def made(budget: Budget, shape: Shape, library: Library, known: Numbers | None = None, maker: str = "") -> Tensor:
    """A tensor of new cells, which come from nowhere.

    Args:
        budget: of the run.
        shape: of it.
        library: whose meanings its methods have.
        known: the numbers in them.
        maker: what it is made by, where these are numbers that can be told apart: if nothing else comes in, it does.
    """
    refuse_size(shape, budget)
    tensor = Tensor(shape, Nothing(prod(shape)), c_order(shape), library, budget, numbers=known)
    if maker and budget.sources is not None and tensor.rank and tensor.cells > 1:
        place = budget.sources.enter(tensor, maker)
        if place is not None:
            tensor.number, tensor.label = place[0], maker
            tensor.map = StrideTable((Stride(tensor.cells, 1),), (), place[1])
    return tensor


def derived(
    parents: Sequence[Tensor],
    shape: Shape,
    step: IndexMap | None,
    strides: Strides | None = None,
    storage: Storage | None = None,
    change: Change | None = None,
) -> Tensor:
    """A tensor made of others.

    Args:
        parents: what it is made of.
        shape: of it.
        step: the map onto the parents' cells, one after another; None: each cell is made of the same cell of all.
        strides: how it lies in memory; None: in C order.
        storage: that of a parent, where it shares the memory.
        change: what is done to the values; where several cells become one, something always is.

    Raises:
        Refusal: ``cells-limit``, ``axes-limit`` or ``program-budget``.
    """
    budget, library = parents[0].budget, parents[0].library
    refuse_size(shape, budget)
    budget.spend(TENSOR_STEPS + 4 * len(parents) + len(shape) ** 2 // 4)
    tensor = Tensor(
        shape,
        combined([parent.map for parent in parents], step),
        c_order(shape) if strides is None else strides,
        library,
        budget,
        tuple(parents),
        step,
    )
    if storage is not None and step is not None:
        tensor.storage, tensor.whole = storage, parents[0]
        _ = parents[0].memory  # whoever shares a memory first is what it holds
    tensor.map = shortened(tensor.map, budget)
    if all(parent.blank for parent in parents):
        tensor.map = Nothing(tensor.cells)
    told = change is None and step is not None and step.arity == 1  # what is done to numbers, who does it says
    there = any if budget.valued else all
    told = told and there(parent.numbers is not None for parent in parents)
    index = all(parent.numbers is None or parent.numbers.dtype.kind in "bi" for parent in parents)
    if told and step is not None and tensor.cells <= KNOWN_CELLS and budget.works(tensor.cells, index):
        known = [
            (parent.cells, None if parent.numbers is None else Worked(parent.numbers, parent.off)) for parent in parents
        ]
        tensor.keep(moved(known, step.sources(np.arange(tensor.cells, dtype=np.int64))[:, 0], library))
    tensor.changes = _changes(parents, step, change)
    tensor.depth = max(parent.depth for parent in parents) + (len(parents) > 1 and nests(tensor.map))
    _refuse_deep(tensor)
    return tensor


def _changes(parents: Sequence[Tensor], step: IndexMap | None, change: Change | None) -> Changes:
    """What has happened to the values of a tensor made of these; cells without a source have none."""
    several = sum(not parent.blank for parent in parents) > 1 if step is None else step.arity > 1
    if change is None and several:
        change = Change(say("several become one"), gathers=step is not None)
    placed = change and replace(change, line=change.line or parents[0].budget.line)
    return together(parent.changes for parent in parents if not parent.blank).then(placed)


def combined(maps: Sequence[IndexMap], step: IndexMap | None) -> IndexMap:
    """The map of what is made of tensors with these maps."""
    if step is None:
        return summed(maps)
    if len(maps) > 1:
        return joined(maps, step)
    return Nothing(step.target_cells) if isinstance(maps[0], Nothing) else compose(maps[0], step)


def same_cells(
    x: Tensor,
    shape: Shape | None = None,
    strides: Strides | None = None,
    view: bool = False,
    change: Change | None = None,
) -> Tensor:
    """The same cells in the same order, maybe of another shape; ``view``: in the same memory.

    ``change``: what is done to their values.
    """
    step = StrideTable((Stride(x.cells, 1),))
    shape = x.shape if shape is None else shape
    return derived([x], shape, step, strides, x.storage if view else None, change)


Walk = Sequence[tuple[int, int]]
"""How a step along an axis moves in the parent: pairs of an axis of it and a step along that."""


def walked(
    x: Tensor, shape: Shape, walks: Sequence[Walk], starts: Sequence[tuple[int, int]] = (), view: bool = True
) -> Tensor:
    """A tensor each of whose axes walks along axes of ``x``: slices, transposes, diagonals, windows.

    Args:
        x: what it walks in.
        shape: of the result.
        walks: for each axis of the result what a step along it does; nothing: it stays, so that cells repeat.
        starts: pairs of an axis of ``x`` and the index along it at which the walk begins.
        view: whether it shares the memory of ``x``.

    Cost: O(rank²).
    """
    below = c_order(x.shape)

    def moved(strides: Strides) -> Strides:
        return tuple(sum(step * strides[axis] for axis, step in walk) for walk in walks)

    rows = tuple(Stride(size, source) for size, source in zip(shape, moved(below), strict=True))
    offset = sum(index * below[axis] for axis, index in starts)
    # Without cells there is nothing to begin with.
    step = StrideTable(coalesced(rows), (), offset) if 0 not in shape else StrideTable((Stride(0, 0),))
    return derived([x], shape, step, moved(x.strides) if view else None, x.storage if view else None)


def _refuse_deep(x: Tensor) -> None:
    if x.depth > _DEEPEST:
        raise Refusal(
            "program-budget",
            say("Joins nested more than {limit} deep cannot be followed.", limit=_DEEPEST),
            hint=say("collect the pieces in a list and join them once"),
        )
    if x.map.arity > x.budget.limits.cells:
        raise Refusal(
            "cells-limit",
            say("Each cell would combine {count} others, more than can be listed.", count=x.map.arity),
        )
