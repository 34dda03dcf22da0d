"""The formula of a plan: the index of every output axis, and of the input cell that lands there."""

from dataclasses import dataclass

from app.core.plan import Axis, Plan, Tensor


@dataclass(frozen=True, slots=True)
class Term:
    """``times`` · axis; part of the index along one axis of a tensor."""

    times: int
    axis: int


Index = tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Formula:
    """``target[…] = source[…]``; an index without terms is 0. ``condition``: where there is a source at all."""

    text: str
    target: tuple[Index, ...]
    source: tuple[Index, ...]
    condition: str | None = None


def formula(plan: Plan) -> Formula:
    """The formula of a plan with one input.

    Cost: O(rank).

    >>> from app.core.ops import registry
    >>> formula(registry()["expand"].example_plan()).text
    'y[b, 2h + p1, 2w + p2, c] = x[b, h, w, 2p1 + p2 + c]'
    """
    source, target = plan.inputs[0], plan.output
    condition = _condition(source, plan.axes)
    text = f"{_side(target, plan.axes)} = {_side(source, plan.axes)}"
    if condition:
        text += f" where {condition}, else 0"
    return Formula(text, indices(target, plan.axes), indices(source, plan.axes), condition)


def indices(tensor: Tensor, axes: tuple[Axis, ...]) -> tuple[Index, ...]:
    """For each axis of a tensor, its index as a sum of digits times their weights."""
    return tuple(_index(parts, axes) for parts in tensor.arrangement)


def _index(parts: tuple[int, ...], axes: tuple[Axis, ...]) -> Index:
    terms: list[Term] = []
    times = 1
    for part in reversed(parts):
        terms.append(Term(times, part))
        times *= axes[part].size
    return tuple(reversed(terms))


def _side(tensor: Tensor, axes: tuple[Axis, ...]) -> str:
    return f"{tensor.name}[{', '.join(_sum(index, axes) for index in indices(tensor, axes))}]"


def _sum(index: Index, axes: tuple[Axis, ...]) -> str:
    return " + ".join(f"{_times(term.times)}{axes[term.axis].name}" for term in index) or "0"


def _times(times: int) -> str:
    return "" if times == 1 else str(times)


def _condition(source: Tensor, axes: tuple[Axis, ...]) -> str | None:
    """Where padding begins: the axes whose arrangement reaches beyond the shape."""
    inner = [
        f"{_sum(index, axes)} < {size}"
        for index, size, parts in zip(indices(source, axes), source.shape, source.arrangement, strict=True)
        if _length(parts, axes) > size
    ]
    return " and ".join(inner) or None


def _length(parts: tuple[int, ...], axes: tuple[Axis, ...]) -> int:
    length = 1
    for part in parts:
        length *= axes[part].size
    return length
