"""A second opinion: another library does the same, and every cell is compared.

It is asked beside the answer and never the source of it.
"""

import logging
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import einops
import numpy as np

from einscope.core.map import IntArray, window
from einscope.core.plan import Plan

EINOPS, NUMPY = f"einops {einops.__version__}", f"numpy {np.__version__}"
_LOG = logging.getLogger("einscope")

CELLS = 65_536
"""Cells of the input, and sources of the output, that are compared: milliseconds, so that a page may always ask."""

Array = np.ndarray[Any, np.dtype[Any]]
Values = TypeVar("Values")
Values_contra = TypeVar("Values_contra", contravariant=True)


@dataclass(frozen=True, slots=True)
class Checked:
    """What einops or numpy says of the same input; it is asked beside the answer and never its source.

    Args:
        agrees: whether every cell is the same, and the shape; None: not compared.
        library: who was asked, with the version; empty: nobody.
        cells: output cells compared.
    """

    agrees: bool | None
    library: str
    cells: int


@dataclass(frozen=True, slots=True)
class Judge(Generic[Values_contra]):
    """Another library's way to an operation.

    Args:
        library: who is asked about a plan, with the version.
        agrees: whether it does what the plan says, with the values that the plan was made of.
        cells: how many cells the largest array has that it makes, where that is more than input and output have.
        operands: the most that it takes; of more it is not asked.
    """

    library: Callable[[Plan], str]
    agrees: Callable[[Plan, Values_contra], bool]
    cells: Callable[[Plan, Values_contra], int] = lambda plan, values: 0
    operands: int = 1


def checked(judge: Judge[Values] | None, plan: Plan, values: Values) -> Checked:
    """Let another library do on an array of cell numbers what the plan says.

    Args:
        judge: of the operation; None where nobody judges it.
        plan: what our answer comes from.
        values: the parameters that the plan was made of.

    Returns:
        ``agrees`` None where nobody judges, above :data:`CELLS`, and of more operands than the library takes.

    Raises:
        MemoryError: there is none left, so the library was not asked.

    Cost: O(cells · rank).

    >>> from einscope.core.limits import DEFAULT_LIMITS
    >>> from einscope.core.ops import registry
    >>> request = registry()["expand"].read({"shape": "1,2,2,4"}, DEFAULT_LIMITS)
    >>> checked(request.operation.judge, request.plan(DEFAULT_LIMITS), request.values).agrees
    True
    """
    if judge is None or len(plan.inputs) > judge.operands or _entries(judge, plan, values) > CELLS:
        return Checked(None, "", 0)
    library = judge.library(plan)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # einops warns of axes named like keywords
        try:
            return Checked(judge.agrees(plan, values), library, plan.output.cells)
        except MemoryError:  # of this moment, and nothing that the library says
            raise
        except Exception:  # whatever it is, the other library did not do what the plan says
            _LOG.exception("%s refuses %r", library, plan.pattern)
            return Checked(False, library, 0)


def _entries(judge: Judge[Values], plan: Plan, values: Values) -> int:
    """How many cells the largest array has that is made."""
    sources = plan.output.cells * max(1, plan.maps[0].arity) * len(plan.maps)
    return max(sources, judge.cells(plan, values), *(tensor.cells for tensor in plan.inputs))


def of_cells(move: Callable[[IntArray, Plan, Values], Array]) -> Callable[[Plan, Values], bool]:
    """Whether a library moves numbered cells as a plan does; ``move`` makes its output of them."""

    def agrees(plan: Plan, values: Values) -> bool:
        x = np.arange(plan.inputs[0].cells, dtype=np.int64).reshape(plan.inputs[0].shape)
        y = move(x, plan, values)
        return y.shape == plan.output.shape and _same(y, window(plan.maps[0], 0, plan.output.cells))

    return agrees


def _same(y: Array, sources: IntArray) -> bool:
    """Whether the cells of an array, or the lists of them that it holds, are these sources, in whichever order."""
    ordered = np.sort(sources, axis=1)
    if y.dtype == object:
        rows: list[list[int]] = ordered.tolist()
        return [sorted(row.tolist()) for row in y.reshape(-1)] == rows
    return bool(np.array_equal(y.reshape(-1, 1), ordered))
