"""Whatever is sent, the server answers: never a failure of its own, and always in JSON that every parser reads."""

import os
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from einscope.settings import Settings
from tests.web.anything import asked
from tests.web.client import OPERATIONS, PATCH, Client, strict_json

# The same examples each time: a test that fails is one that can be run again.
STEADY = settings(max_examples=120, deadline=None, derandomize=True)
URLS = st.sampled_from([f"/api/v1/{name}" for name in OPERATIONS])

_TEXTS = st.text(max_size=12) | st.text(st.characters(categories=["Cs", "Cc", "Nd", "Mn", "Zs"]), max_size=4)
_LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-2, 5)
    | st.floats()  # NaN and the infinities too, as Python writes them
    | _TEXTS
    | st.sampled_from([PATCH["pattern"], "1,2,2,4", "p1=2,p2=2", "p1 p2 c", "first", 10**400, "\ud800", "\0"])
)
_NAMES = st.sampled_from(["pattern", "shape", "sizes", "factor", "order", "channels", "odd", "start", "count", "at"])
VALUES = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_NAMES | _TEXTS, inner, max_size=4),
    max_leaves=12,
)


def assert_is_answered(response: httpx.Response) -> Any:
    assert response.status_code in (200, 400, 413, 422)
    kind = "application/json" if response.status_code == 200 else "application/problem+json"
    assert response.headers["content-type"] == kind
    return strict_json(response)


@STEADY
@given(url=URLS, body=VALUES)
def test_any_json_is_answered(client: Client, url: str, body: Any) -> None:
    assert_is_answered(client.post(url, body))


@STEADY
@given(url=URLS, body=st.dictionaries(_NAMES, VALUES, max_size=8))
def test_any_values_of_the_parameters_are_answered(client: Client, url: str, body: dict[str, Any]) -> None:
    assert_is_answered(client.post(url, body))


@STEADY
@given(name=st.sampled_from(["pattern", "shape", "sizes", "start", "count", "at"]), value=VALUES)
def test_any_value_of_one_parameter_is_answered(client: Client, name: str, value: Any) -> None:
    assert_is_answered(client.post("/api/v1/rearrange", {**PATCH, name: value}))


@STEADY
@given(name=st.sampled_from(["shape", "factor", "order", "channels", "odd"]), value=VALUES)
def test_any_value_of_one_parameter_of_merge_is_answered(client: Client, name: str, value: Any) -> None:
    assert_is_answered(client.post("/api/v1/merge", {"shape": [1, 4, 4, 1], name: value}))


@STEADY
@given(body=st.binary(max_size=80) | st.text(max_size=40).map(str.encode))
def test_any_bytes_of_a_body_are_answered(client: Client, body: bytes) -> None:
    assert_is_answered(client.post_body("/api/v1/rearrange", body))


_PIECES = st.sampled_from(
    b"pattern= shape= sizes= start= count= at= & = ; + % %00 %ff %ED%A0%80 \xff # ? a+b->b+a (a+b)+->+a+b -> ... 2,3"
    b" a=2 0 1e9 <b> %3Cscript%3E".split()
)
QUERIES = st.lists(_PIECES | st.binary(max_size=3), max_size=14).map(b"".join)


@STEADY
@given(url=URLS, query=QUERIES)
def test_any_query_is_answered(client: Client, url: str, query: bytes) -> None:
    assert_is_answered(client.send("GET", url, raw_query=query))


@STEADY
@given(operation=st.sampled_from(OPERATIONS), query=QUERIES)
def test_any_query_of_a_page_is_a_state(client: Client, operation: str, query: bytes) -> None:
    twin = client.send("GET", f"/state/{operation}", raw_query=query)
    assert twin.status_code == 200
    state = strict_json(twin)
    assert (state["answer"] is None) != (state["problem"] is None)
    page = client.send("GET", f"/{operation}", raw_query=query)
    assert page.status_code == (200 if state["answer"] else 422)
    assert page.headers["content-type"] == "text/html; charset=utf-8"


_SIZES = st.integers(1, 9) | st.sampled_from([64, 224, 65_536, 10**6, 2**31, 2**32, 2**53 - 1, 2**53, 10**17])


@STEADY
@given(
    operation=st.sampled_from(["merge", "expand"]),
    shape=st.lists(_SIZES, min_size=3, max_size=5),
    factor=st.lists(_SIZES, min_size=1, max_size=3),
    channels=st.sampled_from(["first", "last"]),
    odd=st.sampled_from(["error", "crop", "pad"]),
)
def test_blocks_of_any_size_are_answered(
    client: Client, operation: str, shape: list[int], factor: list[int], channels: str, odd: str
) -> None:
    body = {"shape": shape, "factor": factor, "channels": channels, "count": 64}
    document = assert_is_answered(
        client.post(f"/api/v1/{operation}", {**body, **({"odd": odd} if operation == "merge" else {})})
    )
    if "cells" in document:
        assert all(-1 <= source < 2**53 for source in document["cells"]["sources"][0])


@pytest.mark.parametrize(
    "path", ["/%00", "/%ff", "/..", "/%2e%2e/app", "//", "/static/%2e%2e/app/main.py", "/static/%00", "/api/v1/%0a"]
)
def test_any_path_is_answered(client: Client, path: str) -> None:
    response = client.send("GET", f"http://server{path}")
    assert response.status_code in (200, 404)
    assert b"create_app" not in response.content


REQUESTS = int(os.environ.get("REQUESTS", "400"))
PARTS = 8  # so that workers share them


@pytest.fixture(scope="module")
def public() -> Client:
    return Client(Settings(public_url="https://example.org"))


@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_is_asked_is_answered(public: Client, part: int) -> None:
    """``REQUESTS=20000`` in the environment asks for more."""
    for each in asked(REQUESTS // PARTS, part):
        response = public.send(each.method, each.path, each.query, content=each.body, headers=each.headers)
        assert response.status_code < 500 or response.status_code == 503, each
        if response.headers.get("content-type") in ("application/json", "application/problem+json"):
            assert each.method == "HEAD" or strict_json(response) is not None, each
