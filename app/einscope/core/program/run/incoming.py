"""The tensors that come into a program: those that are given, and those of numbers that it makes itself."""

from collections.abc import Mapping, Sequence
from itertools import count
from math import prod
from types import MappingProxyType

from einscope.core.errors import PatternError, say
from einscope.core.fields import refuse_too_many_cells
from einscope.core.fields.data import Entry
from einscope.core.limits import Limits
from einscope.core.map import Stride, StrideTable
from einscope.core.plan import Shape
from einscope.core.program.arithmetic.entries import numbers_of
from einscope.core.program.budget import Budget, Library, Sources
from einscope.core.program.run.result import Input
from einscope.core.program.tensor.strides import c_order
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Value, shape_text

NOTHING: Mapping[str, Sequence[Entry]] = MappingProxyType({})
"""No values of a person's own."""


def given(
    shapes: Mapping[str, Shape], library: Library, budget: Budget, data: Mapping[str, Sequence[Entry]] = NOTHING
) -> tuple[tuple[Input, ...], dict[str, Tensor]]:
    """The tensors of these shapes, as inputs and as what their names stand for; with the values that were given.

    Raises:
        PatternError: as of :func:`refuse_shape`.
    """
    inputs: list[Input] = []
    tensors: dict[str, Tensor] = {}
    offset = 0
    for name, shape in shapes.items():
        refuse_shape(shape, budget.limits)
        numbers = numbers_of(data[name], library) if name in data and len(data[name]) == prod(shape) else None
        inputs.append(Input(name, shape, offset, numbers=numbers))
        cells = inputs[-1].cells
        table = StrideTable((Stride(cells, 1),), (), offset)
        tensors[name] = Tensor(
            shape, table, c_order(shape), library, budget, numbers=numbers, number=len(tensors), label=name
        )
        offset += cells
        if offset > budget.limits.cells:
            refuse_shape((offset,), budget.limits)
    return tuple(inputs), tensors


def lists_of(tensors: Mapping[str, Tensor]) -> dict[str, list[Value]]:
    """Lists of tensors whose entries come in one by one: ``features[0]``, ``features[1]``."""
    lists: dict[str, list[Value]] = {}
    for name, tensor in tensors.items():
        base, bracket, _ = name.partition("[")
        if bracket:
            lists.setdefault(base, []).append(tensor)
    return lists


def made_by(sources: Sources, limits: Limits) -> tuple[Input, ...]:
    """Tensors of numbers that a run made, as inputs: each by the name that it was given, or by what made it."""
    inputs: list[Input] = []
    offset = 0
    names: set[str] = set()
    for tensor, maker in sources.noted:
        assert isinstance(tensor, Tensor)  # noqa: S101 — nothing else is noted
        name = tensor.label or maker
        numbered = (f"{name}{number}" for number in count(2))
        name = name if name not in names else next(candidate for candidate in numbered if candidate not in names)
        names.add(name)
        inputs.append(Input(name, tensor.shape, offset, numbers=tensor.numbers))
        offset += tensor.cells
    return tuple(inputs) if offset <= limits.cells else ()


def refuse_shape(shape: Shape, limits: Limits) -> None:
    """Refuse sizes that no tensor has.

    Raises:
        PatternError: ``size-negative``, ``axes-limit`` or ``cells-limit`` in the field ``shape``.
    """
    if any(size < 0 for size in shape):
        raise PatternError(
            "size-negative", say("A size cannot be negative: {shape}.", shape=shape_text(shape)), field="shape"
        )
    if len(shape) > limits.axes:
        raise PatternError(
            "axes-limit",
            say("A tensor may have at most {limit} axes; this one has {count}.", limit=limits.axes, count=len(shape)),
            field="shape",
        )
    refuse_too_many_cells(shape, limits, "shape")
