"""Bodies that are no JSON object of parameters, and what is too long to be read."""

import json
from collections.abc import AsyncIterator

import pytest

from einscope.core.ops import registry
from einscope.settings import Settings
from tests.web.client import PATCH, Client, answer, problem, strict_json

URL = "/api/v1/rearrange"
GOOD = json.dumps(PATCH)


@pytest.mark.parametrize("body", ["[]", "1", '"a -> a"', "null", "true", "NaN", "[[[]]]"])
def test_json_that_is_no_object_is_refused(client: Client, body: str) -> None:
    assert problem(client.post_body(URL, body))["errors"][0]["code"] == "body-invalid"


@pytest.mark.parametrize("body", ["{", "}", "a -> a", '{"pattern": "a', "{'pattern': 'a -> a'}", "\0", "/**/{}"])
def test_a_body_that_is_no_json_is_refused(client: Client, body: str) -> None:
    assert problem(client.post_body(URL, body))["errors"][0]["code"] == "body-invalid"


def test_an_empty_body_is_a_missing_one(client: Client) -> None:
    assert problem(client.post_body(URL, ""))["errors"][0]["code"] == "body-invalid"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("[" * 8_000, id="brackets never closed"),
        pytest.param('{"pattern":' + "[" * 8_000 + "]" * 8_000 + "}", id="lists, 8,000 deep"),
        pytest.param('{"shape":' * 1_500, id="objects, 1,500 deep"),
        pytest.param(b'{"pattern": "\xff", "shape": "2"}', id="no UTF-8"),
        pytest.param(b"\xff\xfe\xfd", id="no text"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(client: Client, body: str | bytes) -> None:
    response = client.post_body(URL, body)
    assert response.status_code in (400, 422)
    assert problem(response, response.status_code)["errors"][0]["code"] == "body-invalid"


ROOM = {
    "/api/v1/infer": {"sources": [1, 0], "input_shape": [2], "output_shape": [2]},
    "/api/v1/program": {"code": "y = x.T", "shape": {"x": [2, 3]}},
    "/state/program": {"code": "y = x.T", "shape": "x:2,3"},
    "/state/program/way": {"code": "y = x.T", "shape": "x:2,3", "cell": "1"},
    "/api/v1/compare": {"a": "/merge?shape=1,4,4,1", "b": "/merge?shape=1,4,4,1"},
}
"""A body for each address that takes one in JSON."""
for _name, _operation in registry().items():
    ROOM |= {f"/api/v1/{_name}": dict(_operation.example), f"/state/{_name}": dict(_operation.example)}

OTHERWISE = {"/infer": "a page, which takes forms", "/mcp": "read by the SDK, which has rules of its own"}

UNASKED = [None, "", "text/plain", "text/plain;charset=UTF-8", "application/x-www-form-urlencoded"]
FOREIGN = ["multipart/form-data; boundary=x", "application/xml", "image/png", "?", "=;,"]


def test_every_address_that_takes_json_is_in_the_table(client: Client) -> None:
    posted = {route.path for route in client.app.routes if "POST" in getattr(route, "methods", ())}  # type: ignore[attr-defined]
    assert posted == ROOM.keys() | OTHERWISE.keys()


@pytest.mark.parametrize("path", ROOM)
def test_a_json_object_is_taken_from_whoever_was_not_told_to_name_it(client: Client, path: str) -> None:
    body = json.dumps(ROOM[path])
    wanted = strict_json(client.post_body(path, body))
    for kind in (*UNASKED, "text/json", "application/ld+json"):
        response = client.post_body(path, body, kind)
        assert response.status_code == 200, response.text
        assert strict_json(response) == wanted


@pytest.mark.parametrize("path", ROOM)
def test_what_is_named_something_else_is_refused_for_its_name_and_mended_by_another(client: Client, path: str) -> None:
    body = json.dumps(ROOM[path])
    for kind in FOREIGN:
        [error] = problem(client.post_body(path, body, kind))["errors"]
        assert (error["code"], error["field"]) == ("content-type-unknown", "content-type")
        assert "application/json" in error["message"]
        if path != "/api/v1/infer":  # whose bodies are too long to be read twice
            assert client.post_body(path, body, error["repair"]["content-type"]).status_code == 200


@pytest.mark.parametrize("path", ROOM)
@pytest.mark.parametrize("body", ["shape=1,4,4,1", "[1]", "7", "{", b"\xff"])
def test_what_is_no_json_object_is_refused_for_its_name_where_it_has_one(
    client: Client, path: str, body: str | bytes
) -> None:
    for kind in (*UNASKED, "application/json", *FOREIGN):
        [error] = problem(client.post_body(path, body, kind))["errors"]
        named = kind and kind != "application/json"
        assert (error["code"], error["field"]) == (
            ("content-type-unknown", "content-type") if named else ("body-invalid", None)
        )
        assert error["repair"] == {}  # no name would mend that


@pytest.mark.parametrize("content_type", ["application/json", "application/json; charset=utf-8", "APPLICATION/JSON"])
def test_json_is_recognised_however_its_type_is_written(client: Client, content_type: str) -> None:
    answer(client.post_body(URL, GOOD, content_type))


def test_of_a_key_that_stands_twice_in_json_the_last_counts(client: Client) -> None:
    # Python's and JavaScript's parsers both read it so; in a query, where it is a likely slip, it is refused.
    answered = answer(client.post_body(URL, '{"pattern": "a -> a", "shape": [2], "shape": [3]}'))
    assert answered["request"]["shape"] == [[3]]


def test_a_body_may_have_just_its_limit() -> None:
    client = Client(Settings(body_bytes=len(GOOD)))
    answer(client.post_body(URL, GOOD))
    document = problem(client.post_body(URL, GOOD + " "), 413)
    assert document["errors"][0]["code"] == "body-long"
    assert str(len(GOOD)) in document["detail"]


def test_a_body_that_comes_in_pieces_is_counted_as_a_whole() -> None:
    client = Client(Settings(body_bytes=len(GOOD)))

    async def pieces(text: str) -> AsyncIterator[bytes]:
        for byte in text.encode():
            yield bytes([byte])

    headers = {"content-type": "application/json"}
    answer(client.send("POST", URL, content=pieces(GOOD), headers=headers))
    problem(client.send("POST", URL, content=pieces(GOOD + " "), headers=headers), 413)


@pytest.mark.parametrize("path", [URL, "/", "/nowhere", "/static/shell/style.css"])
def test_a_long_body_is_refused_wherever_it_is_sent(client: Client, path: str) -> None:
    problem(client.post_body(path, "x" * 1_000_000), 413)


def test_a_query_may_have_just_its_limit() -> None:
    query = b"pattern=a+->+a&shape=2"
    client = Client(Settings(query_bytes=len(query)))
    answer(client.send("GET", URL, raw_query=query))
    document = problem(client.send("GET", URL, raw_query=query + b"0"))
    assert document["errors"][0]["code"] == "query-long"
    assert str(len(query)) in document["detail"]


@pytest.mark.parametrize("path", [URL, "/", "/rearrange", "/state/rearrange", "/nowhere", "/static/shell/style.css"])
def test_a_long_query_is_refused_wherever_it_is_sent(client: Client, path: str) -> None:
    problem(client.send("GET", path, raw_query=b"a" * 8_193))


def test_of_a_body_the_entries_of_all_but_its_data_are_counted(client: Client) -> None:
    # The pattern and the shape are entries, too.
    wrong = problem(client.post_body(URL, json.dumps({"pattern": "a -> a", "shape": ["x"] * 1_900})))
    assert [error["code"] for error in wrong["errors"]] == ["value-invalid"]
    long = problem(client.post_body(URL, json.dumps({"pattern": "a -> a", "shape": ["x"] * 2_000})))
    assert [error["code"] for error in long["errors"]] == ["body-long"]
    own = {"pattern": "a -> a", "shape": [3_000], "data": [*range(3_000)], "count": 1}
    assert answer(client.post_body(URL, json.dumps(own)))["inputs"][0]["data"] == [*range(3_000)]
