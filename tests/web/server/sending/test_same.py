"""An answer that is kept is the one that would be given: every kind of address, to everybody, in any order."""

from itertools import product
from typing import Any

import httpx
import pytest

from einscope.settings import Settings
from einscope.web.server.bounds.memory import MB
from einscope.web.server.bounds.shares import within_memory
from tests.rows import every
from tests.web.client import Client, problem

STATE = "?shape=1,4,4,1"
CODE = "?code=y=x.T&shape=x:2,3"
PAIR = "?a=/merge&b=/merge%3Forder=p1+p2+c"
ADDRESSES = [
    *("/", f"/merge{STATE}", f"/merge{STATE}&lang=zh", "/merge?shape=1,5,5,1", f"/embed/merge{STATE}", "/docs"),
    *(f"/state/merge{STATE}", "/state/merge?shape=1,5,5,1", f"/state/merge{STATE}&shape=2", "/state/find"),
    *(f"/api/v1/merge{STATE}", f"/api/v1/merge{STATE}&fields=cells", "/api/v1/merge?shape=1,5,5,1"),
    *(f"/api/v1/merge.npy{STATE}", "/api/v1/operations", "/api/v1/examples?lang=zh", f"/api/v1/compare{PAIR}"),
    *(f"/merge.svg{STATE}", f"/merge.png{STATE}&width=160", f"/merge.txt{STATE}", f"/merge.html{STATE}"),
    *(f"/program{CODE}", f"/state/program{CODE}", f"/api/v1/program{CODE}", f"/program.txt{CODE}"),
    *(f"/compare{PAIR}", f"/embed/compare{PAIR}", f"/compare.svg{PAIR}&width=200", "/examples", "/learn/heads"),
    *("/infer?from=2,3&to=3,2", "/problems/size-odd", "/problems/nothing", "/llms.txt", "/sitemap.xml"),
    *("/einscope.py", "/nowhere", "/static/base/dom.js", "/healthz", "/api/v1/infer", "/mcp", f"/oembed{STATE}"),
]
ASKERS: list[dict[str, str]] = [
    {"accept-encoding": "identity"},
    {"accept-encoding": "gzip", "accept-language": "zh"},
    {"accept-encoding": "gzip, deflate, br, zstd", "accept-language": "zh-CN,zh;q=0.9,en;q=0.8", "accept": "text/html"},
    {"accept-encoding": "br", "origin": "https://example.org", "accept": "*/*"},
    {"accept-encoding": "br;q=0.5, gzip;q=0.1", "accept": "text/plain", "host": "localhost:81"},
    {"accept-encoding": "identity", "host": "evil.example", "x-forwarded-host": "evil.example", "range": "bytes=0-9"},
]
SETTINGS = {
    "alone": Settings(),
    "below a path": Settings(public_url="https://example.org/tools"),
}


def told(response: httpx.Response) -> Any:
    """All of a response but its name; the length is that of the body as it was sent."""
    headers = {name: value for name, value in response.headers.items() if name != "x-request-id"}
    return response.status_code, headers, response.content


@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize("backwards", [False, True])
def test_what_is_kept_is_what_would_be_answered(name: str, backwards: bool) -> None:
    public = SETTINGS[name].public_url
    keeping = Client(Settings(public_url=public, answer_bytes=2**23 + backwards))  # an application of its own
    fresh = Client(Settings(public_url=public, answer_bytes=0))
    requests = list(product(ADDRESSES, ASKERS))[:: -1 if backwards else 1]

    def check(address: str, asker: dict[str, str]) -> None:
        first, again = (keeping.get(address, headers=asker) for _ in range(2))
        wanted = fresh.get(address, headers=asker)
        assert told(first) == told(wanted)
        assert told(again) == told(wanted)
        head = keeping.send("HEAD", address, headers=asker)
        assert told(head) == (wanted.status_code, told(wanted)[1], b"")
        known = {**asker, "if-none-match": wanted.headers.get("etag", '"none"')}
        assert told(keeping.get(address, headers=known)) == told(fresh.get(address, headers=known))

    every(requests, lambda row: check(*row), str)


def test_an_answer_that_is_kept_has_a_name_of_its_own_and_the_security_headers() -> None:
    client = Client()
    first, again = (client.get(f"/api/v1/merge{STATE}") for _ in range(2))
    assert first.headers["x-request-id"] != again.headers["x-request-id"]
    assert client.get(f"/api/v1/merge{STATE}", headers={"x-request-id": "mine"}).headers["x-request-id"] == "mine"
    assert again.headers["content-security-policy"]
    assert again.headers["x-content-type-options"] == "nosniff"


def test_an_address_that_asks_too_often_is_told_so_though_the_answer_is_kept() -> None:
    client = Client(Settings(rate=1, answer_bytes=2**22))
    came = [client.get(f"/api/v1/merge{STATE}") for _ in range(4)]
    assert [each.status_code for each in came[:2]] == [200, 200]
    refused = problem(came[3], 429)
    assert refused["errors"][0]["code"] == "rate-limit"
    assert came[3].headers["content-security-policy"]


@pytest.mark.parametrize("path", [*("/merge", "/state/merge", "/embed/merge", "/merge.txt", "/examples", "/docs")])
def test_a_page_is_asked_for_each_time_and_sent_once(path: str) -> None:
    first = Client().get(path)
    assert first.headers["cache-control"] == "public, no-cache"
    again = Client().get(path, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert Client().get(path, {"lang": "zh"}).headers["etag"] != first.headers["etag"]


def test_a_post_is_kept_by_nobody() -> None:
    answered = Client().post("/api/v1/merge", {"shape": "1,4,4,1"})
    assert answered.status_code == 200
    assert {"etag", "cache-control"}.isdisjoint(answered.headers)


@pytest.mark.parametrize("memory", [256, 512])
def test_answers_and_pictures_have_each_a_part_of_the_memory(memory: int) -> None:
    settings = within_memory(Settings(memory=memory, answer_bytes=999_999_999, picture_bytes=999_999_999))
    assert settings.answer_bytes == settings.picture_bytes == memory * MB // 32
    assert within_memory(Settings(memory=memory, answer_bytes=9)).answer_bytes == 9
