"""A request whose readings are compared, and tensors for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.operation import Request
from einscope.core.ops import registry
from einscope.core.plan import Plan

Array = npt.NDArray[Any]


@dataclass(frozen=True)
class Case:
    """A request, as a link carries it."""

    operation: str
    texts: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def request(self) -> Request[Any]:
        return registry()[self.operation].read(self.texts, DEFAULT_LIMITS)

    @cached_property
    def plan(self) -> Plan:
        return self.request.plan(DEFAULT_LIMITS)

    @cached_property
    def snippets(self) -> dict[str, str]:
        return self.request.operation.code(self.plan)

    @cached_property
    def tensors(self) -> dict[str, Array]:
        """Cells that no two of are alike and none is 0, as filled-in cells are; ones and zeros for ``any`` and ``all``.

        Sums of products of random numbers are the same by chance where the terms are others, which happens to nobody.
        """
        random = np.random.default_rng(0)
        tensors = {each.name: random.integers(1, 999, each.shape).astype(float) for each in self.plan.inputs}
        if len(tensors) == 1:
            tensors["x"] = _alone(self.plan)
        return tensors

    def __str__(self) -> str:
        return " ".join([self.operation, *(f"{name}={text}" for name, text in self.texts.items())])


def _alone(plan: Plan) -> Array:
    numbers = np.arange(plan.inputs[0].cells, dtype=float)
    match plan.gathers:
        case "any" | "all":
            cells = np.where(numbers * 7 % 5 < 2.5, 1.0, 0.0)
        case "prod":
            cells = 1 + numbers / 1000
        case _:
            cells = numbers + 1
    return cells.reshape(plan.inputs[0].shape)


def pattern_case(operation: str, pattern: str, shape: str, sizes: str = "", reduction: str = "") -> Case:
    """A request that is a pattern."""
    texts = {"pattern": pattern, "shape": shape, "sizes": sizes}
    return Case(operation, {**texts, "reduction": reduction} if reduction else texts)
