"""Sums of products: each cell of the result is made of cells of every operand."""

from collections.abc import Sequence

import numpy as np

from einscope.core.change import Change
from einscope.core.errors import say
from einscope.core.map import StrideTable
from einscope.core.plan import Shape
from einscope.core.program.arithmetic.gathered import products
from einscope.core.program.arithmetic.worked import Worked
from einscope.core.program.tensor.strides import Strides, c_order
from einscope.core.program.tensor.tensor import KNOWN_CELLS, Tensor, derived


def sum_of_products(tensors: Sequence[Tensor], tables: Sequence[StrideTable], shape: Shape) -> Tensor:
    """What an einsum makes: for each operand a table that says which of its cells go into each cell."""
    read = [derived([x], shape, table, _strides(x, table)) for x, table in zip(tensors, tables, strict=True)]
    for tensor in read:
        tensor.known = None
    if any(table.arity > 1 for table in tables):
        read[0].budget.remark(say("merges {count} cells into each", count=sum(table.arity for table in tables)))
    result = read[0] if len(read) == 1 else derived(read, shape, None, change=Change(say("multiplied with each other")))
    return result.keep(_numbers(tensors, tables, result))


_TERMS = 2**21  # products that are added up in all: some tenths of a second


def _numbers(tensors: Sequence[Tensor], tables: Sequence[StrideTable], result: Tensor) -> Worked | None:
    """The numbers of a sum of products, where those of all operands are known."""
    terms = result.cells * max(table.arity for table in tables)
    known = [tensor.numbers for tensor in tensors if tensor.numbers is not None]
    if len(known) < len(tensors) or result.cells > KNOWN_CELLS or terms > _TERMS or not result.budget.works(terms):
        return None
    cells = np.arange(result.cells, dtype=np.int64)
    rows = [
        Worked(numbers[table.sources(cells)], tensor.off)
        for numbers, table, tensor in zip(known, tables, tensors, strict=True)
    ]
    return products(rows, result.library)


def _strides(x: Tensor, table: StrideTable) -> Strides | None:
    """Where nothing is summed, torch gives a view."""
    if table.reduced or x.strides != c_order(x.shape):
        return None
    return tuple(row.source for row in table.kept)
