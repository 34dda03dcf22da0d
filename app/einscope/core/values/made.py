"""What becomes of values: cells that are moved keep theirs, those of cells that are gathered become one."""

from collections.abc import Callable, Sequence
from functools import reduce
from math import isfinite, prod
from operator import add
from typing import Any

import numpy as np
import numpy.typing as npt

from einscope.core.fields.data import Entry
from einscope.core.map import NO_SOURCE, IndexMap, Sources, whole
from einscope.core.plan import Plan

Data = tuple[Entry | None, ...]
"""Values in C order; None where one is not known."""

Objects = npt.NDArray[np.object_]

_EXACT = 2**53  # whole numbers up to here are the same for everybody who reads JSON
_TERMS = 2**20  # sources of all cells that are looked at: some tenths of a second


def made(plan: Plan, values: Sequence[Data | None], most: int) -> Data | None:
    """The values of the output.

    An input without values has its cells' numbers. A cell without a source is 0, as it is filled in.

    Args:
        plan: what is done.
        values: of each input; None: the numbers of its cells.
        most: cells of the output.

    Returns:
        None where there are too many cells to be worked out.

    Cost: O(cells · arity), up to a bound.

    >>> from einscope.core.limits import DEFAULT_LIMITS as limits
    >>> from einscope.core.ops import registry
    >>> texts = {"pattern": "a b -> a", "shape": "2,2", "reduction": "mean"}
    >>> made(registry()["reduce"].read(texts, limits).plan(limits), [(1, 2, 3, 4)], 16)
    (1.5, 3.5)
    """
    cells = plan.output.cells
    arity = max((index_map.arity for index_map in plan.maps), default=1)
    if cells > most or cells * arity * len(plan.maps) > _TERMS:
        return None
    terms = [
        _picked(index_map, own, tensor.cells)
        for index_map, own, tensor in zip(plan.maps, values, plan.inputs, strict=True)
    ]
    return gathered(plan.gathers, terms)


def _picked(index_map: IndexMap, own: Data | None, cells: int) -> Objects:
    """The values of the sources of each cell, shape (cells, arity)."""
    sources: Sources = whole(index_map, cells)
    known = sources != NO_SOURCE
    picked: Objects = np.zeros(sources.shape, dtype=np.object_)
    if own is None:
        picked[known] = sources[known].astype(np.object_)
        return picked
    values: Objects = np.empty(len(own), dtype=np.object_)
    values[:] = own
    picked[known] = values[sources[known]]
    return picked


def gathered(how: str | None, terms: Sequence[Objects]) -> Data:
    """What cells become that are made of these, multiplied where there are several inputs.

    Args:
        how: ``sum``, ``mean``, ``min``, ``max``, ``prod``, ``any`` or ``all``; None: each is made of one.
        terms: for each input the values of the sources of each cell, shape (cells, arity).

    Cost: O(cells · arity).

    >>> column = np.array([[1, 2], [3, 4]], dtype=np.object_)
    >>> gathered("sum", [column, column])
    (5, 25)
    """
    if how is None and len(terms) == 1:
        return tuple(terms[0][:, 0].tolist()) if terms[0].shape[1] else (None,) * len(terms[0])
    return tuple(_value(how, rows) for rows in zip(*terms, strict=True))


def _value(how: str | None, rows: Sequence[Objects]) -> Entry | None:
    """One cell; None where a word takes part, or there is nothing to make it of."""
    if any(isinstance(value, str) or value is None for row in rows for value in row):
        return None
    products = [prod(values) for values in zip(*rows, strict=True)] if len(rows) > 1 else [*rows[0]]
    try:
        return plain(_HOW[how or "prod"](products))
    except (ValueError, ZeroDivisionError, OverflowError):
        return None


def plain(value: Any) -> Entry | None:
    """A number as JSON has it: whole ones as far as any reader has them exactly; what is no finite number is a word.

    >>> plain(2**53), plain(2**60), plain(10**400), plain(float("nan"))
    (9007199254740992, 1.152921504606847e+18, 'inf', 'nan')
    """
    if isinstance(value, int) and abs(value) > _EXACT:
        try:
            value = float(value)
        except OverflowError:
            return "inf" if value > 0 else "-inf"
    if isinstance(value, float) and not isfinite(value):
        return str(value)
    number: Entry = value
    return number


def _sum(values: list[Any]) -> Any:
    """One after the other, as the page tells it: some versions of Python make up for what rounding takes."""
    return reduce(add, values, 0)


_HOW: dict[str, Callable[[list[Any]], Any]] = {
    "sum": _sum,
    "mean": lambda values: _sum(values) / len(values),
    "min": min,
    "max": max,
    "prod": prod,
    "any": lambda values: any(bool(value) for value in values),
    "all": lambda values: all(bool(value) for value in values),
}
