"""A request that was read and planned: all that is known of it before a single cell is looked at."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from typing import Any

from einscope.core.errors import PatternError
from einscope.core.limits import Limits
from einscope.core.mend import offer_repairs
from einscope.core.operation import Operation, Request
from einscope.core.plan import Plan
from einscope.core.spent import spent_on

# As many cells take as long as all that is said of a tensor, or of an axis, and as reading a character.
_TENSOR, _AXIS, _CHARACTER = 512, 256, 16


@dataclass(frozen=True, slots=True)
class Planned:
    """What is asked, and what it does to its cells."""

    request: Request[Any]
    plan: Plan

    @property
    def breadth(self) -> int:
        """How long it takes to say all that the table of strides tells, as a number of cells."""
        return _TENSOR * len(self.plan.inputs) + _AXIS * len(self.plan.axes)

    @property
    def work(self) -> int:
        """How many cells may be looked at one by one; limits may forbid it, which is not known here.

        >>> from einscope.core.limits import DEFAULT_LIMITS
        >>> from einscope.core.ops import registry
        >>> planned(registry()["rearrange"], {"pattern": "h w -> w h", "shape": "30,40"}, DEFAULT_LIMITS).work
        2224
        """
        plan = self.plan  # whose maps are not made here: there may be hundreds
        terms = prod(axis.size for axis in plan.axes if axis.role == "reduced")
        sources = len(plan.inputs) * plan.output.cells * max(1, terms)
        return self.breadth + max(sources, *(tensor.cells for tensor in plan.inputs))


def reading(texts: Mapping[str, object]) -> int:
    """How long it takes to read and plan these texts, as a number of cells.

    >>> reading({"pattern": "h w -> w h", "shape": "30,40"})
    240
    """
    return _CHARACTER * sum(len(str(text)) for text in texts.values())


def planned(operation: Operation[Any], texts: Mapping[str, Any], limits: Limits, mending: bool = True) -> Planned:
    """A request, read and planned.

    Args:
        operation: that is asked.
        texts: of its parameters.
        limits: of a request.
        mending: whether what is refused is to come with what mends it.

    Raises:
        PatternError: whatever is wrong with it.

    Cost: O(rank + length of the texts); of what is refused, that of some tens of requests.
    """
    try:
        with spent_on("plan"):
            request = operation.read(texts, limits)
            return Planned(request, request.plan(limits))
    except PatternError as error:
        if mending:
            offer_repairs(error, operation, texts, limits)
        raise
