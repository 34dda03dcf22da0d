"""Where does a cell of the output come from?"""

from einscope.core.change import Change
from einscope.core.plan import Axis, Plan, Tensor, constant
from einscope.core.say.formula.equation import Bound, Equation, Gather, cell_of, named, sum_of


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
    found: list[Bound] = []
    for number, (index, size) in enumerate(zip(source.index, source.shape, strict=True)):
        sizes = [axes[term.axis].size for term in index if term.axis is not None]
        if number in source.wraps or not all(sizes):  # an index that takes no value leaves nothing
            continue
        ends = [term.times * (axes[term.axis].size - 1) for term in index if term.axis is not None]
        below = constant(index) + sum(min(0, end) for end in ends) < 0
        above = constant(index) + sum(max(0, end) for end in ends) >= size
        if below or above:
            found.append(Bound(sum_of(index, axes), 0 if below else None, size if above else None))
    return found
