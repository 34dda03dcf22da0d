"""A second opinion: einops, or numpy where it has no pattern, does the same, and every cell is compared.

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

from app.core.codegen.products import spelling_of
from app.core.index_map import NO_SOURCE, IntArray, window
from app.core.plan import Plan

_EINOPS, _NUMPY = f"einops {einops.__version__}", f"numpy {np.__version__}"
_LOG = logging.getLogger("einscope")

CELLS = 65_536
"""Cells of the input, and sources of the output, that are compared: milliseconds, so that a page may always ask."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What another library says.

    Args:
        agrees: whether the shapes and the sources of every output cell are the same; None where it was not asked.
        library: who was asked, with the version; empty where nobody was.
        cells: output cells compared.
    """

    agrees: bool | None
    library: str
    cells: int


def checked(operation: str, plan: Plan, values: Mapping[str, Any]) -> Checked:
    """Let another library do on an array of cell numbers what the plan says.

    Args:
        operation: name of the operation.
        plan: what our answer comes from.
        values: the parameters that the plan was made of.

    Returns:
        ``agrees`` None for operations that neither einops nor numpy judges, and above :data:`CELLS`.

    Cost: O(cells · rank).

    >>> from app.core.limits import DEFAULT_LIMITS
    >>> from app.core.ops import registry
    >>> request = registry()["expand"].read({"shape": "1,2,2,4"}, DEFAULT_LIMITS)
    >>> checked("expand", request.plan(DEFAULT_LIMITS), request.values).agrees
    True
    """
    asked = _asked(operation, plan)
    if not asked or _entries(plan, values) > CELLS:
        return Checked(None, "", 0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # einops warns of axes named like keywords
        try:
            return Checked(_compared(operation, plan, values), asked, plan.output.cells)
        except Exception:  # whatever it is, the other library did not do what the plan says
            _LOG.exception("%s refuses %r", asked, plan.pattern)
            return Checked(False, asked, 0)


def _asked(operation: str, plan: Plan) -> str:
    """Who judges an operation."""
    if operation == "einsum":
        return _NUMPY if _by_numpy(plan) else _EINOPS
    if operation == "unfold":
        return _NUMPY
    if operation not in _JUDGES:
        return ""
    # A pattern alone cuts nothing off and fills nothing in.
    fitted = operation == "merge" and plan.inputs[0].cells != plan.output.cells
    return f"{_NUMPY}, {_EINOPS}" if fitted else _EINOPS


def _entries(plan: Plan, values: Mapping[str, Any]) -> int:
    """How many cells the largest array has that is made."""
    sources = plan.output.cells * max(1, plan.maps[0].arity) * len(plan.maps)
    inputs = [tensor.cells for tensor in plan.inputs]
    shape = plan.inputs[0].shape
    padded = (
        prod(map(sum, zip(shape, map(sum, _widths(len(shape), values)), strict=True))) if "padding" in values else 0
    )
    return max(sources, padded, *inputs)


def _compared(operation: str, plan: Plan, values: Mapping[str, Any]) -> bool:
    if operation == "einsum":
        return _same_sums(plan)
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
    if _by_numpy(plan):
        y = np.asarray(np.einsum(spelling_of(plan).letters if _sums_ellipsis(plan) else plan.pattern, *tensors))
    else:
        y = np.asarray(named(*tensors, plan.pattern))
    products = np.ones((plan.output.cells, plan.maps[0].arity), dtype=np.int64)
    for tensor, index_map in zip(tensors, plan.maps, strict=True):
        products *= np.asarray(tensor).reshape(-1)[window(index_map, 0, plan.output.cells)]
    return y.shape == plan.output.shape and bool((products.sum(axis=1) == y.reshape(-1)).all())


def _by_numpy(plan: Plan) -> bool:
    """Whether numpy judges an einsum: it reads letters, and einops names."""
    return plan.letters or _sums_ellipsis(plan)


def _sums_ellipsis(plan: Plan) -> bool:
    """Whether the text sums the axes of an ellipsis, which numpy does only where they are named."""
    left, arrow, right = plan.pattern.partition("->")
    return bool(arrow) and "..." in left and "..." not in right


Array = np.ndarray[Any, np.dtype[Any]]


def _rearrange(x: IntArray, plan: Plan, values: Mapping[str, Any]) -> Array:
    return einops.rearrange(x, plan.pattern, **plan.sizes)


def _repeat(x: IntArray, plan: Plan, values: Mapping[str, Any]) -> Array:
    return einops.repeat(x, plan.pattern, **plan.sizes)


def _reduce(x: IntArray, plan: Plan, values: Mapping[str, Any]) -> Array:
    return einops.reduce(x, plan.pattern, _gathered, **plan.sizes)


def _merge(x: IntArray, plan: Plan, values: Mapping[str, Any]) -> Array:
    return _rearrange(_fitted(x, values), plan, values)


def _unfold(x: IntArray, plan: Plan, values: Mapping[str, Any]) -> Array:
    """Windows as views of a padded array; of them every so manieth, and of each every so manieth cell."""
    last = values["channels"] == "last"
    x = np.pad(x, _widths(x.ndim, values), constant_values=NO_SOURCE)
    x = np.moveaxis(x, -1, 1) if last else x
    count = x.ndim - 2
    kernel, stride, dilation = (
        values[name] * (count // len(values[name])) for name in ("kernel", "stride", "dilation")
    )
    spans = tuple(gap * (cells - 1) + 1 for gap, cells in zip(dilation, kernel, strict=True))
    views = np.lib.stride_tricks.sliding_window_view(x, spans, tuple(range(2, 2 + count)))
    views = views[(slice(None), slice(None), *(slice(None, None, step) for step in (*stride, *dilation)))]
    # Batch, places, channel, cells of the window, as columns behind each other or with the channels first.
    places, cells = range(2, 2 + count), range(2 + count, 2 + 2 * count)
    columns = views.transpose(0, *places, 1, *cells)
    columns = columns.reshape(x.shape[0], prod(columns.shape[1 : 1 + count]), x.shape[1] * prod(kernel))
    return columns if last else columns.transpose(0, 2, 1)


def _widths(rank: int, values: Mapping[str, Any]) -> list[tuple[int, int]]:
    """How many cells are put before and behind each axis of the input."""
    count = rank - 2
    spatial = [(each, each) for each in values["padding"] * (count // len(values["padding"]))]
    return [(0, 0), *spatial, (0, 0)] if values["channels"] == "last" else [(0, 0), (0, 0), *spatial]


_JUDGES: dict[str, Callable[[IntArray, Plan, Mapping[str, Any]], Array]] = {
    "rearrange": _rearrange,
    "repeat": _repeat,
    "reduce": _reduce,
    "merge": _merge,
    "expand": _rearrange,
    "unfold": _unfold,
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
