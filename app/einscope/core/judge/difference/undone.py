"""Whether one output, made from another, is what that one was made from."""

from dataclasses import dataclass

import numpy as np

from einscope.core.errors import Sentence, say, say_count
from einscope.core.judge.difference.compared import Compared
from einscope.core.map import NO_SOURCE, Chain, whole

_COUNTED = 2**20  # cells that are brought home one by one


@dataclass(frozen=True, slots=True)
class Undone:
    """What the second makes of the output of the first.

    Args:
        undone: every cell is back where it was, and nothing else is.
        cells: of what came in.
        misplaced: how many of them are not back.
        sentence: the same in words.
    """

    undone: bool
    cells: int
    misplaced: int
    sentence: Sentence


def undone(one: Compared, other: Compared) -> Undone | None:
    """Whether the second undoes the first, where it gives back the shape that the first began with.

    Args:
        one: the first side.
        other: the second, with the output of the first as its only input.

    Returns:
        None where that is not what happens, or cannot be told: the shapes do not fit, there are several inputs, cells
        are made of several or anew, values change, or there are too many to count.

    Cost: O(cells), up to a bound.

    >>> from einscope.core.judge.difference.compared import of_plan
    >>> from einscope.core.ops import registry
    >>> from einscope.core.limits import DEFAULT_LIMITS as limits
    >>> merged = of_plan(registry()["merge"].read({"shape": "1,4,4,2"}, limits).plan(limits))
    >>> for order in ("p2 p1 c", "p1 p2 c"):
    ...     texts = {"shape": "1,2,2,8", "order": order}
    ...     print(undone(merged, of_plan(registry()["expand"].read(texts, limits).plan(limits))).sentence)
    The second undoes the first.
    The second does not undo the first: 16 of 32 cells are not back where they were.
    """
    if not (_plain(one) and _plain(other)):
        return None
    (first,), (second,) = one.inputs, other.inputs
    if first.shape != other.output.shape or second.shape != one.output.shape or first.cells > _COUNTED:
        return None
    if not (one.countable and other.countable):
        return None
    home = whole(Chain(one.maps[0], other.maps[0]), first.cells)[:, 0]
    misplaced = int(np.count_nonzero(home != np.arange(first.cells)))
    lost = int(np.count_nonzero(home == NO_SOURCE))
    return Undone(not misplaced, first.cells, misplaced, _said(misplaced, lost, first.cells))


def _plain(side: Compared) -> bool:
    """Whether it moves single cells of one input, and nothing else."""
    return len(side.inputs) == 1 and side.width == 1 and not side.begun and not side.changes and side.gathers is None


def _said(misplaced: int, lost: int, cells: int) -> Sentence:
    if not misplaced:
        return say("The second undoes the first.")
    values = {"cells": cells}
    if lost == misplaced:
        return say_count(
            "The second does not undo the first: {count} of {cells} cells is lost.",
            "The second does not undo the first: {count} of {cells} cells are lost.",
            misplaced,
            **values,
        )
    return say_count(
        "The second does not undo the first: {count} of {cells} cells is not back where it was.",
        "The second does not undo the first: {count} of {cells} cells are not back where they were.",
        misplaced,
        **values,
    )
