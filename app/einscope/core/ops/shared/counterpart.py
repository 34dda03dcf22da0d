"""The request that people mistake this one for: the same blocks in the other usual order."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Literal

from einscope.core.operation import Counterpart, Request, Values
from einscope.core.pattern.parser import Dimension, Side, parse
from einscope.core.plan import Plan, Tensor


def other_order(request: Request[Values], plan: Plan) -> Counterpart | None:
    """Of a merge or an expansion, the other usual order of the channels.

    That is the offsets inside a block in the opposite order; where there is one offset, before c instead of behind it.
    None where that would be the same.

    Cost: O(rank).
    """
    words = plan.meant["order"].split()
    offsets = [word for word in words if word != "c"]
    backwards = reversed(offsets)
    order = [word if word == "c" else next(backwards) for word in words] if len(offsets) > 1 else words[::-1]
    sizes = {axis.name: axis.size for axis in plan.axes}
    if [word for word in order if sizes[word] > 1] == [word for word in words if sizes[word] > 1]:
        return None
    return Counterpart({**request.texts(), "order": " ".join(order)}, " ".join(order))


def exchanged(request: Request[Values], plan: Plan) -> Counterpart | None:
    """Of a pattern, the one with two parts in each other's places, on the side whose shape stays what it is.

    Two parts of one axis that land in two composite axes, or come from two into one, change places, and so do the last
    parts of two composite axes. None where nothing suggests itself.

    Cost: O(rank² + length of the pattern).

    >>> from einscope.core.limits import DEFAULT_LIMITS
    >>> from einscope.core.ops import registry
    >>> request = registry()["rearrange"].read(registry()["rearrange"].example, DEFAULT_LIMITS)
    >>> exchanged(request, request.plan(DEFAULT_LIMITS)).label
    '(h p2) (w p1)'
    """
    pattern = parse(plan.pattern)
    for side, parts in _pairs(plan):
        names = dict(zip(parts, reversed(parts), strict=True))
        made = _with_exchanged(pattern.text, pattern.right if side == "right" else pattern.left, names)
        if made is not None:
            text, label = made
            return Counterpart({**request.texts(), "pattern": text}, label)
    return None


def _pairs(plan: Plan) -> Iterator[tuple[Literal["left", "right"], tuple[str, str]]]:
    """Names of parts to exchange, and on which side, what suggests itself most first."""
    before, after = _last(plan.inputs[0], plan), _last(plan.output, plan)
    for one, other in combinations(after, 2):
        names = plan.axes[one].name, plan.axes[other].name
        alike = plan.axes[one].size == plan.axes[other].size
        crossed = one in before and other in before and (before[one], before[other]) == (after[other], after[one])
        apart = any({one, other} <= set(parts) for parts in plan.inputs[0].arrangement)
        if alike and (apart or crossed):
            yield "right", names
        elif apart:
            yield "left", names
    for one, other in combinations(before, 2):
        if any({one, other} <= set(parts) for parts in plan.output.arrangement):
            yield "right", (plan.axes[one].name, plan.axes[other].name)


def _last(tensor: Tensor, plan: Plan) -> dict[int, tuple[int, ...]]:
    """The fastest part of each composite axis, with the parts before it."""
    return {parts[-1]: parts[:-1] for parts in tensor.arrangement if len(parts) > 1 and plan.axes[parts[-1]].size > 1}


def _with_exchanged(text: str, side: Side, names: Mapping[str, str]) -> tuple[str, str] | None:
    """The pattern with two names exchanged on a side, and the axes where that shows; None if they are not written."""
    touched = [dimension for dimension in side.dimensions if any(item.text in names for item in dimension.items)]
    items = [item for dimension in touched for item in dimension.items if item.text in names]
    if len(items) != len(names):
        return None
    label = " ".join(_written(dimension, names) for dimension in touched)
    for item in reversed(items):
        text = f"{text[: item.span.start]}{names[item.text]}{text[item.span.end :]}"
    return text, label


def _written(dimension: Dimension, names: Mapping[str, str]) -> str:
    return f"({' '.join(names.get(item.text, item.text) for item in dimension.items)})"
