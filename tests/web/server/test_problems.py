"""Whatever is wrong with a value: one kind of document, with the code, the field, the span and the repair."""

from typing import Any

import pytest

from tests.web.client import PATCH, Client, answer, problem

AXES_33 = " ".join(f"a{number}" for number in range(33))
SPLIT = {"pattern": "(a b) c -> a b c", "shape": "4,4"}

# operation, parameters, code, field, the text that the span underlines (None: the whole field)
MISTAKES: list[tuple[str, dict[str, str], str, str, str | None]] = [
    ("rearrange", {"pattern": "", "shape": "2"}, "arrow-missing", "pattern", ""),
    ("rearrange", {"pattern": "a b", "shape": "2,2"}, "arrow-missing", "pattern", "a b"),
    ("rearrange", {"pattern": "a -> a -> a", "shape": "2"}, "arrow-repeated", "pattern", "->"),
    ("rearrange", {"pattern": "a" * 1_001, "shape": "2"}, "text-long", "pattern", "a"),
    ("rearrange", {"pattern": "(" * 1_000, "shape": "2"}, "arrow-missing", "pattern", "(" * 1_000),
    ("rearrange", {"pattern": "((a)) -> a", "shape": "2"}, "bracket-nested", "pattern", "("),
    ("rearrange", {"pattern": "a -> b", "shape": "2"}, "axis-one-sided", "pattern", "a"),
    ("rearrange", {"pattern": "a a -> a", "shape": "2,2"}, "axis-repeated", "pattern", "a"),
    ("rearrange", {"pattern": "a\0 -> a", "shape": "2"}, "text-control", "pattern", "\0"),
    ("rearrange", {"pattern": "<b>a</b> -> a", "shape": "2"}, "character-unknown", "pattern", "<"),
    ("rearrange", {"pattern": "{0} -> {axis}", "shape": "2"}, "character-unknown", "pattern", "{"),
    ("rearrange", {"pattern": "😀 -> 😀", "shape": "2"}, "character-unknown", "pattern", "😀"),
    ("rearrange", {"pattern": "𝒳 😀 -> 𝒳", "shape": "2"}, "character-unknown", "pattern", "😀"),
    ("rearrange", {"pattern": "٣ -> ٣", "shape": "3"}, "number-in-rearrange", "pattern", "٣"),
    ("rearrange", {"pattern": "² -> ²", "shape": "2"}, "name-invalid", "pattern", "²"),
    ("rearrange", {"pattern": "_a -> _a", "shape": "2"}, "name-invalid", "pattern", "_a"),
    ("rearrange", {"pattern": "a b -> b a", "shape": "2"}, "rank-mismatch", "pattern", "a b"),
    (
        "rearrange",
        {"pattern": f"({AXES_33}) -> {AXES_33}", "shape": "1"},
        "axes-limit",
        "pattern",
        f"({AXES_33}) -> {AXES_33}",
    ),
    ("rearrange", {"pattern": "a -> a", "shape": ",".join("1" * 33)}, "axes-limit", "shape", ",".join("1" * 33)),
    ("rearrange", {"pattern": "a b -> b a", "shape": "2,-2"}, "size-negative", "shape", "-2"),
    ("rearrange", {"pattern": "a -> a", "shape": "9" * 30}, "size-huge", "shape", "9" * 30),
    ("rearrange", {"pattern": "a -> a", "shape": str(2**53)}, "cells-limit", "shape", str(2**53)),
    (
        "rearrange",
        {"pattern": "a b -> b a", "shape": "4294967296,4294967296"},
        "cells-limit",
        "shape",
        "4294967296,4294967296",
    ),
    ("rearrange", {"pattern": "a -> a", "shape": "2.5"}, "size-not-a-number", "shape", "2.5"),
    ("rearrange", {"pattern": "a -> a", "shape": "1_0"}, "size-not-a-number", "shape", "1_0"),
    ("rearrange", {"pattern": "a -> a", "shape": "٢"}, "size-not-a-number", "shape", "٢"),
    ("rearrange", {"pattern": "a -> a", "shape": "NaN"}, "size-not-a-number", "shape", "NaN"),
    ("rearrange", {"pattern": "a -> a", "shape": "<script>"}, "size-not-a-number", "shape", "<script>"),
    ("rearrange", {"pattern": "a -> a", "shape": "2\0"}, "text-control", "shape", "\0"),
    ("rearrange", {"pattern": "a -> a", "shape": "2;3"}, "shape-several", "shape", "3"),
    ("rearrange", SPLIT, "size-unknown", "pattern", "a"),
    ("rearrange", {**SPLIT, "sizes": "q=2"}, "size-unused", "sizes", "q=2"),
    ("rearrange", {**SPLIT, "sizes": "a=3"}, "size-indivisible", "sizes", "a=3"),
    ("rearrange", {**SPLIT, "sizes": "a=0"}, "size-zero", "sizes", "a=0"),
    ("rearrange", {**SPLIT, "sizes": "a=1,b=1"}, "size-mismatch", "sizes", "b=1"),
    ("rearrange", {**SPLIT, "sizes": "a=2,a=2"}, "size-repeated", "sizes", "a=2"),
    ("rearrange", {**SPLIT, "sizes": "a"}, "size-without-value", "sizes", "a"),
    ("rearrange", {**SPLIT, "sizes": "__class__=2"}, "name-invalid", "sizes", "__class__=2"),
    ("rearrange", {**SPLIT, "sizes": "a=-2"}, "size-negative", "sizes", "-2"),
    ("rearrange", {"pattern": "a -> a", "shape": "2", "at": "z=1"}, "window-axis", "at", "z=1"),
    ("rearrange", {"pattern": "a -> a", "shape": "2", "at": "a=2"}, "window-start", "at", "a=2"),
    ("expand", {"shape": "1,2,2,3"}, "channels-indivisible", "shape", "3"),
    ("expand", {"shape": "2,2"}, "rank-blocks", "shape", "2,2"),
    ("expand", {"shape": "1,2,2,4", "factor": "0"}, "factor-zero", "factor", "0"),
    ("expand", {"shape": "1,2,2,4", "factor": "2,2,2"}, "factor-count", "factor", None),
    ("expand", {"shape": "1,2,2,4", "order": "p1 p1 c"}, "order-unknown", "order", "p1"),
    ("expand", {"shape": "1,2,2,4", "channels": "Last"}, "choice-unknown", "channels", "Last"),
    ("merge", {"shape": "1,5,4,1"}, "size-odd", "shape", "5"),
    ("merge", {"shape": "1,1,1,1", "factor": "94906266", "odd": "pad"}, "cells-limit", "factor", None),
    ("merge", {"shape": "1,4,4,1", "odd": "ignore"}, "choice-unknown", "odd", "ignore"),
]


