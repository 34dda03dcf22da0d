"""What an error offers mends the request: one click, and there is a picture."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from einscope.core.errors import PatternError
from tests.core.asking import plan_of, refusal
from tests.core.einops_judge import Request
from tests.core.spoilt import spoilt
from tests.core.strategies import many, slips

REARRANGE, MERGE, EXPAND = "rearrange", "merge", "expand"


@pytest.mark.parametrize(
    ("operation", "texts", "repair"),
    [
        (REARRANGE, {"pattern": "a b -> b a", "shape": "3", "sizes": "a=0"}, {"shape": "0,2"}),
        (REARRANGE, {"pattern": "(a b) -> a b", "shape": "6", "sizes": "a=4"}, {"sizes": "a=3"}),
        (REARRANGE, {"pattern": "(a b c) -> a b c", "shape": "12", "sizes": "a=2,b=4"}, {"sizes": "a=2,b=3"}),
        (REARRANGE, {"pattern": "(a b) -> a b", "shape": "7", "sizes": "b=100"}, {"sizes": "b=7"}),
        (REARRANGE, {"pattern": "(a b) -> a b", "shape": "6", "sizes": "a=2,b=2"}, {"sizes": "a=2"}),
        (REARRANGE, {"pattern": "a b -> b a", "shape": "2,3", "sizes": "b=3,a=3"}, {"sizes": "b=3"}),
        (REARRANGE, {"pattern": "(a b) -> a b", "shape": "6"}, {"sizes": "a=2"}),
        (REARRANGE, {"pattern": "(a b c) -> a b c", "shape": "12"}, {"sizes": "a=2,b=2"}),
        (REARRANGE, {"pattern": "(a b) (c d) -> a b c d", "shape": "6,3", "sizes": "d=3"}, {"sizes": "d=3,a=2"}),
        (REARRANGE, {"pattern": "(a b) -> a b", "shape": "0"}, {"sizes": "a=1"}),
        (REARRANGE, {"pattern": "(a b) -> a b", "shape": "17"}, {"sizes": "a=1"}),
        (REARRANGE, {"pattern": "a b -> b a", "shape": "2,3", "sizes": "c=4,a=2"}, {"sizes": "a=2"}),
        (REARRANGE, {"pattern": "a b -> b a", "shape": "2"}, {"shape": "2,2"}),
        (REARRANGE, {"pattern": "(a b) c -> a b c", "shape": "2", "sizes": "a=3"}, {"shape": "6,2"}),
        (REARRANGE, {"pattern": "a ... b 1 -> a b ...", "shape": "2"}, {"shape": "2,2,1"}),
        (REARRANGE, {"pattern": "-> ", "shape": "2"}, {"shape": ""}),
        (REARRANGE, {"pattern": "a b -> b a", "shape": "2;3"}, {"shape": "2;2"}),
        (REARRANGE, {"shape": "1,2,2,4", "sizes": "p1=2,p2=2"}, {"pattern": "b h w (p1 p2 c) -> b (h p1) (w p2) c"}),
        (MERGE, {"shape": "1,5,4,1"}, {"odd": "pad"}),
        (MERGE, {"shape": "1,5,5"}, {"odd": "pad"}),
        (MERGE, {"shape": "4,4"}, {"shape": "1,4,4,1"}),
        (MERGE, {"shape": "4,4", "channels": "first"}, {"shape": "1,1,4,4"}),
        (MERGE, {"shape": "1,2,3,4,5,6"}, {"shape": "1,4,4,1"}),
        (MERGE, {"shape": "1,4,4,1", "factor": "2,2,2"}, {"factor": "2"}),
        (MERGE, {"shape": "1,4,4,1", "order": "p1 c"}, {"order": "p2 p1 c"}),
        (MERGE, {"shape": "1,4,4,1", "order": "p1 p2 p3 c"}, {"order": "p2 p1 c"}),
        (MERGE, {"shape": "1,4,4,1", "order": "p1 p1 c"}, {"order": "p2 p1 c"}),
        (MERGE, {"shape": "1,4,4,1", "odd": "croped"}, {"odd": "crop"}),
        (MERGE, {"shape": "1,4,4,1", "odd": "Padding"}, {"odd": "pad"}),
        (MERGE, {"shape": "1,4,4,1", "odd": "?"}, {"odd": "error"}),
        (MERGE, {"shape": "1,1,4,4", "channels": "frist"}, {"channels": "first"}),
        (MERGE, {"shape": ";1,4,4,1"}, {"shape": "1,4,4,1"}),
        (MERGE, {"shape": "1,4,4,1;2"}, {"shape": "1,4,4,1"}),
        (MERGE, {"shape": "7", "factor": "3"}, {"shape": "1,6,6,1"}),
        (MERGE, {"shape": "7", "factor": "2,3,1"}, {"shape": "1,4,6,2,1"}),
        (MERGE, {"shape": "7", "order": "p1 c"}, {"shape": "1,4,1"}),
        ("reduce", {"pattern": "a b -> a", "shape": "2,3", "reduction": "maximum"}, {"reduction": "max"}),
        ("reduce", {"pattern": "a b -> a", "shape": "2,3", "reduction": "SUM"}, {"reduction": "sum"}),
        ("unfold", {"shape": "4,4", "kernel": "7"}, {"shape": "1,7,7,1"}),
        ("unfold", {"shape": "1,2,4,1", "kernel": "3"}, {"shape": "1,3,4,1"}),
        ("einsum", {"pattern": "i j k", "shape": "2,3,4"}, {"pattern": "i j k -> i j k"}),
        ("einsum", {"pattern": "i j, j k", "shape": "2,3;3,4"}, {"pattern": "i j, j k -> i k"}),
        ("einsum", {"pattern": "ij,jk->ik", "shape": "2,3"}, {"shape": "2,3;3,2"}),
        ("einsum", {"pattern": "ij,jk->ik", "shape": "2,3;4,5"}, {"shape": "2,3;3,5"}),
        ("einsum", {"pattern": "ij,jk->ik", "shape": "2,3;7"}, {"shape": "2,3;3,2"}),
        ("einsum", {"pattern": "ii->i", "shape": "1,3"}, {"shape": "3,3"}),
        ("einsum", {"pattern": "...ij,j->...i", "shape": "2;3,4"}, {"shape": "2,2;2"}),
        ("einsum", {"pattern": "i,i,i->i", "shape": "1;3;4"}, {"shape": "1;3;3"}),
        (MERGE, {"shape": "1,4,4,1", "channels": "middle"}, {"channels": "last"}),
        (EXPAND, {"shape": "1,2,2,5"}, {"shape": "1,2,2,4"}),
        (EXPAND, {"shape": "1,2,2,6"}, {"shape": "1,2,2,8"}),
        (EXPAND, {"shape": "1,2,2,1"}, {"shape": "1,2,2,4"}),
        (EXPAND, {"shape": "1,3,2,2", "channels": "first"}, {"shape": "1,4,2,2"}),
        (EXPAND, {"shape": "1,2,2,7", "factor": "2,3"}, {"shape": "1,2,2,6"}),
        (EXPAND, {"shape": "1,12", "factor": "2"}, {"shape": "1,2,2,4"}),
        (EXPAND, {"shape": "1,12", "factor": "2,3", "channels": "first"}, {"shape": "1,6,2,2"}),
        (EXPAND, {"shape": "1,2,2,4", "order": "c"}, {"order": "p1 p2 c"}),
    ],
)
def test_the_repair_mends_the_request(operation: str, texts: dict[str, str], repair: dict[str, str]) -> None:
    error = refusal(operation, **texts)
    assert error.repair == repair
    plan_of(operation, **{**texts, **error.repair})


@pytest.mark.parametrize(
    "texts",
    [
        {"pattern": "(a b) -> a b", "shape": "6", "sizes": "a=0"},
        {"pattern": "(a b c) -> a b c", "shape": "6", "sizes": "a=4,b=5,c=6"},
        {"pattern": "a b -> b c", "shape": "2,3"},
        {"pattern": "(tensor b) -> tensor b", "shape": "6", "sizes": "tensor=2"},
        {"pattern": "a -> a", "shape": "99999999999999999"},
    ],
)
def test_where_nothing_is_sure_to_mend_it_nothing_is_offered(texts: dict[str, str]) -> None:
    assert refusal("rearrange", **texts).repair == {}


def mistake(operation: str, texts: dict[str, str]) -> PatternError | None:
    try:
        plan_of(operation, **texts)
    except PatternError as error:
        return error
    return None


def mended(operation: str, texts: dict[str, str]) -> bool:
    """Whether taking every offer, one after the other, ends in a picture; each must at least mend its own mistake."""
    error = mistake(operation, texts)
    for _ in range(8):
        if error is None or not error.repair:
            return error is None
        before, texts = error, {**texts, **error.repair}
        error = mistake(operation, texts)
        assert str(error) != str(before), texts
    raise AssertionError(f"the offers lead in a circle: {texts}")


numbers = st.sampled_from(["0", "1", "2", "3", "4", "5", "6", "7", "8", "12"])
orders = st.sampled_from(["", "p1 p2 c", "c p2 p1", "p1 c", "c p1", "p3 p2 p1 c", "x"])


@many
@given(
    st.sampled_from([MERGE, EXPAND]),
    st.lists(numbers, max_size=6).map(",".join),
    st.lists(numbers.filter(lambda number: number != "0"), min_size=1, max_size=3).map(",".join),
    orders,
    st.sampled_from(["last", "first", "middle"]),
)
def test_offers_mend_every_block_operation(operation: str, shape: str, factor: str, order: str, channels: str) -> None:
    assert mended(operation, {"shape": shape, "factor": factor, "order": order, "channels": channels})


@many
@given(slips())
def test_offers_never_lead_in_a_circle(asked: Request) -> None:
    mended(REARRANGE, asked.texts)


@settings(max_examples=1500, deadline=None)
@given(spoilt())
def test_whatever_is_offered_for_a_slip_mends_it(request: tuple[str, dict[str, str]]) -> None:
    mended(*request)
