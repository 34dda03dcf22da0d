"""What a plan does to its cells, in a few numbers: is anything lost, doubled or moved, and can it be undone?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import prod

from einscope.core.checks import Checked
from einscope.core.judge.verdict.closed import stays, table_counts, table_moved
from einscope.core.judge.verdict.counting import count_cells, count_moved
from einscope.core.judge.verdict.counts import Counts
from einscope.core.judge.verdict.cycles import order_of
from einscope.core.judge.verdict.inverse import Inverse, inverse_of
from einscope.core.judge.verdict.note import Note
from einscope.core.judge.verdict.separable import affine_counts, affine_moved
from einscope.core.map import Affine, IndexMap, StrideTable
from einscope.core.plan import Plan, Shape

__all__ = ["CELL_LIMIT", "Inverse", "Verdict", "verdict", "verdict_from", "verdict_on"]

CELL_LIMIT = 2**24
"""Cells that are counted one by one: seconds of work, tens of megabytes."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Is anything lost, doubled, or moved, and can it be undone? What is not known is None, never guessed.

    Args:
        bijective: every cell of either side has exactly one on the other.
        identity: the same shape, and no cell moves.
        moved: output cells whose flat position differs from their source's. A cell without a source has not moved; one
            made of several has moved where any of them lies elsewhere.
        dropped: input cells used by no output cell.
        duplicated: input cells used by more than one output cell.
        padded: output cells without a source.
        reshape_only: no cell changes its flat position.
        order: applied so many times it is the identity; None: another shape, or not known.
        exact: false where counting would take more cells than the limit. The order has bounds of its own.
        inverse: the way back; None: there is none, or none that a pattern can say.
        notes: the same in sentences, in the language asked for.
        checked: with check=1: whether einops agrees, cell by cell.
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
    notes: tuple[Note, ...] = ()
    checked: Checked | None = None


def verdict(plan: Plan, cell_limit: int = CELL_LIMIT) -> Verdict:
    """The verdict on a plan with one input; on a plan with several, nothing is said.

    Args:
        plan: what is done.
        cell_limit: how many cells may be counted one by one.

    Cost: O(rank) for tables of strides, but for ``moved`` and ``order`` where they must be counted; for other maps
    O(cells) up to the limit.

    >>> from einscope.core.ops import registry
    >>> judged = verdict(registry()["expand"].example_plan())
    >>> judged.bijective, judged.moved, judged.reshape_only, judged.inverse.op
    (True, 8, False, 'merge')
    """
    if len(plan.maps) != 1:
        return Verdict()
    judged = verdict_on(plan.maps[0], plan.inputs[0].shape, plan.output.shape, cell_limit)
    if not plan.keeps_values:
        return replace(judged, identity=None, reshape_only=None, order=None)
    return replace(judged, inverse=inverse_of(plan)) if judged.bijective else judged


def verdict_on(index_map: IndexMap, source: Shape, target: Shape, cell_limit: int = CELL_LIMIT) -> Verdict:
    """The verdict on any map from the cells of one tensor to those of another; no inverse is looked for.

    Args:
        index_map: from target cells to source cells.
        source: shape of the tensor that comes in.
        target: of the one that comes out.
        cell_limit: how many cells may be counted one by one.

    Cost: as of :func:`verdict`.

    >>> from einscope.core.map import rolled
    >>> verdict_on(rolled((6,), (2,)), (6,), (6,)).order
    3
    """
    counts = _counts(index_map, prod(source), cell_limit)
    still = stays(index_map) if isinstance(index_map, StrideTable) else None
    return verdict_from(counts, (source,), target, lambda: order_of(index_map), still)


def verdict_from(
    counts: Counts,
    sources: Sequence[Shape],
    target: Shape,
    order: Callable[[], int | None],
    still: bool | None = None,
) -> Verdict:
    """What counts say of a map; of several sources no flat positions are compared, as those say nothing of each other.

    Args:
        counts: over all sources, numbered one after another.
        sources: shapes of the tensors that come in.
        target: of the one that comes out.
        order: tells the order of a permutation; asked only where there is one.
        still: whether every cell keeps its flat position, where that is known without a count.

    Cost: that of ``order``.
    """
    bijective = _bijective(counts, sum(map(prod, sources)), prod(target))
    alone = len(sources) == 1
    moved = counts.moved if alone else None
    if still is None and moved is not None:
        still = moved == 0
    reshape_only = (still if bijective else bijective) if alone else None
    return Verdict(
        bijective=bijective,
        identity=(reshape_only if tuple(sources) == (target,) else False) if alone else None,
        moved=moved,
        dropped=counts.dropped,
        duplicated=counts.duplicated,
        padded=counts.padded,
        reshape_only=reshape_only,
        # Only what has the shape of the input can be put in again.
        order=(1 if reshape_only else order()) if bijective and tuple(sources) == (target,) else None,
        exact=None not in (counts.dropped, counts.duplicated, counts.padded, counts.mixed)
        and (moved is not None or not alone),
    )


@lru_cache(maxsize=256)  # names do not matter here: while somebody types, it is often the same map
def _counts(index_map: IndexMap, source_cells: int, cell_limit: int) -> Counts:
    match index_map:
        case StrideTable():
            counts = table_counts(index_map, source_cells)
            moved = table_moved(index_map, cell_limit) if counts else None
        case Affine():
            counts = affine_counts(index_map, source_cells)
            moved = _affine_moved(index_map, counts, cell_limit) if counts else None
        case _:
            counts = moved = None
    return replace(counts, moved=moved) if counts else count_cells(index_map, source_cells, cell_limit)


def _affine_moved(index_map: Affine, counts: Counts, cell_limit: int) -> int | None:
    moved = None if counts.padded is None else affine_moved(index_map, counts.padded)
    return count_moved(index_map, cell_limit) if moved is None else moved


def _bijective(counts: Counts, source_cells: int, target_cells: int) -> bool | None:
    """As many cells as before, none of the output empty or mixed, none of the input unused or used twice."""
    misses = (counts.dropped, counts.duplicated, counts.padded, counts.mixed)
    if source_cells != target_cells or any(misses):
        return False
    return None if None in misses else True
