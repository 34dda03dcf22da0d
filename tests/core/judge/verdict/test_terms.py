"""How many cells a cell is made of: as the axes of an operation say it, and counted."""

import pytest
from hypothesis import given

from einscope.core.judge.verdict import verdict
from einscope.core.judge.verdict.notes import notes
from einscope.core.judge.verdict.terms import terms_of, terms_of_plan
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.map import whole
from einscope.core.ops import registry
from tests.core.asking import plan_of
from tests.core.judge.verdict.requests import Texts, patterns

SEVERAL, UP_TO = "Output cells combine several input cells.", "Output cells combine up to {} input cells."


@given(patterns())
def test_axes_say_what_counting_finds(asked: Texts) -> None:
    operation, texts = asked
    plan = registry()[operation].read(texts, DEFAULT_LIMITS).plan(DEFAULT_LIMITS)
    assert terms_of_plan(plan) == terms_of(whole(plan.maps[0], plan.inputs[0].cells))


@pytest.mark.parametrize(
    ("operation", "pattern", "shape", "said"),
    [
        ("reduce", "i j -> i", "2,4", UP_TO.format(4)),
        ("reduce", "i j -> j", "1,4", "Only the shape changes: every cell keeps its flat position."),
        ("einsum", "ij,jk->ik", "2,3;3,2", SEVERAL),
        ("rearrange", "i j -> j i", "2,2", "2 of 4 cells change their flat position."),
    ],
)
def test_cells_made_of_several_are_said_to_be_so_and_not_to_move(
    operation: str, pattern: str, shape: str, said: str
) -> None:
    plan = plan_of(operation, pattern=pattern, shape=shape)
    told = notes(verdict(plan, 10**6), plan.inputs[0].cells, plan.output.cells, terms_of_plan(plan))
    assert [str(each.text) for each in told if "combine" in str(each.text) or "position" in str(each.text)] == [said]
