"""The values of cells of a program's inputs and tensors, where they are told."""

from collections.abc import Sequence

import numpy as np

from einscope.core.program.arithmetic.entries import entries_of
from einscope.core.program.run.result import Assigned, Input, Program
from einscope.core.values import Data


def values_of(program: Program, tensor: Input | Assigned, cells: Sequence[int] | None = None) -> Data | None:
    """The values of cells, where a person gave some, or the program makes those of its output; else None.

    Args:
        program: the result of a run.
        tensor: of it.
        cells: flat positions; None: all.

    Cost: O(cells).

    >>> from einscope.core.limits import Limits
    >>> from einscope.core.program import run
    >>> program = run("y = x * 2", {"x": (2,)}, {}, Limits(), data={"x": (1, 5)})
    >>> values_of(program, program.output), values_of(program, program.inputs[0], [1])
    ((2, 10), (5,))
    """
    if not program.tells or (tensor.numbers is None and not program.valued):
        return None
    if tensor.numbers is None:
        return (None,) * (tensor.cells if cells is None else len(cells))
    return entries_of(tensor.numbers if cells is None else tensor.numbers[np.asarray(cells, dtype=np.int64)])
