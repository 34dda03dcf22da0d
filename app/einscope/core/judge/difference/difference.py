"""Which cells of two outputs come from elsewhere, and one sentence on all that can be told of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from einscope.core.errors import Sentence, say, say_count
from einscope.core.judge.difference.filling import fillings
from einscope.core.judge.difference.permutation import permutation
from einscope.core.map import IntArray, Sources, whole
from einscope.core.plan import Plan
from einscope.core.say.explain.gathering import REDUCTIONS

_COUNTED = 2**20  # sources of an output of which every cell is compared: some tens of milliseconds
_SOURCES = 2**20  # sources of the cells shown; more are not looked at


@dataclass(frozen=True, slots=True)
class Difference:
    """How two outputs differ.

    Args:
        cells: flat positions of the cells that differ, of those that are shown.
        told: how, in one sentence.
    """

    cells: IntArray
    told: Sentence


def difference(one: Plan, other: Plan, shown: IntArray) -> Difference:
    """How the outputs of two plans differ.

    Two cells are the same where they are made of the same cells of the input, in whatever order.

    Args:
        one: the first plan.
        other: the second.
        shown: flat positions of output cells; a small output is counted as a whole, of a large one these.

    Cost: O(cells · arity), up to a bound.

    >>> from einscope.core.ops import registry
    >>> from einscope.core.limits import DEFAULT_LIMITS as limits
    >>> row, column = (registry()["expand"].read({"shape": "1,2,2,4", "order": order}, limits).plan(limits)
    ...                for order in ("p1 p2 c", "p2 p1 c"))
    >>> print(difference(row, column, np.arange(16)).told)  # doctest: +NORMALIZE_WHITESPACE
    8 of 16 cells differ; the first fills each 2×2 block row by row, the second column by column; the channel blocks are
    permuted 0 2 1 3.
    """
    none = np.empty(0, dtype=np.int64)
    if one.output.shape != other.output.shape:
        return Difference(none, say("The outputs have different shapes."))
    width = max(_width(one), _width(other))
    complete = one.output.cells * width <= _COUNTED
    if not complete and len(shown) * width > _SOURCES:
        return Difference(none, say("The cells have too many sources to compare."))
    first, second = (_everything(plan) if complete else _sources(plan, shown) for plan in (one, other))
    like = first.shape == second.shape and len(one.maps) == len(other.maps)
    differ = (first != second).any(axis=1) if like else np.ones(len(first), dtype=np.bool_)
    count = int(np.count_nonzero(differ))
    clauses = list(_combined(one.gathers, other.gathers))
    if count:
        clauses = [*fillings(one, other), *clauses]
        if complete and like and first.shape[1:] == (1,):
            clauses += permutation(one, other, first[:, 0], second[:, 0])
    sentence = _counted(count, len(first), len(first) == one.output.cells)
    for clause in clauses:
        sentence = say("{some}; {more}", some=sentence, more=clause)
    return Difference(shown[differ[shown] if complete else differ], say("{clauses}.", clauses=sentence))


def _counted(count: int, cells: int, complete: bool) -> Sentence:
    if complete:
        return (
            say_count("{count} of {cells} cells differs", "{count} of {cells} cells differ", count, cells=cells)
            if count
            else say("all {cells} cells have the same sources", cells=cells)
        )
    if count:
        return say_count(
            "{count} of {cells} cells shown differs", "{count} of {cells} cells shown differ", count, cells=cells
        )
    return say("all {cells} cells shown have the same sources", cells=cells)


def _combined(one: str | None, other: str | None) -> Iterator[Sentence]:
    """That the same cells become another number."""
    if one in REDUCTIONS and other in REDUCTIONS and one != other:
        yield say("the first takes the {one}, the second the {other}", one=REDUCTIONS[one], other=REDUCTIONS[other])


def _width(plan: Plan) -> int:
    """How many sources each cell has."""
    return max(1, *(index_map.arity for index_map in plan.maps)) * len(plan.maps)


def _everything(plan: Plan) -> Sources:
    maps = zip(plan.maps, plan.inputs, strict=True)
    return _in_order([whole(index_map, tensor.cells) for index_map, tensor in maps])


def _sources(plan: Plan, cells: IntArray) -> Sources:
    return _in_order([index_map.sources(cells) for index_map in plan.maps])


def _in_order(by_input: Sequence[Sources]) -> Sources:
    """The sources of each cell, those of every input, in an order that does not depend on the pattern."""
    return np.concatenate(
        [sources if sources.shape[1] == 1 else np.sort(sources, axis=1) for sources in by_input], axis=1
    )
