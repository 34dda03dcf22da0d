"""Numbers that are moved: each is that of its source."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from einscope.core.map import IntArray
from einscope.core.program.arithmetic.worked import Worked, joint
from einscope.core.program.budget import Library


def moved(parts: Sequence[tuple[int, Worked | None]], sources: IntArray, library: Library) -> Worked | None:
    """The numbers of cells that come from these tensors, one after another; of a cell without a source, 0.

    Args:
        parts: of each tensor how many cells it has, and its flat numbers; None: they are not known.
        sources: of each cell; -1: it has none.
        library: in whose types numbers of several kinds stand side by side.

    >>> moved([(2, Worked(np.array([5, 6]))), (1, None)], np.array([1, -1, 2]), "torch").numbers
    array([6, 0, None], dtype=object)
    """
    known = [own for cells, own in parts if cells and own is not None]
    off = max((each.off for each in known), default=0.0)
    kinds = {each.numbers.dtype for each in known}
    kind: np.dtype[Any]
    if any(own is None and cells for cells, own in parts) or np.dtype(np.object_) in kinds:
        kind = np.dtype(np.object_)
    else:
        kind = joint(library, known) if len(kinds) > 1 else next(iter(kinds)) if kinds else np.dtype(np.int64)
    numbers = np.full(sum(cells for cells, _ in parts), None if kind == np.object_ else 0, dtype=kind)
    begin = 0
    for cells, own in parts:
        if own is not None:
            numbers[begin : begin + cells] = own.numbers.tolist() if kind == np.object_ else own.numbers
        begin += cells
    if not len(numbers):
        return Worked(np.zeros(len(sources), dtype=kind), off)
    read = numbers[sources]
    read[sources < 0] = 0
    return None if kind == np.object_ and all(value is None for value in read) else Worked(read, off)