@pytest.mark.parametrize(("operation", "texts", "code", "field", "underlined"), MISTAKES)
def test_a_mistake_is_named_and_underlined_whichever_way_it_is_sent(
    client: Client, operation: str, texts: dict[str, str], code: str, field: str, underlined: str | None
) -> None:
    document = problem(client.get(f"/api/v1/{operation}", texts))
    (error,) = document["errors"]
    assert (error["code"], error["field"]) == (code, field)
    assert (None if error["span"] is None else texts[field][slice(*error["span"])]) == underlined
    assert problem(client.post(f"/api/v1/{operation}", texts)) == document


@pytest.mark.parametrize(
    ("operation", "texts", "hint", "repair"),
    [
        ("rearrange", {**SPLIT, "shape": "10,4", "sizes": "a=3"}, "a=2 / a=5", {"sizes": "a=2"}),
        ("rearrange", {**SPLIT, "shape": "10,4", "sizes": "a=99"}, "a=10", {"sizes": "a=10"}),
        ("rearrange", {**SPLIT, "sizes": "a=2,b=2,q=1"}, "q=1", {"sizes": "a=2,b=2"}),
        ("rearrange", SPLIT, "a=2", {"sizes": "a=2"}),
        ("rearrange", {"pattern": "a b -> b a", "shape": "2;3"}, "same shape", {"shape": "2;2"}),
        ("rearrange", {"pattern": "a -> a", "shape": "2", "at": "a=9"}, "1", {"at": "a=1"}),
        ("expand", {"shape": "1,2,2,5"}, "4 / 8", {"shape": "1,2,2,4"}),
        ("expand", {"shape": "1,2,2,7"}, "4 / 8", {"shape": "1,2,2,8"}),
        ("merge", {"shape": "1,5,4,1"}, "4 or 6", {"odd": "pad"}),
        ("merge", {"shape": "1,4,4,1", "order": "c c c"}, "p2 p1 c", {"order": "p2 p1 c"}),
    ],
)
def test_a_mistake_comes_with_the_nearest_repair(
    client: Client, operation: str, texts: dict[str, str], hint: str, repair: dict[str, str]
) -> None:
    (error,) = problem(client.get(f"/api/v1/{operation}", texts))["errors"]
    assert hint in error["hint"]
    assert error["repair"] == repair
    mended = client.get(f"/api/v1/{operation}", {**texts, **repair})
    assert mended.status_code == 200 or problem(mended)["errors"][0]["code"] != error["code"]


