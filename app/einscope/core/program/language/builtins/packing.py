"""einops beside its patterns: ``pack`` and ``unpack``, ``parse_shape``, and what its layers of weights are."""

from collections.abc import Mapping, Sequence
from math import prod

from einscope.core.errors import say
from einscope.core.program.language.builtins.operands import Call, entries_of
from einscope.core.program.movement.axes.axes import needs_axes
from einscope.core.program.movement.axes.shape import reshape
from einscope.core.program.movement.parts.cut import split_with_sizes
from einscope.core.program.movement.parts.join import cat
from einscope.core.program.refusal import Refusal
from einscope.core.program.run.machine import Machine
from einscope.core.program.tensor.integers import as_ints
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Value, said, shape_text


def _ends(pattern: Value) -> tuple[int, int]:
    """How many axes of a pattern stand before its star, and how many after."""
    if not isinstance(pattern, str):
        raise Refusal("program-type", say("Expected a string, got {value}.", value=said(pattern)))
    names = pattern.split()
    others = [name for name in names if name != "*"]
    if len(names) - len(others) != 1 or len(set(others)) < len(others) or not all(map(str.isidentifier, others)):
        raise Refusal("program-argument", say("A pattern to pack by has names of axes and one star: 'b * c'."))
    at = names.index("*")
    return at, len(names) - at - 1


def _given(name: str, wanted: Sequence[str], values: Sequence[Value], named: Mapping[str, Value]) -> list[Value]:
    arguments = {**dict(zip(wanted, values, strict=False)), **named}
    if len(values) > len(wanted) or set(arguments) != set(wanted):
        raise Refusal("program-argument", say("{name} cannot take these arguments.", name=name))
    return [arguments[argument] for argument in wanted]


def _pack(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    tensors, pattern = _given("pack", ("tensors", "pattern"), values, named)
    before, after = _ends(pattern)
    pieces: list[Tensor] = []
    shapes: list[Value] = []
    entries = entries_of(machine, tensors)
    for number, tensor in enumerate(entries):
        if not isinstance(tensor, Tensor):
            raise Refusal(
                "program-type", say("Expected a list of tensors, got {value}.", value=said(tensor)), piece=number
            )
        if tensor.rank < before + after:
            raise needs_axes(before + after, tensor.rank)
        end = tensor.rank - after
        inner = tensor.shape[before:end]
        shapes.append(tuple(inner))
        pieces.append(reshape(tensor, (*tensor.shape[:before], prod(inner), *tensor.shape[end:])))
    if not pieces:
        raise Refusal("program-type", say("Expected a list of tensors, got {value}.", value=said(tensors)))
    return cat(pieces, before), shapes


def _unpack(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    x, shapes, pattern = _given("unpack", ("tensor", "packed_shapes", "pattern"), values, named)
    before, after = _ends(pattern)
    if not isinstance(x, Tensor):
        raise Refusal("program-type", say("Expected a tensor, got {value}.", value=said(x)))
    if x.rank != before + after + 1:
        raise Refusal(
            "program-shape",
            say("Expected a tensor with {rank} axes, got {shape}.", rank=before + after + 1, shape=said(x)),
        )
    inner = [as_ints(shape) for shape in entries_of(machine, shapes)]
    open_ones = [at for at, shape in enumerate(inner) if -1 in shape]
    if len(open_ones) > 1 or any(shape.count(-1) > 1 for shape in inner):
        raise Refusal("program-shape", say("only one size may be -1"))
    sizes = [prod(shape) for shape in inner]
    if open_ones:
        at = open_ones[0]
        rest = x.shape[before] - sum(size for number, size in enumerate(sizes) if number != at)
        known = prod(size for size in inner[at] if size != -1)
        if rest < 0 or (known and rest % known) or not known:
            raise Refusal(
                "program-shape",
                say("{shape} cannot become {wanted}.", shape=shape_text(x.shape), wanted=shape_text(inner[at])),
            )
        sizes[at] = rest
        inner[at] = tuple(rest // known if size == -1 else size for size in inner[at])
    parts = split_with_sizes(x, tuple(sizes), before)
    return [
        reshape(part, (*x.shape[:before], *shape, *x.shape[before + 1 :]))
        for part, shape in zip(parts, inner, strict=True)
    ]


def _parse_shape(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    x, pattern = _given("parse_shape", ("x", "pattern"), values, named)
    if not isinstance(x, Tensor) or not isinstance(pattern, str):
        raise Refusal("program-argument", say("{name} cannot take these arguments.", name="parse_shape"))
    names = pattern.split()
    if "..." in names or "…" in names:
        at = names.index("..." if "..." in names else "…")
        names[at : at + 1] = ["_"] * max(0, x.rank - len(names) + 1)
    if len(names) != x.rank or not all(map(str.isidentifier, names)):
        raise Refusal(
            "program-shape", say("Expected a tensor with {rank} axes, got {shape}.", rank=len(names), shape=said(x))
        )
    return {name: size for name, size in zip(names, x.shape, strict=True) if not name.startswith("_")}


def _as_numpy(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    (x,) = _given("asnumpy", ("tensor",), values, named)
    return x


PACKING_CALLS: Mapping[str, Call] = {
    "einops.pack": _pack,
    "einops.unpack": _unpack,
    "einops.parse_shape": _parse_shape,
    "einops.asnumpy": _as_numpy,
}
"""By path."""
