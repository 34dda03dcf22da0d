"""How many axes and cells a tensor may have."""

from math import prod

from einscope.core.errors import say
from einscope.core.plan import Shape
from einscope.core.program.budget import Budget
from einscope.core.program.refusal import Refusal


def refuse_size(shape: Shape, budget: Budget) -> None:
    """Refuse more axes or cells than a tensor may have."""
    if len(shape) > budget.limits.axes:
        raise Refusal(
            "axes-limit",
            say(
                "A tensor may have at most {limit} axes; this one has {count}.",
                limit=budget.limits.axes,
                count=len(shape),
            ),
        )
    if prod(max(1, size) for size in shape) > budget.limits.cells:
        raise Refusal(
            "cells-limit", say("A tensor may have at most {limit} cells; this one has more.", limit=budget.limits.cells)
        )
