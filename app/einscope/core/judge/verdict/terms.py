"""How many cells the cells of a tensor are made of, counted one by one."""

from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
import numpy.typing as npt

from einscope.core.map import NO_SOURCE, Sources
from einscope.core.plan import Plan

_CHUNK = 2**18  # entries looked at together


@dataclass(frozen=True, slots=True)
class Terms:
    """What is true of every cell of a tensor.

    Args:
        distinct: the most different cells that one is made of; None where they were not listed.
        least: the fewest cells that one with a source is made of, each counted as often as it is taken.
        most: the most.
    """

    distinct: int | None
    least: int
    most: int


ONCE = Terms(1, 1, 1)
"""Every cell is made of one."""


def terms_of_plan(plan: Plan) -> Terms:
    """The same of every cell of an operation, as its axes say it.

    Cost: O(rank).

    >>> from einscope.core.ops import registry
    >>> terms_of_plan(registry()["reduce"].example_plan())
    Terms(distinct=4, least=4, most=4)
    """
    if not plan.output.cells:
        return Terms(0, 0, 0)
    reduced = prod(axis.size for axis in plan.axes if axis.role == "reduced")
    most = reduced * len(plan.inputs)
    # Along a reduced axis the cells of one dense input are others; of several, it depends on which are stretched.
    return Terms(most if len(plan.inputs) == 1 else None, most, most)


def terms_of(sources: Sources) -> Terms:
    """Count the sources of every cell.

    Args:
        sources: shape (cells, arity), -1 where there is none; read, never written.

    Cost: O(cells · arity · log arity) time; a chunk of memory.

    >>> terms_of(np.array([[5, 5, -1], [2, 3, -1], [-1, -1, -1]]))
    Terms(distinct=2, least=2, most=2)
    """
    cells, arity = sources.shape
    if arity <= 1 or not cells:
        return Terms(*(int(bool((sources != NO_SOURCE).any())),) * 3) if sources.size else Terms(0, 0, 0)
    distinct, least, most = 0, 0, 0
    step = max(1, _CHUNK // arity)
    for start in range(0, cells, step):
        rows: npt.NDArray[Any] = np.sort(sources[start : start + step], axis=1)
        known = rows != NO_SOURCE
        again = known[:, 1:] & (rows[:, 1:] == rows[:, :-1])
        times = np.count_nonzero(known, axis=1)
        distinct = max(distinct, int((times - np.count_nonzero(again, axis=1)).max()))
        most = max(most, int(times.max()))
        fewest = int(times.min(initial=most, where=times > 0))
        least = min(least or fewest, fewest) if fewest else least
    return Terms(distinct, least, most)
