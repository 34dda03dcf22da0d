"""What a plan does to its cells, in a few numbers: is anything lost, doubled or moved, and can it be undone?"""

from dataclasses import dataclass, fields, replace
from functools import lru_cache

from app.core.index_map import Chain, Fit, IndexMap, StrideTable
from app.core.plan import Plan
from app.core.verdict.closed import fit_counts, stays, table_counts, table_moved
from app.core.verdict.counting import count_cells, count_moved
from app.core.verdict.counts import Counts
from app.core.verdict.cycles import order_of
from app.core.verdict.inverse import Inverse, inverse_of

__all__ = ["CELL_LIMIT", "Inverse", "Verdict", "verdict"]

CELL_LIMIT = 2**24
"""Cells that are counted one by one: seconds of work, tens of megabytes."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a plan does to its cells. None: not known, or without meaning.

    Args:
        bijective: every output cell is made of one input cell, and every input cell is used once.
        identity: nothing happens at all: the same shape, and every cell where it was.
        moved: output cells with a source at another flat position. A cell without a source has not moved; one made
            of several has moved where any of them lies elsewhere.
        dropped: input cells that no output cell uses.
        duplicated: input cells that more than one output cell uses.
        padded: output cells without a source.
        reshape_only: bijective, and every cell keeps its flat position.
        order: of a bijective plan whose output has the shape of its input: applied so many times it is the identity.
        exact: false where counting would take more cells than the limit; what is not known is then None. The
            order has bounds of its own, see :mod:`app.core.verdict.cycles`.
        inverse: the request that takes the output back to the input.
    """

    bijective: bool | None = None
    identity: bool | None = None
    moved: int | None = None
    dropped: int | None = None
    duplicated: int | None = None
    padded: int | None = None
    reshape_only: bool | None = None
    order: int | None = None
    exact: bool = True
    inverse: Inverse | None = None


def verdict(plan: Plan, cell_limit: int = CELL_LIMIT) -> Verdict:
    """The verdict on a plan with one input; on a plan with several, nothing is said.

    Args:
        plan: what is done.
        cell_limit: how many cells may be counted one by one.

    Cost: O(rank) for tables of strides, but for ``moved`` and ``order`` where they must be counted; for other maps
    O(cells) up to the limit.

    >>> from app.core.ops import registry
    >>> found = verdict(registry()["expand"].example_plan())
    >>> found.bijective, found.moved, found.reshape_only, found.inverse.op
    (True, 8, False, 'merge')
    """
    if len(plan.maps) != 1:
        return Verdict()
    index_map, source = plan.maps[0], plan.inputs[0]
    counts = _counts(index_map, source.cells, cell_limit)
    bijective = _bijective(counts, source.cells, index_map.target_cells)
    reshape_only = _reshape_only(index_map, counts, bijective)
    # Only what has the shape of the input can be put in again.
    again = bijective and source.shape == plan.output.shape
    order = (1 if reshape_only else order_of(index_map)) if again else None
    return Verdict(
        bijective=bijective,
        identity=reshape_only if source.shape == plan.output.shape else False,
        moved=counts.moved,
        dropped=counts.dropped,
        duplicated=counts.duplicated,
        padded=counts.padded,
        reshape_only=reshape_only,
        order=order,
        exact=all(getattr(counts, each.name) is not None for each in fields(counts)),
        inverse=inverse_of(plan) if bijective else None,
    )


@lru_cache(maxsize=256)  # names do not matter here: while somebody types, it is often the same map
def _counts(index_map: IndexMap, source_cells: int, cell_limit: int) -> Counts:
    match index_map:
        case StrideTable():
            found = table_counts(index_map, source_cells)
            moved = table_moved(index_map, cell_limit) if found else None
        case Chain(first=Fit() as fit, then=StrideTable() as table):
            found = fit_counts(fit, table)
            moved = count_moved(index_map, cell_limit) if found else None
        case _:
            found = moved = None
    return replace(found, moved=moved) if found else count_cells(index_map, source_cells, cell_limit)


def _bijective(counts: Counts, source_cells: int, target_cells: int) -> bool | None:
    """As many cells as before, none of the output empty or mixed, none of the input unused or used twice."""
    misses = (counts.dropped, counts.duplicated, counts.padded, counts.mixed)
    if source_cells != target_cells or any(misses):
        return False
    return None if None in misses else True


def _reshape_only(index_map: IndexMap, counts: Counts, bijective: bool | None) -> bool | None:
    if not bijective:
        return bijective
    if isinstance(index_map, StrideTable):
        return stays(index_map)
    return None if counts.moved is None else counts.moved == 0
