"""What every reading comes to: for each target cell the cells that it is made of, and what the map says of that."""

from collections.abc import Sequence

import numpy as np

from einscope.core.map import NO_SOURCE, IntArray
from einscope.core.plan import Index, Plan, Tensor
from tests.core.asking import digits


def terms(targets: IntArray, sources: Sequence[IntArray]) -> IntArray:
    """A row for each term: the target cell, and a source in every operand, ``NO_SOURCE`` where there is none."""
    table = np.stack([np.broadcast_to(each, targets.shape) for each in (targets, *sources)], axis=1)
    return ordered(table.astype(np.int64))


def ordered(rows: IntArray) -> IntArray:
    """The rows in an order that does not depend on who found them."""
    found: IntArray = rows[np.lexsort(rows.T[::-1])]
    return found


def by_map(plan: Plan) -> IntArray:
    """The terms that the maps tell."""
    cells = np.arange(plan.output.cells, dtype=np.int64)
    sources = [each.sources(cells) for each in plan.maps]
    return terms(np.repeat(cells, sources[0].shape[1]), [each.reshape(-1) for each in sources])


def by_strides(plan: Plan) -> IntArray:
    """The terms that the table of strides tells, a row of it for each elementary axis."""
    each = digits(plan)
    return terms(
        _strided(plan.output, each),
        [np.where(inside(tensor.index, tensor, each), _strided(tensor, each), NO_SOURCE) for tensor in plan.inputs],
    )


def _strided(tensor: Tensor, each: IntArray) -> IntArray:
    found: IntArray = tensor.offset + each @ np.array(tensor.strides, dtype=np.int64)
    return found


def indices(index: Sequence[Index], each: IntArray) -> IntArray:
    """The index along every axis, a row apiece, of every combination of digits."""
    found = [
        sum((term.times * (1 if term.axis is None else each[:, term.axis]) for term in terms), np.zeros(len(each)))
        for terms in index
    ]
    return np.array(found, dtype=np.int64).reshape(len(index), len(each))


def inside(index: Sequence[Index], tensor: Tensor, each: IntArray) -> IntArray:
    """Whether there is a cell at an index."""
    at = indices(index, each)
    found: IntArray = np.all((at >= 0) & (at < np.array(tensor.shape, dtype=np.int64)[:, None]), axis=0)
    return found