VALUES: list[tuple[str, str, Any]] = [
    ("rearrange", "pattern", True),
    ("rearrange", "pattern", None),
    ("rearrange", "pattern", ["a -> a"]),
    ("rearrange", "shape", 4),
    ("rearrange", "shape", None),
    ("rearrange", "shape", [True]),
    ("rearrange", "shape", [2.0]),
    ("rearrange", "shape", ["2"]),
    ("rearrange", "shape", [None]),
    ("rearrange", "shape", [[[2]]]),
    ("rearrange", "shape", [2, [2]]),
    ("rearrange", "shape", {"a": 2}),
    ("rearrange", "shape", float("nan")),
    ("rearrange", "shape", [float("inf")]),
    ("rearrange", "sizes", {"a": "2"}),
    ("rearrange", "sizes", {"a": 2.0}),
    ("rearrange", "sizes", {"a": True}),
    ("rearrange", "sizes", {"a": None}),
    ("rearrange", "sizes", {"a": [2]}),
    ("rearrange", "sizes", {"a": float("-inf")}),
    ("rearrange", "sizes", [["a", 2]]),
    ("rearrange", "sizes", 2),
    ("rearrange", "start", True),
    ("rearrange", "start", "1"),
    ("rearrange", "start", 1.0),
    ("rearrange", "start", -1),
    ("rearrange", "start", None),
    ("rearrange", "start", 2**53),
    ("rearrange", "start", float("nan")),
    ("rearrange", "count", float("inf")),
    ("rearrange", "count", 65_537),
    ("rearrange", "count", 10**4_000),
    ("rearrange", "at", {"b": 0}),
    ("rearrange", "at", None),
    ("expand", "factor", True),
    ("expand", "factor", 2.0),
    ("expand", "factor", {"h": 2}),
    ("expand", "factor", [[2]]),
    ("expand", "order", ["p1", "p2", "c"]),
    ("expand", "channels", 1),
]


@pytest.mark.parametrize(("operation", "field", "value"), VALUES)
def test_a_json_value_of_the_wrong_type_is_refused(client: Client, operation: str, field: str, value: Any) -> None:
    given = {**(PATCH if operation == "rearrange" else {"shape": "1,2,2,4"}), field: value}
    (error,) = problem(client.post(f"/api/v1/{operation}", given))["errors"]
    assert (error["code"], error["field"]) == ("value-invalid", field)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("shape", [2, 2, -2], "size-negative"),
        ("shape", [10**30], "size-huge"),
        ("shape", [1] * 33, "axes-limit"),
        ("shape", [1] * 600, "text-long"),
        ("shape", [[1], [2]], "shape-several"),
        ("sizes", {"a": -2}, "size-negative"),
        ("sizes", {"a": 10**400}, "size-huge"),
        ("sizes", {"": 2}, "name-invalid"),
        ("sizes", {"a=2,b": 2}, "name-invalid"),
        ("sizes", {"a\0": 2}, "name-invalid"),
        ("sizes", {"\ud800": 2}, "name-invalid"),
        ("sizes", {"a" * 2_000: 2}, "text-long"),
        ("sizes", {"q": 2}, "size-unused"),
        ("sizes", {"a": 3}, "size-indivisible"),
    ],
)
def test_a_mistake_in_numbers_has_no_span_because_no_text_was_sent(
    client: Client, field: str, value: Any, code: str
) -> None:
    (error,) = problem(client.post("/api/v1/rearrange", {**SPLIT, "shape": [4, 4], field: value}))["errors"]
    assert (error["code"], error["field"], error["span"]) == (code, field, None)


@pytest.mark.parametrize(
    ("field", "value", "span"),
    [("pattern", "a \ud800 -> a", [2, 3]), ("shape", "\udfff", [0, 1]), ("sizes", "a=2,\ud83d", [4, 5])],
)
def test_half_a_character_is_refused(client: Client, field: str, value: str, span: list[int]) -> None:
    (error,) = problem(client.post("/api/v1/rearrange", {**SPLIT, field: value}))["errors"]
    assert (error["code"], error["field"], error["span"]) == ("text-control", field, span)


def test_half_a_character_among_data_is_written_as_an_address_can(client: Client) -> None:
    asked = {"pattern": "a -> a", "shape": "2", "data": [["\ud800"], ["b"]]}
    found = client.post("/api/v1/rearrange", asked)
    assert found.status_code in (200, 422)
    assert "\\ud800" not in found.text


def test_the_tokens_of_a_wrong_pattern_tile_it(client: Client) -> None:
    pattern = "b (h w -> 😀 c"
    document = problem(client.get("/api/v1/rearrange", {"pattern": pattern, "shape": "1"}))
    assert "".join(token["text"] for token in document["tokens"]) == pattern


def test_what_is_within_the_limits_is_answered(client: Client) -> None:
    axes = " ".join(f"a{number}" for number in range(32))
    answered = answer(client.get("/api/v1/rearrange", {"pattern": f"{axes} -> ({axes})", "shape": ",".join("1" * 32)}))
    assert len(answered["axes"]) == 32
    long = "a ->" + " " * 995 + "a"
    assert len(long) == 1_000
    assert answer(client.get("/api/v1/rearrange", {"pattern": long, "shape": "2"}))["pattern"] == long
