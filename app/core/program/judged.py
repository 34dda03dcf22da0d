"""What a program does to its cells as a whole: the verdict, and the pattern that does the same."""

from dataclasses import dataclass, replace
from math import prod

import numpy as np

from app.core.index_map import NO_SOURCE, Sources, StrideTable, effort, whole
from app.core.infer import Inferred
from app.core.limits import Limits
from app.core.ops import registry
from app.core.plan import Plan
from app.core.program.result import Program
from app.core.program.same import same_as
from app.core.verdict import Verdict, verdict
from app.core.verdict.arrays import count_array
from app.core.verdict.closed import stays, table_counts, table_moved
from app.core.verdict.counts import Counts
from app.core.verdict.cycles import order_of_sources

# Entries written for each cell that may be listed: thrice the ten statements that a layer has, and some seconds.
_EFFORT = 32


@dataclass(frozen=True, slots=True)
class Judged:
    """What a program does to its cells.

    Args:
        verdict: of which ``moved``, ``identity`` and ``order`` are only said with one input.
        same: the pattern that does the same, or the cell that rules it out; None where it was not looked for.
        plan: of that pattern, where it is an operation on the whole input.
        texts: the parameters of that operation.
    """

    verdict: Verdict
    same: Inferred | None = None
    plan: Plan | None = None
    texts: dict[str, str] | None = None


def judged(program: Program, names: tuple[str, ...], limits: Limits) -> Judged:
    """The verdict on a program's output, exact up to ``limits.gather_cells`` cells on either side.

    Of a program so long that listing its cells would take more than some seconds, it says what the strides tell.

    Args:
        program: the result of a run.
        names: of the first input's axes.
        limits: as above.

    Cost: O(cells) time; 20 bytes a cell.

    >>> from app.core.program import run
    >>> program = run("y = x.reshape(2, 3, 2).transpose(0, 1)", {"x": (6, 2)}, {}, Limits())
    >>> found = judged(program, ("h", "w"), Limits())
    >>> found.verdict.moved, found.same.pattern
    (8, '(h h2) w -> h2 h w')
    """
    output = program.output
    entries = output.cells * max(1, output.map.arity)
    large = max(entries, program.source_cells) > limits.gather_cells
    if large or effort(output.map) > _EFFORT * limits.gather_cells:
        return Judged(_unlisted(program, limits))
    sources = _tightened(whole(output.map, program.source_cells))
    same = same_as(program, sources, names, limits)
    if same is not None and same.op in registry():
        texts = {
            "pattern": same.pattern or "",
            "shape": ",".join(map(str, program.inputs[0].shape)),
            "sizes": ",".join(f"{name}={size}" for name, size in same.sizes.items()),
        }
        request = registry()[same.op].read(texts, limits)
        plan = request.plan(limits)
        return Judged(verdict(plan, limits.gather_cells), same, plan, request.texts())
    counts = count_array(sources, program.source_cells)
    found = _verdict(program, counts)
    if found.bijective and len(program.inputs) == 1 and program.inputs[0].shape == program.output.shape:
        found = _verdict(program, counts, 1 if found.reshape_only else order_of_sources(sources[:, 0]))
    return Judged(found, same)


def _tightened(sources: Sources) -> Sources:
    """The same in one column, where no cell has more than one source after all."""
    if sources.shape[1] < 2 or (np.count_nonzero(sources != NO_SOURCE, axis=1) > 1).any():
        return sources
    column: Sources = sources.max(axis=1, keepdims=True)
    return column


def _unlisted(program: Program, limits: Limits) -> Verdict:
    """What the strides alone tell of an output whose cells are too many to be listed."""
    table = program.output.map
    counts = table_counts(table, program.source_cells) if isinstance(table, StrideTable) else None
    if not isinstance(table, StrideTable) or counts is None:
        return _verdict(program, Counts())
    found = _verdict(program, replace(counts, moved=table_moved(table, limits.verdict_cells)))
    if not found.bijective or len(program.inputs) != 1:
        return found
    same_shape = program.inputs[0].shape == program.output.shape
    return replace(found, reshape_only=stays(table), identity=same_shape and stays(table))


def _verdict(program: Program, counts: Counts, order: int | None = None) -> Verdict:
    misses = (counts.dropped, counts.duplicated, counts.padded, counts.mixed)
    bijective: bool | None = None if None in misses else not any(misses)
    if program.source_cells != prod(program.output.shape):
        bijective = False
    # Flat positions of different tensors say nothing of each other.
    alone = len(program.inputs) == 1
    moved = counts.moved if alone else None
    unmoved = None if moved is None else moved == 0
    reshape_only = (unmoved if bijective else bijective) if alone else None
    return Verdict(
        bijective=bijective,
        identity=(reshape_only if program.inputs[0].shape == program.output.shape else False) if alone else None,
        moved=moved,
        dropped=counts.dropped,
        duplicated=counts.duplicated,
        padded=counts.padded,
        reshape_only=reshape_only,
        order=order,
        exact=None not in misses and (moved is not None or not alone),
    )
