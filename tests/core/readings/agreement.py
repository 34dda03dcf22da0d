"""All readings of a request beside each other."""

from typing import Any

import numpy as np

from einscope.core.checks import CELLS, checked
from tests.core.readings.case import Case
from tests.core.readings.code import assert_code_does
from tests.core.readings.formula import by_formula, by_where_to
from tests.core.readings.scene import by_scene
from tests.core.readings.terms import by_map, by_strides, ordered


def assert_readings_agree(case: Case) -> None:
    """Compare all readings, cell by cell."""
    plan = case.plan
    told = by_map(plan)
    if not any(tensor.wraps for tensor in plan.inputs):  # around an end, no cell lies at a fixed distance
        np.testing.assert_array_equal(by_strides(plan), told, "table of strides")
    np.testing.assert_array_equal(by_formula(plan), told, "formula")
    for number, tensor in enumerate(plan.inputs):
        back = by_where_to(plan, number)
        if back is None:
            assert tensor.sliding or 0 in (axis.size for axis in plan.axes), "only windows may overlap, or leave gaps"
            continue
        pairs = told[:, [0, number + 1]]
        expected = ordered(np.unique(pairs[pairs[:, 1] >= 0], axis=0))
        np.testing.assert_array_equal(back, expected, f"where the cells of {tensor.name} go")
    np.testing.assert_array_equal(by_scene(plan), told, "scene")
    assert_code_does(case)
    opinion = checked(case.request.operation.judge, plan, case.request.values)
    assert opinion.agrees or (opinion.agrees is None and told[:, 1:].size > CELLS), "second opinion"


def assert_torch_agrees(case: Case, torch: Any) -> None:
    """Let PyTorch run its own snippet."""
    assert_code_does(case, torch)
