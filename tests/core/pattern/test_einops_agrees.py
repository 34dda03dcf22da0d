"""The same answer as einops, cell by cell, to what people write, to what einops says of itself, and to anything."""

from typing import Any

import pytest
from hypothesis import given

from einscope.core.errors import PatternError
from einscope.core.fields import SizesText
from einscope.core.limits import DEFAULT_LIMITS
from tests.core.asking import plan_of, refusal
from tests.core.differences import DIFFERENCES, Difference
from tests.core.einops_judge import Request, assert_agrees, einops_answer
from tests.core.strategies import many, requests, shapes, slips, texts
from tests.data import rows
from tests.rows import asked_of


def rearrangements(table: str) -> list[dict[str, Any]]:
    return [row for row in rows(table) if row["op"] == "rearrange"]


def pattern_of(row: dict[str, Any]) -> str:
    return str(row["pattern"])


def request_of(row: dict[str, Any]) -> Request:
    return Request(row["pattern"], tuple(row["shape"][0]), row.get("sizes", {}))


@asked_of({"patterns": rearrangements("patterns.json")}, pattern_of)
def test_patterns_of_public_code_do_what_einops_does(row: dict[str, Any]) -> None:
    request = request_of(row)
    assert assert_agrees(request) is None
    assert plan_of("rearrange", **request.texts).output.shape == tuple(row["output_shape"])


@asked_of({"patterns": rearrangements("accept_reject.json")}, pattern_of)
def test_what_einops_accepts_is_accepted_and_nothing_else(row: dict[str, Any]) -> None:
    request = request_of(row)
    assert (einops_answer(request) is not None) == (row["expect"] == "ok")
    assert_agrees(request)


@many
@given(requests())
def test_random_patterns_do_what_einops_does(asked: Request) -> None:
    assert assert_agrees(asked) is None


@many
@given(slips())
def test_patterns_with_a_slip_are_judged_as_by_einops(asked: Request) -> None:
    assert_points_into_the_text(assert_agrees(asked), asked.texts)


@many
@given(texts, shapes)
def test_any_text_is_judged_as_by_einops(text: str, shape: tuple[int, ...]) -> None:
    asked = Request(text, shape)
    assert_points_into_the_text(assert_agrees(asked), asked.texts)


def assert_points_into_the_text(error: PatternError | None, typed: dict[str, str]) -> None:
    if error is not None and error.span is not None:
        assert 0 <= error.span.start <= error.span.end <= len(typed[error.field])


@pytest.mark.parametrize("difference", DIFFERENCES, ids=lambda difference: difference.code)
def test_every_difference_is_one(difference: Difference) -> None:
    asked = Request(difference.pattern, difference.shape)
    assert einops_answer(asked) is not None
    assert refusal("rearrange", **asked.texts).code == difference.code


@pytest.mark.parametrize("size", ["2.0", "True", "'2'", "2e0", "0x2", "1_0", "²", ""])
def test_a_size_is_a_whole_number_in_plain_digits(size: str) -> None:
    with pytest.raises(PatternError) as caught:
        SizesText().read(f"a={size}", "sizes", DEFAULT_LIMITS)
    assert (caught.value.code, caught.value.field) == ("size-not-a-number", "sizes")
