"""How the tests run a snippet, and what it has to leave in ``y``."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from einscope.core.ops import registry
from einscope.core.plan import Plan
from tests.core.asking import plan_of

Array = npt.NDArray[Any]

REDUCTIONS: Mapping[str, Callable[..., Array]] = {
    "mean": np.mean,
    "sum": np.sum,
    "max": np.max,
    "min": np.min,
    "prod": np.prod,
    "any": np.any,
    "all": np.all,
}


@dataclass(frozen=True)
class Case:
    """A request, as a link carries it."""

    operation: str
    texts: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def plan(self) -> Plan:
        return plan_of(self.operation, **self.texts)

    @property
    def reduction(self) -> str | None:
        return self.texts.get("reduction")

    @cached_property
    def snippets(self) -> dict[str, str]:
        return registry()[self.operation].code(self.plan)

    def __str__(self) -> str:
        return " ".join([self.operation, *(f"{name}={text}" for name, text in self.texts.items())])


def pattern_case(operation: str, pattern: str, shape: str, sizes: str = "", reduction: str = "") -> Case:
    """A request that is a pattern."""
    texts = {"pattern": pattern, "shape": shape, "sizes": sizes}
    return Case(operation, {**texts, "reduction": reduction} if reduction else texts)


def x_for(case: Case) -> Array:
    """Cells that no two of are alike and none is 0, as filled-in cells are; ones and zeros for ``any`` and ``all``."""
    source = case.plan.inputs[0]
    numbers = np.arange(source.cells, dtype=float)
    match case.reduction:
        case "any" | "all":
            cells = np.where(numbers * 7 % 5 < 2.5, 1.0, 0.0)
        case "prod":
            cells = 1 + numbers / 1000
        case _:
            cells = numbers + 1
    return cells.reshape(source.shape)


def y_for(case: Case, x: Array) -> Array:
    """The output that our own index map tells; filled-in cells are 0."""
    plan = case.plan
    sources = plan.maps[0].sources(np.arange(plan.output.cells, dtype=np.int64))
    cells = np.append(x.reshape(-1), 0.0)[sources]  # -1 is the cell behind all
    together = REDUCTIONS[case.reduction](cells, axis=1) if case.reduction and has_reduced(plan) else cells[:, 0]
    return together.reshape(plan.output.shape)


def has_reduced(plan: Plan) -> bool:
    """Whether any axis is reduced."""
    return any(axis.role == "reduced" for axis in plan.axes)


def run(snippet: str, x: object) -> Any:
    """What the snippet leaves in ``y``; it knows nothing but ``x``."""
    names: dict[str, Any] = {"x": x}
    exec(compile(snippet, "<snippet>", "exec"), names)
    return names["y"]
