"""Parameters that are missing, unknown or repeated; and that an error repeats little of what was sent."""

import pytest

from tests.web.client import OPERATIONS, PATCH, Client, answer, problem, strict_json

URL = "/api/v1/rearrange"


@pytest.mark.parametrize("missing", ["pattern", "shape"])
def test_a_missing_parameter_is_named(client: Client, missing: str) -> None:
    given = {name: text for name, text in PATCH.items() if name != missing}
    for response in (client.get(URL, given), client.post(URL, given)):
        (error,) = problem(response)["errors"]
        assert (error["code"], error["field"]) == ("parameter-missing", missing)
        assert missing in error["message"]


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_missing_parameter_is_named_at_once(client: Client, operation: str) -> None:
    info = next(each for each in answer(client.get("/api/v1/operations")) if each["name"] == operation)
    required = [each["name"] for each in info["parameters"] if each["default"] is None]
    for response in (client.get(f"/api/v1/{operation}"), client.post(f"/api/v1/{operation}", {})):
        assert [error["field"] for error in problem(response)["errors"]] == required


@pytest.mark.parametrize("name", ["Pattern", "pattern ", "patern", "факторы", "__proto__", "", "query", "body"])
def test_an_unknown_parameter_is_named(client: Client, name: str) -> None:
    given = {**PATCH, name: "x"}
    for response in (client.get(URL, given), client.post(URL, given)):
        (error,) = problem(response)["errors"]
        assert (error["code"], error["field"]) == ("parameter-unknown", name)


@pytest.mark.parametrize(
    "query",
    [
        b"pattern=a+->+a&shape=2&shape=3",
        b"pattern=a+->+a&shape=2&shape=2",
        b"pattern=a+->+a&shape=2&%73hape=3",
        b"shape=&shape=2&pattern=a+->+a",
    ],
)
def test_a_repeated_parameter_is_refused_rather_than_guessed(client: Client, query: bytes) -> None:
    (error,) = problem(client.send("GET", URL, raw_query=query))["errors"]
    assert (error["code"], error["field"]) == ("parameter-repeated", "shape")
    assert client.send("GET", "/rearrange", raw_query=query).status_code == 422
    state = strict_json(client.send("GET", "/state/rearrange", raw_query=query))
    assert state["problem"]["errors"][0] == error


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("start", ""),
        ("start", "x"),
        ("start", "-1"),
        ("start", "1.5"),
        ("start", "1e3"),
        ("start", "٣"),
        ("start", "NaN"),
        ("start", str(2**53)),
        ("start", "9" * 5_000),
        ("count", "65537"),
        ("count", "Infinity"),
        ("count", "0x10"),
        ("count", "1;2"),
    ],
)
def test_a_window_that_is_no_whole_number_within_bounds_is_refused(client: Client, field: str, text: str) -> None:
    (error,) = problem(client.get(URL, {**PATCH, field: text}))["errors"]
    assert (error["code"], error["field"]) == ("value-invalid", field)


@pytest.mark.parametrize(
    "query", [b"pattern=%ff&shape=2", b"pattern=\xff&shape=2", b"pattern=a%&shape=2", b"pattern=%ed%a0%80&shape=2"]
)
def test_a_query_that_is_no_text_is_refused(client: Client, query: bytes) -> None:
    assert problem(client.send("GET", URL, raw_query=query))["errors"][0]["field"] == "pattern"


def test_a_plus_and_an_encoded_plus_are_told_apart(client: Client) -> None:
    assert answer(client.send("GET", URL, raw_query=b"pattern=a+->+a&shape=2"))["request"]["pattern"] == "a -> a"
    (error,) = problem(client.send("GET", URL, raw_query=b"pattern=a%2B->+a&shape=2"))["errors"]
    assert (error["code"], error["span"]) == ("character-unknown", [1, 2])


@pytest.mark.parametrize("count", [1_000, 6_000])
def test_a_flood_of_parameters_gets_a_short_answer(client: Client, count: int) -> None:
    names = [f"n{number}" for number in range(count)]
    query = "&".join(names).encode()
    assert len(client.send("GET", URL, raw_query=query).content) < 40_000
    for path in ("/rearrange", "/state/rearrange"):
        assert len(client.send("GET", path, raw_query=query).content) <= len(client.get(path).content)
    assert len(problem(client.send("GET", URL, raw_query=query))["errors"]) <= 20
    body = client.post(URL, dict.fromkeys(names, 1))
    assert body.status_code in (413, 422)
    assert len(body.content) < 40_000


def test_a_long_name_is_repeated_in_part_only(client: Client) -> None:
    name = "z" * 2_000
    for response in (
        client.get(URL, {**PATCH, name: "1"}),
        client.post(URL, {**PATCH, name: 1}),
        client.get(f"{URL}?{name}=1&{name}=2"),
    ):
        (error,) = problem(response)["errors"]
        assert error["field"] == "z" * 64
        assert "z" * 65 not in error["message"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("shape", ["not-to-be-repeated"]),
        ("shape", {"not-to-be-repeated": 2}),
        ("sizes", {"a": "not-to-be-repeated"}),
        ("sizes", {"not-to-be-repeated": 2}),
        ("sizes", {"not-to-be-repeated": None}),
        ("start", "not-to-be-repeated"),
        ("count", ["not-to-be-repeated"]),
        ("at", ["not-to-be-repeated"]),
        ("unknown", "not-to-be-repeated"),
    ],
)
def test_a_refused_value_is_not_repeated(client: Client, field: str, value: object) -> None:
    response = client.post(URL, {**PATCH, field: value})
    problem(response)
    assert b"not-to-be-repeated" not in response.content
