"""roll shifts as np.roll and torch.roll do with axes; one index says cells, formula, code and the way back."""

from importlib import import_module
from math import prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from einscope.core.judge.verdict import verdict
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.ops import registry
from einscope.core.say.explain import steps
from einscope.core.say.formula import formula
from tests.core.asking import plan_of, refusal, sources
from tests.core.say.code.running import Case, run


@st.composite
def rolls(draw: st.DrawFn) -> tuple[tuple[int, ...], list[int], list[int]]:
    """A shape, shifts and axes; axes may be negative, and may come twice."""
    shape = tuple(draw(st.lists(st.integers(0, 5), min_size=1, max_size=4)))
    axes = draw(st.lists(st.integers(-len(shape), len(shape) - 1), min_size=1, max_size=4))
    return shape, [draw(st.integers(-9, 9)) for _ in axes], axes


def texts_of(shape: tuple[int, ...], shifts: list[int], axes: list[int]) -> dict[str, str]:
    return {
        name: ",".join(map(str, numbers)) for name, numbers in (("shape", shape), ("shift", shifts), ("axes", axes))
    }


@given(rolls())
def test_cells_are_where_numpy_puts_them(asked: tuple[tuple[int, ...], list[int], list[int]]) -> None:
    shape, shifts, axes = asked
    x = np.arange(prod(shape)).reshape(shape)
    np.testing.assert_array_equal(sources(plan_of("roll", **texts_of(*asked))), np.roll(x, shifts, axes))


@given(rolls())
def test_snippets_shift_as_the_plan_does(asked: tuple[tuple[int, ...], list[int], list[int]]) -> None:
    case = Case("roll", texts_of(*asked))
    x = np.arange(prod(asked[0])).reshape(asked[0])
    for library in ("numpy", "slices"):
        np.testing.assert_array_equal(run(case.snippets[library], x), np.roll(x, asked[1], asked[2]))


@pytest.mark.torch
@given(rolls())
def test_torch_shifts_as_the_plan_does(asked: tuple[tuple[int, ...], list[int], list[int]]) -> None:
    torch = import_module("torch")
    case = Case("roll", texts_of(*asked))
    x = torch.arange(prod(asked[0])).reshape(asked[0])
    np.testing.assert_array_equal(run(case.snippets["torch"], x), sources(case.plan))


@pytest.mark.parametrize(
    ("texts", "text", "back"),
    [
        ({"shape": "4", "shift": "1"}, "y[i] = x[(i - 1) % 4]", "x[k] → y[(k + 1) % 4]"),
        ({"shape": "4", "shift": "-5"}, "y[i] = x[(i + 1) % 4]", "x[k] → y[(k - 1) % 4]"),
        ({"shape": "4,3", "shift": "1", "axes": "1"}, "y[i, j] = x[i, (j - 1) % 3]", "x[i, k] → y[i, (k + 1) % 3]"),
        ({"shape": "4,3", "shift": "4,3"}, "y[i, j] = x[i, j]", "x[i, j] → y[i, j]"),
    ],
)
def test_the_formula_goes_on_at_the_other_end(texts: dict[str, str], text: str, back: str) -> None:
    found = formula(plan_of("roll", **texts))
    assert found.text == text
    assert found.where_to is not None
    assert found.where_to.text == back


@given(rolls())
def test_the_way_back_brings_every_cell_home(asked: tuple[tuple[int, ...], list[int], list[int]]) -> None:
    plan = plan_of("roll", **texts_of(*asked))
    inverse = verdict(plan).inverse
    if inverse is None:
        assert 0 in asked[0]
        return
    back = plan_of(inverse.op, **inverse.texts)
    np.testing.assert_array_equal(sources(plan).reshape(-1)[sources(back).reshape(-1)], np.arange(plan.output.cells))


def test_the_verdict_counts_no_cell_of_a_large_tensor() -> None:
    found = verdict(plan_of("roll", shape="1000000,1000,1000", shift="1,500", axes="1,2"))
    assert (found.bijective, found.moved, found.dropped, found.exact) == (True, 10**12, 0, True)
    assert verdict(plan_of("roll", shape="6,4", shift="2", axes="0")).order == 3
    assert verdict(plan_of("roll", shape="6,4", shift="6", axes="0")).identity is True


@pytest.mark.parametrize(
    ("texts", "code", "field", "mended"),
    [
        ({"shape": "4,3", "shift": "1", "axes": "2"}, "roll-axis", "axes", True),
        ({"shape": "", "shift": "1", "axes": "0"}, "roll-axis", "axes", True),
        ({"shape": "4,3", "shift": "1,2,3"}, "roll-count", "shift", True),
        ({"shape": "4,3", "shift": ""}, "roll-count", "shift", True),
        ({"shape": "4,3", "shift": "a"}, "number-unreadable", "shift", False),
        ({"shape": "4,3", "shift": "1" + ",1" * 32}, "number-count", "shift", False),
    ],
)
def test_what_does_not_fit_is_refused(texts: dict[str, str], code: str, field: str, mended: bool) -> None:
    error = refusal("roll", **texts)
    assert (error.code, error.field) == (code, field)
    assert bool(error.repair) == mended
    if mended:
        registry()["roll"].read({**texts, **error.repair}, DEFAULT_LIMITS).plan(DEFAULT_LIMITS)


@pytest.mark.parametrize(("shift", "still"), [("-1,-1", False), ("4,0", True), ("0,0", True), ("4,1", False)])
def test_steps_say_that_nothing_moves_only_where_nothing_does(shift: str, still: bool) -> None:
    plan = plan_of("roll", shape="1,4,4,1", shift=shift, axes="1,2")
    assert any("Nothing moves" in str(each) for each in steps(plan)) == still
