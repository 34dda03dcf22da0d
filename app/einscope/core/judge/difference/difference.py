"""Which cells of two outputs come from elsewhere, and one sentence on all that can be told of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from einscope.core.errors import Sentence, say, say_count
from einscope.core.judge.difference.compared import Compared, aligned
from einscope.core.judge.difference.filling import fillings
from einscope.core.judge.difference.permutation import permutation
from einscope.core.map import IntArray, Sources, whole
from einscope.core.say.explain.gathering import REDUCTIONS
from einscope.core.say.explain.lists import listing
from einscope.core.told import UNTOLD

_COUNTED = 2**20  # sources of an output of which every cell is compared: some tens of milliseconds
_SOURCES = 2**20  # sources of the cells shown; more are not looked at


@dataclass(frozen=True, slots=True)
class Difference:
    """How two outputs differ.

    Args:
        same: every cell of either is made of the same cells and keeps their values; None: not known, as where not all
            cells are compared or values change.
        cells: how many were compared; None: the outputs have different shapes, or too many sources.
        differing: how many of them come from elsewhere; None likewise.
        first: flat position of the first that does; None: there is none.
        permutation: where all the difference is the order of the parts of one axis, which part of the first output's
            stands where in the second's.
        sentence: all of it in words.
        ringed: flat positions of the cells that differ, of those that are shown.
    """

    same: bool | None
    cells: int | None
    differing: int | None
    first: int | None
    permutation: tuple[int, ...] | None
    sentence: Sentence
    ringed: IntArray = field(metadata=UNTOLD)


def difference(one: Compared, other: Compared, shown: IntArray) -> Difference:
    """How two outputs differ.

    Two cells are the same where they are made of the same cells of the inputs, in whatever order.

    Args:
        one: the first side.
        other: the second.
        shown: flat positions of output cells; a small output is counted as a whole, of a large one these.

    Cost: O(cells · arity), up to a bound.

    >>> from einscope.core.judge.difference.compared import of_plan
    >>> from einscope.core.ops import registry
    >>> from einscope.core.limits import DEFAULT_LIMITS as limits
    >>> row, column = (of_plan(registry()["expand"].read({"shape": "1,2,2,4", "order": order}, limits).plan(limits))
    ...                for order in ("p1 p2 c", "p2 p1 c"))
    >>> print(difference(row, column, np.arange(16)).sentence)  # doctest: +NORMALIZE_WHITESPACE
    8 of 16 cells differ; the first fills each 2×2 block row by row, the second column by column; the channel blocks are
    permuted 0 2 1 3.
    """
    if one.output.shape != other.output.shape:
        return _unknown(say("The outputs have different shapes."), same=False)
    apart = _apart(one, other)
    if apart is not None:
        return _unknown(apart)
    one, other = aligned(one, other)
    width = max(one.width, other.width)
    complete = one.output.cells * width <= _COUNTED and one.countable and other.countable
    if not complete and len(shown) * width > _SOURCES:
        return _unknown(say("The cells have too many sources to compare."))
    first, second = (_everything(side) if complete else _sources(side, shown) for side in (one, other))
    like = first.shape == second.shape and len(one.maps) == len(other.maps)
    differ = (first != second).any(axis=1) if like else np.ones(len(first), dtype=np.bool_)
    count = int(np.count_nonzero(differ))
    single = complete and first.shape == second.shape and first.shape[1:] == (1,)
    order = permutation(one, other, first[:, 0], second[:, 0]) if count and single else None
    clauses = [*_inputs(one, other), *_combined(one.gathers, other.gathers), *_changed(one, other), *_begun(one, other)]
    if count:
        filled = fillings(one.plan, other.plan) if one.plan and other.plan else ()
        clauses = [*filled, *clauses, *((order.sentence,) if order else ())]
    sentence = _counted(count, len(first), len(first) == one.output.cells)
    for clause in clauses:
        sentence = say("{some}; {more}", some=sentence, more=clause)
    places = np.flatnonzero(differ)
    at = None if not count else int(places[0] if complete else shown[places[0]])
    return Difference(
        _same(one, other, count, len(first)),
        len(first),
        count,
        at,
        None if order is None else order.permutation.order,
        say("{clauses}.", clauses=sentence),
        shown[differ[shown] if complete else differ],
    )


def same_sources(one: Compared, other: Compared) -> bool:
    """Whether every cell of both outputs is made of the same cells; false where there are too many to look at.

    Cost: O(cells · arity), up to a bound.
    """
    if one.output.shape != other.output.shape or len(one.begun) != len(other.begun):
        return False
    one, other = aligned(one, other)
    if one.output.cells * max(one.width, other.width) > _COUNTED or not (one.countable and other.countable):
        return False
    return len(one.maps) == len(other.maps) and np.array_equal(_everything(one), _everything(other))


def _unknown(sentence: Sentence, same: bool | None = None) -> Difference:
    return Difference(same, None, None, None, None, sentence, np.empty(0, dtype=np.int64))


def _same(one: Compared, other: Compared, count: int, compared: int) -> bool | None:
    """Whether both give the same; None where that is not certain."""
    if count:
        return False
    told = one.changes.said and other.changes.said and _how(one) == _how(other)
    values = told if one.changes or other.changes else one.gathers == other.gathers
    alike = all(first.shape == second.shape for first, second in zip(one.inputs, other.inputs, strict=True))
    return True if values and alike and not one.begun and compared == one.output.cells else None


def _apart(one: Compared, other: Compared) -> Sentence | None:
    """Why cells cannot be compared: one side makes cells anew where the other does not."""
    if len(one.begun) > len(other.begun):
        line = one.begun[len(other.begun)]
        return say("Line {line} of the first makes new cells, of which the second knows nothing.", line=line)
    if len(one.begun) < len(other.begun):
        line = other.begun[len(one.begun)]
        return say("Line {line} of the second makes new cells, of which the first knows nothing.", line=line)
    return None


def _inputs(one: Compared, other: Compared) -> Iterator[Sentence]:
    """That cells of unlike inputs are compared."""
    if len(one.inputs) != len(other.inputs):
        yield say("the first has {one} inputs, the second {other}", one=len(one.inputs), other=len(other.inputs))
    elif any(first.shape != second.shape for first, second in zip(one.inputs, other.inputs, strict=True)):
        yield say("the inputs have different shapes, so cells are compared by their numbers")


def _begun(one: Compared, other: Compared) -> Iterator[Sentence]:
    """What has to be the same for cells that are made on the way to be the same."""
    for first, second in zip(one.begun, other.begun, strict=True):
        yield say(
            "this holds if line {first} of the first and line {second} of the second make the same cells",
            first=first,
            second=second,
        )


def _counted(count: int, cells: int, complete: bool) -> Sentence:
    if complete:
        return (
            say_count("{count} of {cells} cells differs", "{count} of {cells} cells differ", count, cells=cells)
            if count
            else say("All {cells} cells have the same sources", cells=cells)
        )
    if count:
        return say_count(
            "{count} of {cells} cells shown differs", "{count} of {cells} cells shown differ", count, cells=cells
        )
    return say("All {cells} cells shown have the same sources", cells=cells)


def _combined(one: str | None, other: str | None) -> Iterator[Sentence]:
    """That the same cells become another number."""
    if one in REDUCTIONS and other in REDUCTIONS and one != other:
        yield say("the first takes the {one}, the second the {other}", one=REDUCTIONS[one], other=REDUCTIONS[other])


def _changed(one: Compared, other: Compared) -> Iterator[Sentence]:
    """What lines do to values."""
    first, second = _how(one), _how(other)
    if first == second:
        if first:
            yield say("both change values: {how}", how=listing(first, last=False))
        return
    if first:
        yield say("the first changes values: {how}", how=listing(first, last=False))
    if second:
        yield say("the second changes values: {how}", how=listing(second, last=False))


def _how(side: Compared) -> list[Sentence]:
    return [*dict.fromkeys(change.how for change in side.changes.each)]


def _everything(side: Compared) -> Sources:
    maps = zip(side.maps, side.inputs, strict=True)
    return _in_order([whole(index_map, tensor.cells) for index_map, tensor in maps])


def _sources(side: Compared, cells: IntArray) -> Sources:
    return _in_order([index_map.sources(cells) for index_map in side.maps])


def _in_order(by_input: Sequence[Sources]) -> Sources:
    """The sources of each cell, those of every input, in an order that does not depend on the pattern."""
    return np.concatenate(
        [sources if sources.shape[1] == 1 else np.sort(sources, axis=1) for sources in by_input], axis=1
    )
