"""The request that undoes a plan."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from einscope.core.address import Address
from einscope.core.errors import PatternError
from einscope.core.judge.verdict.way_back import way_back
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.operation import Way
from einscope.core.ops import registry
from einscope.core.pattern.names import Names
from einscope.core.pattern.needed import needed_sizes
from einscope.core.pattern.parser import Pattern, parse
from einscope.core.pattern.resolve import RESERVED
from einscope.core.plan import Plan, Shape, Tensor
from einscope.core.told import UNTOLD, told


@dataclass(frozen=True, slots=True)
class Inverse:
    """The request that takes the output back to the input.

    Args:
        op: name of the operation.
        pattern: the einops pattern of the way back; empty where none says it.
        sizes: sizes that the pattern needs beside the shape.
        shape: of its input, as text.
        texts: its parameters, as an address has them.
    """

    op: str
    pattern: str
    sizes: Mapping[str, int]
    shape: str = field(metadata=UNTOLD)
    texts: Mapping[str, str]

    @told
    def url(self) -> Address:
        """The visualiser with the inverse."""
        return Address(self.op, self.texts)


def inverse_of(plan: Plan) -> Inverse | None:
    """The inverse of a bijective plan with one input, None where no single pattern says it.

    The inverse of a rearrangement is one, that of a merge an expansion, and where axes of one cell come or go it is
    ``repeat`` or ``reduce``. A pattern is turned round as it was typed; the ellipsis stays, unless its side of the
    arrow would not take it: ``... -> (...)`` has no inverse that keeps it, so its axes get names. What is no pattern,
    or turned round is none that einops could be told, is written down from the table of strides.

    Cost: O(length of the pattern + rank).

    >>> from einscope.core.ops import registry
    >>> inverse = inverse_of(registry()["rearrange"].example_plan())
    >>> inverse.pattern, inverse.sizes, inverse.shape
    ('b (h p1) (w p2) c -> b h w (p1 p2 c)', {'p1': 2, 'p2': 2}, '1,4,4,1')
    """
    if plan.inputs[0].wraps:
        return asked_for(plan, Way(_text(plan.output.shape)))
    for make in (_turned, _written):
        try:
            inverse = make(plan)
        except PatternError:
            continue  # not written as a pattern, or with sizes that einops cannot be told
        if inverse is not None:
            return inverse
    return None


def asked_for(plan: Plan, way: Way) -> Inverse | None:
    """The request that goes a way back, of the first operation that says so; None where none does.

    Those that say more of a plan than a pattern does come first.

    Cost: O(operations · rank).
    """
    operations = registry().values()
    for operation in sorted(operations, key=lambda candidate: any(of.name == "pattern" for of in candidate.parameters)):
        texts = operation.back and operation.back(plan, way)
        if texts is not None:
            request = operation.read(texts, DEFAULT_LIMITS)
            return Inverse(operation.name, way.pattern, way.sizes, way.shape, request.texts())
    return None


def _certain(plan: Plan, inverse: Inverse) -> bool:
    """Whether swapping the sides is all there is to it: the same named axes on both, and sizes that can be said."""
    return (
        not plan.meant
        and len(inverse.pattern) <= DEFAULT_LIMITS.pattern_characters
        and not parse(plan.pattern).left.ellipsis
        and all(axis.role == "kept" for axis in plan.axes)
        and not any(name in RESERVED for name in inverse.sizes)
    )


def _undoes(inverse: Inverse, plan: Plan) -> bool:
    back = registry()[inverse.op].read(inverse.texts, DEFAULT_LIMITS).plan(DEFAULT_LIMITS)
    if back.output.shape != plan.inputs[0].shape:
        return False
    outward, home = _rows(plan, plan.inputs[0], plan.output), _rows(back, back.output, back.inputs[0])
    return outward == home or plan.output.cells == 0  # without cells, the shape is all there is to bring home


def _turned(plan: Plan) -> Inverse | None:
    """The pattern that was typed, its sides swapped."""
    if plan.letters:
        return None
    pattern = parse(plan.pattern)
    text = _swapped_text(pattern, plan)
    back = parse(text) if pattern.left.ellipsis else Pattern(text, (), pattern.right, pattern.left)
    sizes = {axis.name: axis.size for axis in plan.axes}
    if any(item.kind == "name" and item.text not in sizes for item in (*back.left.items, *back.right.items)):
        return None  # an axis of the ellipsis, which einsum calls by another name
    inverse = _request(plan, back, sizes)
    return inverse if inverse and (_certain(plan, inverse) or _undoes(inverse, plan)) else None


def _written(plan: Plan) -> Inverse | None:
    """A pattern written down from the table of strides."""
    back = way_back(plan)
    inverse = back and _request(plan, parse(back.text), back.sizes)
    return inverse if inverse and _undoes(inverse, plan) else None


def _request(plan: Plan, back: Pattern, sizes: Mapping[str, int]) -> Inverse | None:
    needed = needed_sizes(back, sizes, [axis.name for axis in plan.axes if axis.given])
    left, right = ({item.text for item in side.items} for side in (back.left, back.right))
    way = Way(_text(plan.output.shape), back.text, needed, drops=bool(left - right), makes=bool(right - left))
    return asked_for(plan, way)


def _text(shape: Shape) -> str:
    return ",".join(map(str, shape))


def _swapped_text(pattern: Pattern, plan: Plan) -> str:
    left, right = (pattern.text[side.span.start : side.span.end].strip() for side in (pattern.left, pattern.right))
    if pattern.left.ellipsis and not any(dimension.is_bare_ellipsis for dimension in pattern.right.dimensions):
        spread = len(plan.inputs[0].shape) - len(pattern.left.dimensions) + 1
        names = Names(pattern, spread)
        names.arrangement(pattern.left)
        spelled = " ".join(name for name, item in zip(names.names, names.items, strict=True) if item.kind == "ellipsis")
        left, right = (_tidy(side.replace("...", spelled)) for side in (left, right))
    return f"{right} -> {left}".strip()


def _tidy(side: str) -> str:
    return re.sub(r" +", " ", side).replace("( ", "(").replace(" )", ")").strip()


def _rows(plan: Plan, source: Tensor, target: Tensor) -> list[tuple[int, int, int]]:
    """The table of strides without the names, in an order of its own."""
    rows = zip(plan.axes, source.strides, target.strides, strict=True)
    return sorted(
        (axis.size, source_stride, target_stride) for axis, source_stride, target_stride in rows if axis.size != 1
    )
