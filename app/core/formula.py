"""The formula of a plan: the index of every output axis, and of the input cells that land there."""

from dataclasses import dataclass

from app.core.plan import Axis, Index, Plan, Tensor


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
    return Formula(text, target.index, source.index, condition)


def _side(tensor: Tensor, axes: tuple[Axis, ...]) -> str:
    return f"{tensor.name}[{', '.join(sum_text(index, axes) for index in tensor.index)}]"


def sum_text(index: Index, axes: tuple[Axis, ...]) -> str:
    """An index as people write it.

    >>> from app.core.plan import Term
    >>> sum_text((Term(2, 0), Term(1, 1), Term(-1, None)), (Axis("h", 4), Axis("p", 2)))
    '2h + p - 1'
    """
    text = ""
    for term in index:
        name = "" if term.axis is None else axes[term.axis].name
        size = abs(term.times)
        piece = f"{'' if size == 1 and name else size}{name}"
        sign = "-" if term.times < 0 else "+"
        text = f"{text} {sign} {piece}" if text else f"{sign if sign == '-' else ''}{piece}"
    return text or "0"


def _condition(source: Tensor, axes: tuple[Axis, ...]) -> str | None:
    """Where padding begins: indices that reach outside the shape."""
    inner: list[str] = []
    for index, size in zip(source.index, source.shape, strict=True):
        low = sum(term.times for term in index if term.axis is None)
        high = low + sum(term.times * max(0, axes[term.axis].size - 1) for term in index if term.axis is not None)
        below, above = low < 0, high >= size
        if below or above:
            inner.append(f"{'0 <= ' if below else ''}{sum_text(index, axes)}{f' < {size}' if above else ''}")
    return " and ".join(inner) or None
