"""A second opinion: einops, and numpy where cells are cut off or filled in, do the same, and every cell is compared.

It is asked beside the answer and never the source of it.
"""

import logging
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import prod
from typing import Any

import einops
import numpy as np

from app.core.index_map import NO_SOURCE, IntArray, window
from app.core.plan import Plan

_LOG = logging.getLogger("einscope")

CELLS = 65_536
"""Cells of the input, and sources of the output, that are compared: milliseconds, so that a page may always ask."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What another library says.

    Args:
        agrees: whether the shapes and the sources of every output cell are the same; None where it was not asked.
        library: the one that was asked, with its version.
        cells: output cells compared.
    """

    agrees: bool | None
    library: str
    cells: int


def checked(operation: str, plan: Plan, values: Mapping[str, Any]) -> Checked:
    """Let einops do on an array of cell numbers what the plan says.

    Args:
        operation: name of the operation.
        plan: what our answer comes from.
        values: the parameters that the plan was made of.

    Returns:
        ``agrees`` None for operations that neither einops nor numpy has, and above :data:`CELLS`.

    Cost: O(cells · rank).

    >>> from app.core.limits import DEFAULT_LIMITS
    >>> from app.core.ops import registry
    >>> request = registry()["expand"].read({"shape": "1,2,2,4"}, DEFAULT_LIMITS)
    >>> checked("expand", request.plan(DEFAULT_LIMITS), request.values).agrees
    True
    """
    letters = operation == "einsum" and " " not in plan.pattern
    library = f"numpy {np.__version__}" if letters else f"einops {einops.__version__}"
    entries = plan.output.cells * max(1, plan.maps[0].arity) * len(plan.maps)
    if max(entries, *(tensor.cells for tensor in plan.inputs)) > CELLS:
        return Checked(None, library, 0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # einops warns of axes named like keywords
        try:
            return Checked(_compared(operation, plan, values), library, plan.output.cells)
        except Exception:  # whatever it is, the other library did not do what the plan says
            _LOG.exception("%s refuses %r", library, plan.pattern)
            return Checked(False, library, 0)


def _compared(operation: str, plan: Plan, values: Mapping[str, Any]) -> bool | None:
    if operation == "einsum":
        return _same_sums(plan)
    if operation not in _JUDGES:
        return None
    x = np.arange(plan.inputs[0].cells, dtype=np.int64).reshape(plan.inputs[0].shape)
    y = _JUDGES[operation](x, plan, values)
    return y.shape == plan.output.shape and _terms_of(y) == _terms(window(plan.maps[0], 0, plan.output.cells))


def _same_sums(plan: Plan) -> bool:
    """Whether einsum finds the same sums of products of random numbers.

    Sums of different products would agree by chance alone, which with numbers of this size does not happen.
    """
    random = np.random.default_rng(0)
    tensors = [random.integers(-999, 999, tensor.shape) for tensor in plan.inputs]
    named: Any = einops.einsum  # typed for a few operands, and made for any number
    y = np.asarray(named(*tensors, plan.pattern) if " " in plan.pattern else np.einsum(plan.pattern, *tensors))
    products = np.ones((plan.output.cells, plan.maps[0].arity), dtype=np.int64)
    for tensor, index_map in zip(tensors, plan.maps, strict=True):
        products *= np.asarray(tensor).reshape(-1)[window(index_map, 0, plan.output.cells)]
    return y.shape == plan.output.shape and bool((products.sum(axis=1) == y.reshape(-1)).all())


Array = np.ndarray[Any, np.dtype[Any]]


def _rearrange(x: IntArray, plan: Plan, values: Mapping[str, Any]) -> Array:
    return einops.rearrange(x, plan.pattern, **plan.sizes)


def _repeat(x: IntArray, plan: Plan, values: Mapping[str, Any]) -> Array:
    return einops.repeat(x, plan.pattern, **plan.sizes)


def _reduce(x: IntArray, plan: Plan, values: Mapping[str, Any]) -> Array:
    return einops.reduce(x, plan.pattern, _gathered, **plan.sizes)


def _merge(x: IntArray, plan: Plan, values: Mapping[str, Any]) -> Array:
    return _rearrange(_fitted(x, values), plan, values)


_JUDGES: dict[str, Callable[[IntArray, Plan, Mapping[str, Any]], Array]] = {
    "rearrange": _rearrange,
    "repeat": _repeat,
    "reduce": _reduce,
    "merge": _merge,
    "expand": _rearrange,
}


def _gathered(x: IntArray, axes: tuple[int, ...]) -> Array:
    """In place of a reduction: each cell becomes the list of the cells that would be reduced to it."""
    kept = [axis for axis in range(x.ndim) if axis not in axes]
    shape = [x.shape[axis] for axis in kept]
    rows = x.transpose(*kept, *axes).reshape(prod(shape), prod(x.shape[axis] for axis in axes))
    gathered = np.empty(len(rows), dtype=object)
    for cell, row in enumerate(rows):
        gathered[cell] = row
    return gathered.reshape(shape)


def _fitted(x: IntArray, values: Mapping[str, Any]) -> IntArray:
    """The image cut off or filled up by slices and padding, as the layers do it."""
    first = 1 if values["channels"] == "last" else 2
    count = x.ndim - 2
    for axis, factor in zip(
        range(first, first + count), values["factor"] * (count // len(values["factor"])), strict=True
    ):
        over = x.shape[axis] % factor
        if over and values["odd"] == "crop":
            x = x[(slice(None),) * axis + (slice(0, x.shape[axis] - over),)]
        elif over:
            filling = [(0, factor - over if each == axis else 0) for each in range(x.ndim)]
            x = np.pad(x, filling, constant_values=NO_SOURCE)
    return x


def _terms_of(y: Array) -> list[list[int]]:
    """The sources of each cell of an array of cells, or of lists of them."""
    if y.dtype == object:
        return [sorted(row.tolist()) for row in y.reshape(-1)]
    return _terms(y.reshape(-1, 1))


def _terms(sources: IntArray) -> list[list[int]]:
    """The sources of each cell in an order that does not depend on who found them."""
    ordered: list[list[int]] = np.sort(sources, axis=1).tolist()
    return ordered
