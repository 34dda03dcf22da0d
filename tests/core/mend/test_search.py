"""Whatever is offered mends the request, for any slip; and little is asked to find it."""

import pytest
from hypothesis import given, settings

from einscope.core.errors import PatternError
from einscope.core.limits import DEFAULT_LIMITS, Limits
from einscope.core.mend import offer_repairs, search
from einscope.core.mend.mistake import Asked
from einscope.core.ops import registry
from tests.core.asking import plan_of
from tests.core.mend.offered import Texts, assert_every_offer_is_answered, refused
from tests.core.spoilt import spoilt


@settings(max_examples=400, deadline=None)
@given(spoilt())
def test_every_offer_for_a_slip_mends_all_of_it(request: tuple[str, Texts]) -> None:
    operation, texts = request
    try:
        plan_of(operation, **texts)
    except PatternError as error:
        offer_repairs(error, registry()[operation], texts, DEFAULT_LIMITS)
        if error.choices:
            assert_every_offer_is_answered(operation, texts, error)


WORDS = [f"a{number}" for number in range(120)]


@pytest.mark.parametrize(
    ("operation", "texts"),
    [
        ("rearrange", {"pattern": "bchw->bhwc", "shape": "2,3"}),
        ("rearrange", {"pattern": "((((((((((((((((", "shape": "2"}),
        ("rearrange", {"pattern": ")" * 400, "shape": "2"}),
        ("rearrange", {"pattern": "a -> " * 100, "shape": "2"}),
        ("rearrange", {"pattern": "ab" * 250, "shape": "2"}),
        ("rearrange", {"pattern": " ".join(WORDS), "shape": "2"}),
        ("rearrange", {"pattern": f"{' '.join(WORDS[:32])} -> {' '.join(WORDS[40:72])}", "shape": "2"}),
        ("rearrange", {"pattern": "'" * 999, "shape": "2"}),
        ("einsum", {"pattern": ",".join("abcdefghijklmn"), "shape": "2;" * 30}),
        ("rearrange", {"pattern": "a", "shape": "9" * 900}),
        ("rearrange", {"pattern": "a -> a", "shape": "2", "sizes": "a=" * 400}),
    ],
)
def test_few_requests_are_asked_to_find_a_repair(operation: str, texts: Texts, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Asked] = []
    refusal = search._refusal

    def counted(request: Asked, limits: Limits) -> PatternError | None:
        asked.append(request)
        return refusal(request, limits)

    monkeypatch.setattr(search, "_refusal", counted)
    refused(operation, texts)
    assert len(asked) <= 37


def test_a_text_much_longer_than_any_that_is_answered_is_not_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(search, "meant", read.append)
    error = refused("rearrange", {"pattern": "a " * 200_000, "shape": "1"})
    assert error.code == "text-long"
    assert [dict(texts) for _, texts in error.choices] == [dict(registry()["rearrange"].example)]
    assert read == []


def test_where_nothing_mends_all_of_it_a_repair_that_leads_on_stays() -> None:
    error = refused("rearrange", {"pattern": "((((((((a b -> b a", "shape": "2;3"})
    assert error.code == "shape-several"
    assert error.repair == {"shape": "2;2"}
    assert error.choices == []


def test_where_nothing_is_found_the_example_is_a_choice_and_no_repair() -> None:
    error = refused("rearrange", {"pattern": "b n (k h ; -> k b h n d", "shape": "1,2,12", "sizes": "k=3,h=2"})
    assert error.repair == {}
    [(sentence, repair)] = error.choices
    assert str(sentence) == "show the example"
    plan_of("rearrange", **repair)


def test_texts_are_kept_but_for_what_is_mended() -> None:
    error = refused("rearrange", {"pattern": "‘h  w → W h’", "shape": "2 × 3"})
    assert error.repair == {"pattern": "h w -> w h"}
    assert str(error.choices[0][0]) == "write w for W"
