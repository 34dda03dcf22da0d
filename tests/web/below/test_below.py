"""All addresses below a path: every link of pages and answers leads there, whether the proxy strips the path or not."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest

from einscope.core.lessons import lessons
from einscope.core.questions import questions
from einscope.settings import Settings
from tests.web.client import PATCH, Client, answer, problem

BASE = "/tools/einscope"
HOME = f"https://example.org{BASE}"
STATE = "?shape=1,4,4,1"
PAGES = [
    *("/", *(f"/{name}" for name in questions()), "/embed/merge", "/embed/program", "/compare", "/examples", "/learn"),
    *(
        f"/learn/{next(iter(lessons()))}",
        "/infer",
        "/infer?to=2,3&from=3,2",
        "/problems",
        "/problems/size-unknown",
        "/docs",
        "/merge?shape=1,5,5,1",
    ),
]
ANSWERS = [
    *(f"/api/v1/merge{STATE}", f"/state/merge{STATE}", f"/state/merge{STATE}&lang=zh", f"/merge.txt{STATE}"),
    *("/api/v1/examples", "/api/v1/operations", "/state/find", "/state/program", "/llms.txt"),
    *("/robots.txt", "/sitemap.xml", "/einscope.py", f"/oembed?url={HOME}/merge%3Fshape=1,4,4,1", "/api/v1/merge"),
    *("/api/v1/compare?a=/merge&b=/expand", "/api/v1/program?code=y=x.T&shape=x:2,3", f"/merge.svg{STATE}"),
]
NAMES = "|".join(
    [*questions(), "api", "state", "embed", "compare", "examples", "learn", "infer", "problems", "docs", "static"]
)
FROM_THE_ROOT = re.compile(rf"/(?:{NAMES})\b")


@pytest.fixture(scope="module")
def below() -> Client:
    return Client(Settings(public_url=HOME))


class Links(HTMLParser):
    """Addresses in a page, and the JSON in it."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.json: list[Any] = []
        self._reads = False
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._reads = tag == "script" and given.get("type") == "application/json"
        links = (given.get(name) for name in ("href", "src", "action", "data-moving", "formaction", "srcset", "poster"))
        self.links += [link for link in links if link is not None]

    def handle_data(self, data: str) -> None:
        if self._reads:
            self.json.append(json.loads(data))
            self._reads = False


def strings(value: Any) -> Iterator[str]:
    """Every text in a JSON value, but parameters: what one asks with is no link."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in ("texts", "words", "example", "request", "presets", "parameters", "repair", "defaults"):
                yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
    elif isinstance(value, str):
        yield value


def pages(below: Client) -> dict[str, Links]:
    return {path: Links(below.get(path).text) for path in PAGES}


def test_every_link_of_every_page_is_below_the_path_and_leads_somewhere(below: Client) -> None:
    found: dict[str, str] = {}
    for page, links in pages(below).items():
        assert links.links, page
        for link in links.links:
            parts = urlsplit(urljoin(f"{HOME}{page}", link))
            if parts.netloc == "example.org":
                assert f"{parts.path}/".startswith(f"{BASE}/"), (page, link)
                # All two hundred pages of errors are made alike.
                found.setdefault("an error" if "/problems/" in parts.path else parts.path, link)
    assert len(found) > 100
    wrong = {}
    for link in found.values():
        status = below.get(link).status_code
        if status not in (200, 422):
            wrong[link] = status
    assert wrong == {}


def test_what_scripts_of_pages_are_given_is_below_the_path(below: Client) -> None:
    for page, links in pages(below).items():
        for text in strings(links.json):
            assert not FROM_THE_ROOT.match(text), (page, text)


@pytest.mark.parametrize("path", ANSWERS)
def test_every_link_of_every_answer_is_below_the_path(below: Client, path: str) -> None:
    response = below.get(path)
    if "json" in response.headers["content-type"]:
        for text in strings(response.json()):
            assert not FROM_THE_ROOT.match(text), text
    elsewhere = re.findall(r"https://example\.org(?!/tools/einscope\b)\S*", response.text)
    assert elsewhere == []


@pytest.mark.parametrize(
    "path", ["/", "/merge", f"/api/v1/merge{STATE}", "/healthz", "/learn", "/static/icon.svg", "/mcp"]
)
def test_a_proxy_may_strip_the_path_or_not(below: Client, path: str) -> None:
    stripped, whole = below.get(path), below.get(f"{BASE}{path}")
    assert (stripped.status_code, stripped.content) == (whole.status_code, whole.content)
    names = [{**response.headers, "x-request-id": ""} for response in (stripped, whole)]
    assert names[0] == names[1]


def test_the_path_itself_is_the_first_page(below: Client) -> None:
    assert below.get(BASE).content == below.get("/").content


@pytest.mark.parametrize("path", ["/tools", "/tools/", "/tools/einscopes/merge", "/elsewhere/merge"])
def test_no_other_path_is_taken_away(below: Client, path: str) -> None:
    assert problem(below.get(path), 404)["type"] == f"{HOME}/problems/not-found"


def test_services_name_their_public_address(below: Client) -> None:
    assert answer(below.get("/openapi.json"))["servers"] == [{"url": HOME}]
    assert f'SERVER = "{HOME}"' in below.get("/einscope.py").text
    assert f'<link rel="canonical" href="{HOME}/learn">' in below.get("/learn").text
    assert f"Sitemap: {HOME}/sitemap.xml" in below.get("/robots.txt").text
    assert f"Disallow: {BASE}/state/" in below.get("/robots.txt").text
    assert problem(below.get("/api/v1/merge"))["type"].startswith(f"{HOME}/problems/")
    framed = answer(below.get("/oembed", {"url": f"{HOME}/merge{STATE}"}))
    assert framed["thumbnail_url"].startswith(f"{HOME}/merge.png?")
    assert f'src="{HOME}/embed/merge?' in framed["html"]
    assert answer(below.get("/api/v1/rearrange", PATCH))["links"]["page"].startswith(f"{HOME}/rearrange?")


@pytest.mark.parametrize("prefix", ["", BASE, HOME])
def test_an_address_is_understood_however_it_was_copied(below: Client, prefix: str) -> None:
    sides = {"a": f"{prefix}/merge{STATE}", "b": f"{prefix}/merge{STATE}&order=p1+p2+c"}
    assert answer(below.get("/api/v1/compare", sides))["same"] is False
