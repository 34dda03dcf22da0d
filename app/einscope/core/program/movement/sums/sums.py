"""Sums of products: each cell of the result is made of cells of every operand."""

from collections.abc import Sequence

from einscope.core.change import Change
from einscope.core.errors import say
from einscope.core.map import StrideTable
from einscope.core.plan import Shape
from einscope.core.program.tensor.strides import Strides, c_order
from einscope.core.program.tensor.tensor import Tensor, derived


def sum_of_products(tensors: Sequence[Tensor], tables: Sequence[StrideTable], shape: Shape) -> Tensor:
    """What an einsum makes: for each operand a table that says which of its cells go into each cell."""
    read = [derived([x], shape, table, _strides(x, table)) for x, table in zip(tensors, tables, strict=True)]
    for tensor in read:
        tensor.known = None
    if any(table.arity > 1 for table in tables):
        read[0].budget.remark(say("merges {count} cells into each", count=sum(table.arity for table in tables)))
    return read[0] if len(read) == 1 else derived(read, shape, None, change=Change(say("multiplied with each other")))


def _strides(x: Tensor, table: StrideTable) -> Strides | None:
    """Where nothing is summed, torch gives a view."""
    if table.reduced or x.strides != c_order(x.shape):
        return None
    return tuple(row.source for row in table.kept)
