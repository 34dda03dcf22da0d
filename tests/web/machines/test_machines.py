"""What machines read before they ask: every address that stands there is answered."""

import re
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from einscope.core.examples import GROUPS
from einscope.core.lessons import lessons
from einscope.core.questions import questions
from einscope.settings import Settings
from einscope.web.server.language import LANGUAGES
from tests.web.client import Client

HOME = "https://example.org"
NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture(scope="module")
def public() -> Client:
    """A server that knows its public address."""
    return Client(Settings(public_url=HOME))


def listed(client: Client) -> list[str]:
    response = client.get("/sitemap.xml")
    assert response.headers["content-type"] == "application/xml"
    tree = ElementTree.fromstring(response.content)
    for entry in tree:
        others = {each.get("hreflang"): each.get("href") for each in entry.findall("x:link", NAMESPACE)}
        assert {*others} == {*LANGUAGES, "x-default"}
        assert entry.findtext("s:loc", "", NAMESPACE) in others.values()
    return [loc.text or "" for loc in tree.iterfind("s:url/s:loc", NAMESPACE)]


def test_the_guide_says_what_this_is_and_its_addresses_are_answered(public: Client) -> None:
    response = public.get("/llms.txt")
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.text.startswith("# Einscope\n\n> ")
    assert all(f"/{name}?" in response.text for name in questions())
    found = {link.rstrip(",;") for link in re.findall(rf"{HOME}(/[^\s]*?)(?=[,;:]?(?:\s|\):|$))", response.text)}
    asked_by_post = {"/api/v1/infer", "/mcp"}
    incomplete = {"/api/v1/compare", "/api/v1/round-trip", "/api/v1/rearrange"}
    assert found > asked_by_post | incomplete
    for path in found - asked_by_post - incomplete:
        assert public.get(path).status_code == 200, path
    for path in asked_by_post:
        assert public.get(path).status_code == 405, path
    for path in incomplete:
        assert public.get(path).status_code == 422, path


def test_the_list_of_pages_has_operations_lessons_and_examples_in_every_language(public: Client) -> None:
    pages = listed(public)
    assert len(set(pages)) == len(pages)
    assert all(page.startswith(f"{HOME}/") for page in pages)
    assert {f"{HOME}/{name}" for name in (*questions(), "learn", "examples", "compare")} < {*pages}
    assert {f"{HOME}/learn/{name}?lang=zh" for name in lessons()} < {*pages}
    examples = {example.op for group in GROUPS for example in group.examples if example.other is None}
    assert all(any(page.startswith(f"{HOME}/{op}?") for page in pages) for op in examples)


def test_every_page_of_the_list_is_answered_in_its_language(public: Client) -> None:
    for page in listed(public):
        parts = urlsplit(page)
        response = public.get(f"{parts.path}?{parts.query}" if parts.query else parts.path)
        assert response.status_code == 200, page
        assert f'<html lang="{"zh" if "lang=zh" in page else "en"}' in response.text, page


def test_robots_may_read_what_people_see_and_ask_the_api(public: Client) -> None:
    text = public.get("/robots.txt").text
    assert f"Sitemap: {HOME}/sitemap.xml\n" in text
    closed = re.findall(r"^Disallow: (.+)$", text, re.MULTILINE)
    assert not [page for page in listed(public) if urlsplit(page).path.startswith(tuple(closed))]
    assert "/api/" not in closed


@pytest.mark.parametrize("path", ["/llms.txt", "/robots.txt", "/sitemap.xml"])
def test_without_a_public_address_it_is_the_one_that_was_asked(client: Client, path: str) -> None:
    assert "http://localhost:81/" in client.get(path, headers={"host": "localhost:81"}).text
    forged = client.get(path, headers={"host": "evil.example"})
    assert "evil.example" not in forged.text
    assert forged.headers["cache-control"] == "no-cache"
