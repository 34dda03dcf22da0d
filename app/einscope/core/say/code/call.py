"""A plan as a call of einops."""

from einscope.core.plan import Plan
from einscope.core.say.code.dialects import NUMPY
from einscope.core.say.code.literals import keywords, quoted, whole
from einscope.core.say.code.steps import Pad, fit, fitted_shape


def call(function: str, plan: Plan) -> str:
    """The call that does what the plan does.

    einops neither cuts off nor fills up, so that comes first, in the words of NumPy.

    Args:
        function: the function of einops.
        plan: of an operation on one tensor.

    Cost: O(length of the pattern + rank).

    >>> from einscope.core.ops import registry
    >>> print(call("repeat", registry()["repeat"].example_plan()))
    from einops import repeat
    <BLANKLINE>
    y = repeat(x, "h w -> (h 2) (w 2)")
    """
    source = plan.inputs[0]
    before = fit(source.shape, fitted_shape(source, plan.axes))
    imports = ["import numpy as np"] if any(isinstance(step, Pad) for step in before) else []
    lines = [f"y = {NUMPY.expression(step, 'y' if number else 'x')}" for number, step in enumerate(before)]
    arguments = "" if plan.reduction is None else f", {quoted(plan.reduction)}"
    arguments = f"{'y' if before else 'x'}, {quoted(plan.pattern)}{arguments}{keywords(plan.sizes)}"
    return whole([*imports, f"from einops import {function}"], [*lines, f"y = {function}({arguments})"])
