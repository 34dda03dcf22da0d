"""Others add to a link, to count who follows it; a page is the same with and without. Programs are told instead."""

import re
from urllib.parse import quote, urlencode

import pytest

from tests.web.client import OPERATIONS, Client, problem, strict_json
from tests.web.markup import Document

TRACKERS = "utm_source=news&utm_medium=a+b&fbclid=1&gclid=&ref=x&utm_source=again&%3Cb%3E=%3Cimg%20src%3Dx%3E"
PAGES = [
    "/",
    *(f"/{operation}" for operation in OPERATIONS),
    *(f"/embed/{operation}" for operation in OPERATIONS),
    "/rearrange?pattern=h+w+->+w+h&shape=2,3&lang=zh",
    "/merge?shape=1,5,5,1",
    "/embed/merge?shape=1,4,4,1&cell=3",
    "/program",
    "/program?code=y+%3D+x.T&shape=x:2,3&step=0",
    "/program?shape=x:2,3",
    "/compare",
    "/compare?a=/merge&b=/expand&stage=1",
    "/examples",
    "/docs",
    *(f"/state/{operation}" for operation in OPERATIONS),
    "/state/program",
    "/state/merge?shape=1,5,5,1",
]


def joined(path: str, more: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}{more}"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_the_same_however_its_readers_are_counted(client: Client, path: str) -> None:
    plain, counted = client.get(path), client.get(joined(path, TRACKERS))
    assert counted.status_code == plain.status_code
    assert counted.text == plain.text


@pytest.mark.parametrize("side", ["a", "b"])
def test_a_compared_link_may_be_counted_too(client: Client, side: str) -> None:
    counted = quote(f"/merge?shape=1,4,4,1&{TRACKERS}", safe="")
    other = "b" if side == "a" else "a"
    page = client.get(f"/compare?{side}={counted}&{other}=%2Fexpand")
    assert page.status_code == 200
    links = [each.attributes["href"] for each in Document(page.text).all("a")]
    assert "/merge?shape=1,4,4,1" in links


@pytest.mark.parametrize("path", ["/merge?shape=1,4,4,1&shape=1,4,4,1", "/program?code=&code=", "/compare?a=/&a=/&b=/"])
def test_what_a_page_knows_may_still_not_be_said_twice(client: Client, path: str) -> None:
    for each in (path, joined(path, TRACKERS)):
        response = client.get(each)
        assert response.status_code == 422
        assert "given twice" in response.text


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/merge?shape=1,4,4,1",
        "/api/v1/program?code=y+%3D+x&shape=x:2",
        "/api/v1/merge.npy?shape=1,4,4,1",
        "/merge.svg?shape=1,4,4,1",
        "/program.png?code=y+%3D+x&shape=x:2",
        "/compare.svg?a=/merge&b=/expand",
        "/api/v1/round-trip?shape=1,4,4,1",
    ],
)
def test_whoever_asks_for_data_or_a_picture_is_told_of_a_slip(client: Client, path: str) -> None:
    assert client.get(path).status_code == 200
    (error,) = problem(client.get(f"{path}&utm_source=x"))["errors"]
    assert (error["code"], error["field"]) == ("parameter-unknown", "utm_source")


@pytest.mark.parametrize("path", ["/program?step=1", "/program?lang=zh&utm_source=x", "/merge?stage=1&fbclid=2"])
def test_the_example_is_shown_where_a_link_says_nothing_of_the_operation(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert Document(response.text).by_id("verdict").text in ("✓ valid", "✓ 有效")


@pytest.mark.parametrize(
    "query", ["shape=x:1,4,4,2", "library=torch", "values=a=2", "code=", "code=+%0A", "shape=x:1&utm_source=x"]
)
def test_a_page_without_code_asks_for_it_and_keeps_the_rest(client: Client, query: str) -> None:
    page = client.get(f"/program?{query}")
    assert page.status_code == 200
    document = Document(page.text)
    assert "There is no code yet. Type it, or paste it." in re.sub(r"\s+", " ", document.by_id("message").text)
    texts = strict_json(client.get(f"/state/program?{query}"))["texts"]
    assert texts["code"].strip() == ""
    for name, text in (each.split("=", 1) for each in query.split("&")):
        assert name in ("utm_source", "code") or texts[name] == text


def test_half_a_character_in_a_state_is_what_a_browser_would_write_into_an_address(client: Client) -> None:
    for texts in (
        {"code": "y = \ud800", "shape": "x:2"},
        {"code": "y = x # \udfff", "shape": "x:2"},
        {"\ud83d": "\ud83d"},
    ):
        state = strict_json(client.post("/state/program", texts))
        assert (state["answer"] is None) != (state["problem"] is None)
        assert strict_json(client.post("/state/program/way", texts))
    replaced = strict_json(client.post("/state/program", {"code": "y = '\ud800'", "shape": "x:2"}))
    assert replaced["texts"]["code"] == "y = '\N{REPLACEMENT CHARACTER}'"
    whole = strict_json(client.post("/state/program", {"code": "y = x # \ud83d\ude00", "shape": "x:2"}))
    assert whole["texts"]["code"] == "y = x # 😀"


@pytest.mark.parametrize(
    "code",
    [
        'assert x.ndim == 3, "\\ud800"',
        'raise ValueError("\\ud800")',
        'y = x.sum(**{"\\ud800": 1})',
        'y = einops.rearrange(x, "a b -> b a", **{"\\ud800": 3})',
        'y = foo(x, "\\ud800")',
    ],
)
def test_half_a_character_that_a_program_writes_is_said_as_one(client: Client, code: str) -> None:
    query = urlencode({"code": code, "shape": "x:2,3"})
    for path in ("/program", "/state/program", "/api/v1/program"):
        assert client.get(f"{path}?{query}").status_code in (200, 422)
