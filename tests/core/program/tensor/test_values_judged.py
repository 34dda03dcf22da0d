"""NumPy judges what is said of values: no program that changes a number is called the identity, or the same."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.ops import registry
from einscope.core.program import run
from einscope.core.program.answer.judged import judged
from tests.core.program.judge import executed
from tests.core.program.programs.case import in_numpy

LINES = [
    "x = -x",
    "x = x + {n}",
    "x = {n} - x",
    "x = x * {n}",
    "x = x / {n}",
    "x = x.T",
    "x = x.reshape(3, 4) if x.shape[0] != 3 else x.reshape(4, 3)",
    "x = np.flip(x, 0)",
    "x = x[:, ::-1]",
    "x = np.concatenate([x[:1], -x[1:]])",
    "x = np.concatenate([x[1:], x[:1]])",
    "x = x + x",
    "x = x - x[::-1]",
    "x = np.abs(x)",
    "x[0] = x[1]",
    "x = x.copy()",
    "x = x * np.ones(x.shape)",
    "x = x + np.zeros(x.shape)",
    "x = np.maximum(x, {n})",
    "x = x[:, :, None].sum(-1)",
    "x = x[None].mean(0)",
]


@given(st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from([-2, 0.5, 1, 2])), min_size=1, max_size=6))
def test_what_is_said_of_values_is_so(lines: list[tuple[str, float]]) -> None:
    case = in_numpy("\n".join(line.format(n=number) for line, number in lines) + "\ny = x", "3,4")
    program = run(case.code, case.shapes, {}, DEFAULT_LIMITS, "numpy")
    found = judged(program, ("i", "j"), DEFAULT_LIMITS)
    x = np.random.default_rng(0).uniform(-3, 3, (3, 4))
    y = executed(case, "numpy", {"x": x.copy()})
    kept = set(y.reshape(-1)) <= set(x.reshape(-1))
    if not kept:
        assert found.changes
    if found.verdict.identity:
        np.testing.assert_array_equal(y, x)
    if found.same is not None or (found.plan is not None and found.changes.said):
        assert found.alike is not None
        if found.plan is not None:
            text = registry()[str(found.alike.op)].code(found.plan)["numpy"]
            names = {"x": x}
            exec("\n".join([text, *(f"y = {change.code}" for change in found.changes.each)]), names)
            np.testing.assert_allclose(names["y"], y, rtol=1e-9)
    if not found.changes:
        (entered,) = program.inputs
        sources = program.output.map.sources(np.arange(program.output.cells)).max(axis=1)
        np.testing.assert_array_equal(y.reshape(-1), x.reshape(-1)[sources])
        assert entered.name == "x"
