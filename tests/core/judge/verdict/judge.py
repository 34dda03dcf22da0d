"""The verdict by looking at every cell, in plain Python."""

from collections import Counter
from math import lcm, prod

import numpy as np

from einscope.core.judge.verdict import Verdict
from einscope.core.map import IndexMap
from einscope.core.plan import Plan, Shape


def every_source(index_map: IndexMap) -> list[list[int]]:
    """The sources of every target cell, without those that are not there."""
    found = index_map.sources(np.arange(index_map.target_cells, dtype=np.int64)).tolist()
    return [[source for source in row if source != -1] for row in found]


def judged(plan: Plan) -> Verdict:
    """The verdict without its inverse."""
    return judged_on(plan.maps[0], plan.inputs[0].shape, plan.output.shape)


def judged_on(index_map: IndexMap, source: Shape, target: Shape) -> Verdict:
    """The same on any map."""
    rows, cells = every_source(index_map), prod(source)
    uses = Counter(source for row in rows for source in set(row))
    used = [uses[cell] for cell in range(cells)]
    moved = sum(any(source != cell for source in row) for cell, row in enumerate(rows))
    bijective = all(len(row) == 1 for row in rows) and all(count == 1 for count in used)
    return Verdict(
        bijective=bijective,
        identity=bijective and not moved and source == target,
        moved=moved,
        dropped=used.count(0),
        duplicated=sum(count > 1 for count in used),
        padded=rows.count([]),
        reshape_only=bijective and not moved,
        order=cycles([row[0] for row in rows]) if bijective and source == target else None,
    )


def cycles(permutation: list[int]) -> int:
    """The least common multiple of the lengths of its cycles, walked one after another."""
    seen: set[int] = set()
    order = 1
    for start in range(len(permutation)):
        length, cell = 0, start
        while cell not in seen:
            seen.add(cell)
            length, cell = length + 1, permutation[cell]
        order = lcm(order, length or 1)
    return order
