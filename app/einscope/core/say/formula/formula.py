"""The formula of a plan: the index of every output axis, and of the input cells that land there."""

from dataclasses import dataclass

from einscope.core.change import Change
from einscope.core.plan import Axis, Index, Plan, Tensor, reach
from einscope.core.say.formula.backward import where_to
from einscope.core.say.formula.equation import Bound, Equation, Gather, cell_of, named, sum_of
from einscope.core.say.formula.text import joined, where_fragments
from einscope.core.say.formula.written import Written, write


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula(Written):
    """``target[…] = source[…]``; an index without terms is 0.

    Args:
        target: for each axis of the output, its index as a sum.
        source: for each axis of the first input, its index as a sum.
        condition: where there is a source at all; None: everywhere.
        where_to: the other direction, where a cell of the first input goes; None: digits cannot say it.
    """

    target: tuple[Index, ...]
    source: tuple[Index, ...]
    condition: str | None
    where_to: Written | None


def formula(plan: Plan, changes: tuple[Change, ...] = ()) -> Formula:
    """The formula of a plan.

    Args:
        plan: what the operation does; several inputs are multiplied.
        changes: what is done to every value in the end; each has an operator.

    Cost: O(rank · inputs).

    >>> from einscope.core.ops import registry
    >>> formula(registry()["expand"].example_plan()).text
    'y[b, 2h + p1, 2w + p2, c] = x[b, h, w, 2p1 + p2 + c]'
    >>> formula(registry()["reduce"].example_plan()).text
    'y[b, h, w, c] = mean over p1, p2 of x[b, 2h + p1, 2w + p2, c]'
    """
    equation = comes_from(plan, changes)
    written = write(equation)
    return Formula(
        text=written.text,
        latex=written.latex,
        mathml=written.mathml,
        fragments=written.fragments,
        target=plan.output.index,
        source=plan.inputs[0].index,
        condition=joined(where_fragments(equation)) or None,
        where_to=where_to(plan),
    )


def comes_from(plan: Plan, changes: tuple[Change, ...] = ()) -> Equation:
    """The equation ``y[…] = x[…]``; several inputs are multiplied, and gathered over what is reduced.

    Cost: O(rank · inputs).
    """
    reduced = tuple(named(number, plan.axes) for number, axis in enumerate(plan.axes) if axis.role == "reduced")
    return Equation(
        cell_of(plan.output, plan.axes),
        "=",
        tuple(cell_of(tensor, plan.axes) for tensor in plan.inputs),
        gather=Gather(plan.gathers, reduced) if plan.gathers else None,
        where=tuple(bound for tensor in plan.inputs for bound in _bounds(tensor, plan.axes)),
        changes=changes,
    )


def _bounds(source: Tensor, axes: tuple[Axis, ...]) -> list[Bound]:
    """Where padding begins: indices that reach outside the shape."""
    bounds: list[Bound] = []
    for number, (index, size) in enumerate(zip(source.index, source.shape, strict=True)):
        least, greatest = reach(index, axes)
        if number in source.wraps or (least >= 0 and greatest < size):
            continue
        if all(axes[term.axis].size for term in index if term.axis is not None):  # else it takes no value at all
            bounds.append(Bound(sum_of(index, axes), 0 if least < 0 else None, size if greatest >= size else None))
    return bounds
