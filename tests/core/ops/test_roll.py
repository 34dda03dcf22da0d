"""roll shifts as np.roll and torch.roll do with axes; one index says cells, formula, code and the way back."""

import numpy as np
import pytest
from hypothesis import given

from einscope.core.judge.verdict import verdict
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.ops import registry
from einscope.core.say.explain import steps
from einscope.core.say.formula import formula
from tests.core.asking import plan_of, refusal, sources
from tests.core.judge.verdict.requests import Texts, rolls


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
def test_the_way_back_brings_every_cell_home(asked: Texts) -> None:
    plan = plan_of(asked[0], **asked[1])
    inverse = verdict(plan).inverse
    if inverse is None:
        assert plan.output.cells == 0
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
