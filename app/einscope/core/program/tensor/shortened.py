"""Long ways as lists, so that every line of a long program costs alike."""

from einscope.core.map import Chain, IndexMap, Listed, window
from einscope.core.program.budget import Budget

_LINKS = 16
"""Maps one after another, beyond which what comes of them is listed."""

_LISTED = 2**14
"""Sources that are listed so: some milliseconds."""

_PER_STEP = 50


def shortened(index_map: IndexMap, budget: Budget) -> IndexMap:
    """A chain that has become long as the list of what comes of it, where that is short: each line then costs alike."""
    if not isinstance(index_map, Chain) or index_map.links < _LINKS:
        return index_map
    cells = index_map.target_cells
    if not 0 < cells * index_map.arity <= _LISTED:
        return index_map
    budget.spend(cells * index_map.arity // _PER_STEP)
    return Listed(window(index_map, 0, cells))
