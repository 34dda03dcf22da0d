"""Functions that are called for every slice of a tensor: ``vmap``, ``apply_along_axis``; their results are stacked."""

from collections.abc import Mapping, Sequence
from itertools import product
from math import prod

from einscope.core.errors import say
from einscope.core.program.language.builtins.operands import Call, integer_of
from einscope.core.program.movement.axes.axes import axis_of
from einscope.core.program.movement.axes.order import move
from einscope.core.program.movement.axes.shape import reshape
from einscope.core.program.movement.parts.cut import select, unbind
from einscope.core.program.movement.parts.join import stack
from einscope.core.program.refusal import Refusal
from einscope.core.program.run.machine import Machine
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Batched, Value, said


def _vmap(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    names = ("in_axes", "out_axes") if "in_dims" not in named and "out_dims" not in named else ("in_dims", "out_dims")
    odd = next((name for name in named if name not in (*names, "randomness", "chunk_size")), None)
    if odd is not None or not 1 <= len(values) <= 3:
        raise Refusal("program-argument", say("{name} cannot take these arguments.", name="vmap"))
    ins, outs = (values[at] if len(values) > at else named.get(name, 0) for at, name in enumerate(names, start=1))
    return Batched(values[0], ins, outs)


def run_batched(machine: Machine, batched: Batched, positional: Sequence[Value], named: Mapping[str, Value]) -> Value:
    """What the function makes of every slice, stacked.

    Raises:
        Refusal: ``program-shape`` where there are not as many slices of one as of another.
    """
    axes = [*batched.ins] if isinstance(batched.ins, (list, tuple)) else [batched.ins] * len(positional)
    if len(axes) != len(positional):
        raise Refusal(
            "program-argument", say("Got {count} sizes for {axes} axes.", count=len(axes), axes=len(positional))
        )
    pairs = [*zip(positional, axes, strict=True), *((value, 0) for value in named.values())]
    sizes: set[int] = set()
    slices: list[tuple[Tensor, ...] | None] = []
    for value, axis in pairs:
        if axis is None:
            slices.append(None)
            continue
        if not isinstance(value, Tensor):
            raise Refusal("program-type", say("Expected a tensor, got {value}.", value=said(value)))
        slices.append(unbind(value, integer_of(axis)))
        sizes.add(len(slices[-1] or ()))
    if len(sizes) != 1 or not min(sizes):
        raise Refusal(
            "program-shape",
            say("Tensors with {counts} slices cannot be mapped together.", counts=", ".join(map(str, sorted(sizes)))),
        )
    results: list[Value] = []
    for at in range(sizes.pop()):
        parts = [value if sliced is None else sliced[at] for (value, _), sliced in zip(pairs, slices, strict=True)]
        more = dict(zip(named, parts[len(positional) :], strict=True))
        results.append(machine.tables.call(machine, batched.function, parts[: len(positional)], more))
    return _stacked(results, batched.outs)


def _stacked(results: list[Value], axes: Value) -> Value:
    first = results[0]
    if isinstance(first, (tuple, list)):
        rows = [list(result) if isinstance(result, (tuple, list)) else [] for result in results]
        if len({len(row) for row in rows}) > 1:
            raise Refusal("program-shape", say("These have different lengths."))
        outs = list(axes) if isinstance(axes, (tuple, list)) else [axes] * len(first)
        return type(first)(
            _stacked(list(column), out) for column, out in zip(zip(*rows, strict=True), outs, strict=False)
        )
    tensors = [result for result in results if isinstance(result, Tensor)]
    if len(tensors) < len(results):
        odd = next(result for result in results if not isinstance(result, Tensor))
        raise Refusal("program-type", say("Expected a tensor, got {value}.", value=said(odd)))
    return stack(tensors, integer_of(axes))


def _along_axis(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    if len(values) < 3 or not isinstance(values[2], Tensor):
        raise Refusal("program-argument", say("{name} cannot take these arguments.", name="apply_along_axis"))
    function, x = values[0], values[2]
    axis = axis_of(x, integer_of(values[1]))
    last = move(x, (axis,), (-1,))
    ahead = last.shape[:-1]
    machine.budget.length(prod(ahead))  # before the places are counted up: there may be as many as cells
    results: list[Tensor] = []
    for place in product(*map(range, ahead)):
        machine.budget.spend(1)
        line = last
        for index in place:
            line = select(line, 0, index)
        result = machine.tables.call(machine, function, [line, *values[3:]], dict(named))
        if not isinstance(result, Tensor):
            raise Refusal("program-type", say("Expected a tensor, got {value}.", value=said(result)))
        results.append(result)
    if not results:
        raise Refusal("program-shape", say("{shape} has no cells to choose from.", shape=said(x)))
    stacked = reshape(stack(results), (*ahead, *results[0].shape))
    inner = tuple(range(len(ahead), stacked.rank))
    return move(stacked, inner, tuple(axis + at for at in range(len(inner)))) if inner else stacked


def _map_slices(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    if len(values) != 2:
        raise Refusal("program-argument", say("{name} cannot take these arguments.", name="map"))
    return run_batched(machine, Batched(values[0], 0, 0), [values[1]], {})


BATCHING_CALLS: Mapping[str, Call] = {
    **dict.fromkeys(("jax.vmap", "torch.vmap", "torch.func.vmap"), _vmap),
    "jax.lax.map": _map_slices,
    "numpy.apply_along_axis": _along_axis,
    "jax.numpy.apply_along_axis": _along_axis,
}
"""By path."""
