"""Links: the address of a state says it completely, and nothing in it comes from the request's Host."""

import keyword
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from einscope.settings import Settings
from einscope.web.requests.links import address
from tests.web.client import OPERATIONS, PATCH, Client, answer, strict_json

STATES: list[tuple[str, dict[str, str]]] = [
    ("rearrange", PATCH),
    ("rearrange", {"pattern": "->", "shape": ""}),
    ("rearrange", {"pattern": "变 é -> (é 变)", "shape": "2,3", "sizes": "é=3"}),
    ("rearrange", {"pattern": "a b -> b a", "shape": "64,900", "at": "b=800"}),
    ("rearrange", {"pattern": "tensor (pattern 𝒳) -> 𝒳 pattern tensor", "shape": "2,6", "sizes": "𝒳=3"}),
    ("expand", {"shape": "1,2,2,4"}),
    ("expand", {"shape": "1,8,2,2", "factor": "2", "order": "c p1 p2", "channels": "first"}),
    ("expand", {"shape": "(1 × 2 × 6 × 12)", "factor": "2 × 3"}),
    ("merge", {"shape": "1,5,5,1", "odd": "crop"}),
]


def assert_links_lead_back(client: Client, operation: str, texts: dict[str, str]) -> None:
    answered = answer(client.get(f"/api/v1/{operation}", texts))
    links = answered["links"]
    assert answer(client.get(links["api"])) == answered
    page = client.get(links["page"])
    assert page.status_code == 200
    twin = strict_json(client.get(f"/state{links['page']}"))
    checked = answer(client.get(f"/api/v1/{operation}", {**texts, "check": "1"}))  # a page always asks for it
    assert {**twin["answer"], "cells": None} == {**checked, "cells": None}
    listed = twin["answer"]["cells"]["count"] * answered["cells"]["arity"]
    assert twin["answer"]["cells"]["sources"][0] == answered["cells"]["sources"][0][:listed]


@pytest.mark.parametrize(("operation", "texts"), STATES)
def test_links_lead_back_to_the_same_answer(client: Client, operation: str, texts: dict[str, str]) -> None:
    assert_links_lead_back(client, operation, texts)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_links_of_every_example_lead_back(client: Client, operation: str) -> None:
    info = next(each for each in answer(client.get("/api/v1/operations")) if each["name"] == operation)
    assert_links_lead_back(client, operation, info["example"])


# What einops takes for a name: letters and digits of any script, underscores inside, keywords too.
_LETTERS = st.characters(categories=["Lu", "Ll", "Lt", "Lm", "Lo"])
_NAMES = st.one_of(
    st.sampled_from([*keyword.kwlist, *keyword.softkwlist, "self", "x", "y", "i", "p_1"]),
    st.text(_LETTERS, min_size=1, max_size=4).filter(str.isidentifier),
    st.builds(lambda start, end: f"{start}_{end}", _LETTERS, st.integers(0, 99)).filter(str.isidentifier),
).filter(lambda name: name[0] != "_" and name[-1] != "_")


@settings(max_examples=60, deadline=None, derandomize=True)
@given(names=st.lists(_NAMES, min_size=3, max_size=3, unique=True), size=st.integers(1, 4))
def test_links_lead_back_whatever_the_axes_are_called(client: Client, names: list[str], size: int) -> None:
    first, second, third = names
    texts = {
        "pattern": f"({first} {second}) {third} -> {third} {second} {first}",
        "shape": f"{2 * size},3",
        "sizes": f"{second}={size}",
        "at": f"{third}=1",
    }
    assert_links_lead_back(client, "rearrange", texts)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(texts=st.dictionaries(st.sampled_from(["pattern", "shape", "sizes"]), st.text(max_size=20)))
@example(texts={"pattern": "1&b=2", "shape": "+ %2B#?/;", "sizes": ""})
def test_an_address_can_be_read_back_whatever_it_says(texts: dict[str, str]) -> None:
    written = address("/rearrange", texts, "https://example.org")
    assert written.isascii()
    assert dict(parse_qsl(urlsplit(written).query, keep_blank_values=True)) == texts


def test_absolute_links_begin_with_the_public_url() -> None:
    client = Client(Settings(public_url="https://example.org/einscope"))
    for operation, texts in STATES:
        links = answer(client.get(f"/api/v1/{operation}", texts))["links"]
        assert links["page"].startswith(f"https://example.org/einscope/{operation}?")
        assert links["api"].startswith(f"https://example.org/einscope/api/v1/{operation}?")


FORGED = {
    "host": "evil.example",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "evil",
    "x-forwarded-prefix": "/evil.example",
    "x-original-url": "/evil.example",
    "forwarded": "host=evil.example;proto=evil",
    "origin": "https://evil.example",
    "referer": "https://evil.example/",
}
ADDRESSES = [
    "/",
    "/rearrange/",
    "/rearrange?pattern=a+b",
    "/state/expand",
    "/docs",
    "/docs/",
    "/openapi.json",
    "/healthz",
    "/static",
    "/static/",
    "/static/vendor",
    "/static/shell/style.css",
    "/nowhere",
    "/api/v1/operations",
    "/api/v1/expand?shape=1,2,2,4",
    "/api/v1/expand?shape=1,2,2,3",
]


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_forged_host_appears_in_no_response(client: Client, path: str) -> None:
    response: Any = client.get(path, headers=FORGED)
    assert b"evil" not in response.content
    assert "evil" not in str(response.headers)
    assert "//" not in response.headers.get("location", "")
