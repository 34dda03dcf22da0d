"""What every response carries: the policy of a page that loads nothing from elsewhere and runs nothing inline."""

import asyncio
import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from starlette.types import Message

from tests.rows import every
from tests.web.client import Client, problem

# Every kind of response: method, path, status.
KINDS = [
    ("GET", "/", 200),
    ("HEAD", "/", 200),
    ("GET", "/merge?shape=1", 422),
    ("GET", "/state/merge", 200),
    ("GET", "/docs", 200),
    ("GET", "/openapi.json", 200),
    ("GET", "/healthz", 200),
    ("GET", "/api/v1/operations", 200),
    ("GET", "/api/v1/expand?shape=1,2,2,4", 200),
    ("GET", "/api/v1/expand?shape=1,2,2,3", 422),
    ("GET", "/api/v1/expand?" + "a" * 9_000, 422),
    ("POST", "/api/v1/expand", 422),
    ("GET", "/static/shell/style.css", 200),
    ("GET", "/static/visualiser/main.js", 200),
    ("GET", "/static/nothing.js", 404),
    ("GET", "/nowhere", 404),
    ("DELETE", "/", 405),
    ("PUT", "/api/v1/expand", 405),
    ("OPTIONS", "/api/v1/expand", 204),
    ("HEAD", "/api/v1/expand?shape=1,2,2,4", 200),
]


def policy(response: httpx.Response) -> dict[str, list[str]]:
    directives = response.headers["content-security-policy"].split(";")
    return {name: sources for name, *sources in map(str.split, directives)}


@pytest.mark.parametrize(("method", "path", "status"), KINDS)
def test_every_response_carries_the_security_headers(client: Client, method: str, path: str, status: int) -> None:
    response = client.send(method, path)
    assert response.status_code == status
    directives = policy(response)
    assert directives["default-src"] == ["'none'"]
    allowed = {source for sources in directives.values() for source in sources}
    assert allowed <= {"'none'", "'self'", "data:"}  # nothing inline, nothing evaluated, nothing from elsewhere
    assert "data:" not in directives["script-src"]
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "server" not in response.headers
    if not path.startswith("/static/"):  # a file has no frame and no base, and sends for nothing but modules
        assert directives["base-uri"] == ["'none'"]
        assert directives["frame-ancestors"] == ["'none'"]
        assert directives["worker-src"] == ["'self'"]  # the stage is drawn in a worker
        assert response.headers["referrer-policy"] == "strict-origin-when-cross-origin"


def test_a_body_that_is_too_long_is_answered_with_them_too(client: Client) -> None:
    response = client.post_body("/api/v1/expand", "x" * 600_000)
    problem(response, 413)
    assert policy(response)["default-src"] == ["'none'"]


@pytest.mark.parametrize("path", ["/static/shell/style.css", "/static/visualiser/main.js", "/static/icon.svg"])
def test_a_static_file_is_asked_for_each_time_and_sent_once(client: Client, path: str) -> None:
    first = client.get(path)
    assert first.headers["cache-control"] == "no-cache"
    again = client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == first.headers["etag"]
    assert policy(again) == policy(first)
    changed = client.get(path, headers={"if-none-match": '"another"'})
    assert (changed.status_code, changed.content) == (200, first.content)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/static/shell/style.css", "text/css"),
        ("/static/visualiser/main.js", "text/javascript"),
        ("/static/icon.svg", "image/svg+xml"),
    ],
)
def test_a_static_file_has_a_type_that_browsers_take(client: Client, path: str, kind: str) -> None:
    assert client.get(path).headers["content-type"].split(";")[0] == kind


@pytest.mark.parametrize(
    ("path", "varies"),
    [
        ("/", "Accept, Accept-Encoding, Accept-Language"),
        ("/api/v1/expand?shape=1,4,4,4", "Accept-Encoding, Origin, Accept-Language"),
        ("/static/visualiser/main.js", "Accept-Encoding"),
    ],
)
def test_a_long_response_is_compressed_for_whoever_can_read_it(client: Client, path: str, varies: str) -> None:
    packed = client.get(path, headers={"accept-encoding": "gzip"})
    plain = client.get(path, headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.headers["vary"] == plain.headers["vary"] == varies
    assert packed.content == plain.content


@pytest.mark.parametrize(
    "path", ["/nowhere", "/api/v1/nothing", "/api/v1", "/state/nothing", "/static/nothing", "/Rearrange"]
)
def test_an_address_that_is_not_there_is_a_problem_document(client: Client, path: str) -> None:
    assert problem(client.get(path), 404)["errors"][0]["code"] == "not-found"


@pytest.mark.parametrize(
    ("path", "meant"), [("/rearange", "/rearrange"), ("/learn/nothing", "/learn"), ("/wp-login.php", None)]
)
def test_whoever_reads_pages_gets_one_that_leads_on(client: Client, path: str, meant: str | None) -> None:
    browser = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8", "accept-language": "zh"}
    shown = client.get(path, headers=browser)
    assert shown.status_code == 404
    assert shown.headers["content-type"].startswith("text/html")
    assert "Accept" in shown.headers["vary"].split(", ")
    assert "Accept" in client.get(path).headers["vary"].split(", ")
    assert "这个地址没有内容。" in shown.text
    assert ('<p class="meaning">' in shown.text) == (meant is not None)
    assert meant is None or f'href="{meant}">{meant}</a>' in shown.text


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/"), ("DELETE", "/api/v1/expand"), ("POST", "/static/visualiser/main.js"), ("POST", "/docs")],
)
def test_a_method_that_is_not_there_is_a_problem_document(client: Client, method: str, path: str) -> None:
    response = client.send(method, path)
    assert problem(response, 405)["errors"][0]["code"] == "method-not-allowed"
    assert "GET" in response.headers["allow"]


def test_healthz_says_ok(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.text) == (200, "ok\n")


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", "GET, HEAD"),
        ("/merge", "GET, HEAD"),
        ("/api/v1/merge", "GET, HEAD, POST"),
        ("/api/v1/program", "GET, HEAD, POST"),
        ("/api/v1/infer", "POST"),
        ("/api/v1/merge.npy", "GET, HEAD"),
        ("/merge.svg", "GET, HEAD"),
        ("/state/program", "GET, HEAD, POST"),
        ("/static/visualiser/main.js", "GET, HEAD"),
    ],
)
def test_a_method_that_is_not_there_is_answered_by_those_that_are(client: Client, path: str, allowed: str) -> None:
    assert client.send("DELETE", path).headers["allow"] == allowed


NAMED = {"name": "four-slices", "code": "not-found", "path:path": "icon.svg"}
"""What stands for the parts of paths that are names."""


def routes(app: Any) -> Iterator[Any]:
    """Every route of the application, and those of the routers in it."""
    for route in app.routes:
        router = getattr(route, "original_router", None)
        yield from router.routes if router else [route]


def taken(app: Any) -> dict[str, set[str]]:
    """Every address, with the methods that its routes name."""
    found: dict[str, set[str]] = defaultdict(set)
    for route in routes(app):
        address = route.path
        for name, text in NAMED.items():
            address = address.replace(f"{{{name}}}", text)
        assert "{" not in address, "a part of a path that is a name has an example in NAMED"
        found[address] |= route.methods
    return found


def answers_its_methods(client: Client, path: str, methods: set[str]) -> None:
    named = methods | ({"HEAD"} if "GET" in methods else set())
    allowed = ", ".join(method for method in ("GET", "HEAD", "POST") if method in named)
    asked, refused = client.send("OPTIONS", path), client.send("DELETE", path)
    assert (asked.status_code, asked.content, asked.headers["allow"]) == (204, b"", allowed)
    problem(refused, 405)
    assert refused.headers["allow"] == allowed
    if "HEAD" in named:
        head, get = client.send("HEAD", path), client.get(path)
        assert (head.status_code, head.content) == (get.status_code, b"")
        assert head.headers["content-type"] == get.headers["content-type"]
        if path != "/metrics":  # which has one request more to tell of
            assert head.headers.get("content-length") == get.headers.get("content-length")


def test_every_address_says_which_methods_it_takes_and_answers_head_as_it_answers_get(client: Client) -> None:
    every(taken(client.app).items(), lambda row: answers_its_methods(client, *row), lambda row: row[0])


@pytest.mark.parametrize(
    ("method", "status", "code"),
    [("OPTIONS", 204, None), ("CONNECT", 405, "method-not-allowed"), ("GET", 404, "not-found")],
)
@pytest.mark.parametrize("accept", ["*/*", "text/html"])
def test_who_asks_of_the_server_as_a_whole_is_told_what_it_takes(
    client: Client, method: str, status: int, code: str | None, accept: str
) -> None:
    asked: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        asked.append(message)

    headers = [(b"accept", accept.encode())]
    scope = {"type": "http", "method": method, "path": "*", "query_string": b"", "headers": headers, "client": ("", 1)}
    asyncio.run(client.app(scope, receive, send))
    told = dict(asked[0]["headers"])
    assert asked[0]["status"] == status
    assert told.get(b"allow") == (None if method == "GET" else b"GET, HEAD, POST")
    assert told[b"x-request-id"]
    if code is None:
        assert asked[1]["body"] == b""
    elif method == "CONNECT":
        assert json.loads(asked[1]["body"])["errors"][0]["code"] == code


OPEN = [
    "/api/v1/merge?shape=1,4,4,1",
    "/api/v1/merge?shape=1,5,5,1",
    "/state/merge?shape=1,4,4,1",
    "/api/v1/merge.npy?shape=1,4,4,1",
    "/merge.svg?shape=1,4,4,1",
    "/compare.svg?a=/merge&b=/expand",
    "/oembed?url=/merge",
    "/openapi.json",
    "/merge.txt",
    "/einscope.py",
]
ORIGIN = {"origin": "https://example.org"}


@pytest.mark.parametrize("path", OPEN)
def test_a_page_of_any_origin_may_ask(client: Client, path: str) -> None:
    headers = client.send("GET", path, headers=ORIGIN).headers
    assert headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in headers


@pytest.mark.parametrize("path", ["/", "/merge", "/embed/merge", "/healthz"])
def test_pages_are_not_read_from_elsewhere(client: Client, path: str) -> None:
    assert "access-control-allow-origin" not in client.send("GET", path, headers=ORIGIN).headers


@pytest.mark.parametrize("asked", [{}, {"origin": "null"}, ORIGIN])
def test_files_are_alike_for_everybody_so_that_a_cache_may_keep_them_for_a_frame_in_a_sandbox(
    client: Client, asked: dict[str, str]
) -> None:
    headers = client.send("GET", "/static/embed/main.js", headers=asked).headers
    assert headers["access-control-allow-origin"] == "*"
    assert "Origin" not in headers.get("vary", "")


def test_the_page_of_a_frame_in_a_sandbox_is_read_by_nobody_else(client: Client) -> None:
    assert "access-control-allow-origin" not in client.send("GET", "/embed/merge", headers={"origin": "null"}).headers


def test_a_page_that_asks_first_is_told_what_it_may_send(client: Client) -> None:
    asked = {
        **ORIGIN,
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
    }
    response = client.send("OPTIONS", "/api/v1/merge", headers=asked)
    assert response.status_code == 200
    assert response.headers["access-control-allow-origin"] == "*"
    assert "POST" in response.headers["access-control-allow-methods"]
    assert "content-type" in response.headers["access-control-allow-headers"]


@pytest.mark.parametrize("path", [*OPEN, "/", "/merge", "/docs", "/examples", "/compare", "/healthz", "/nowhere"])
def test_head_is_get_without_a_body(client: Client, path: str) -> None:
    head, get = client.send("HEAD", path), client.get(path)
    assert head.status_code == get.status_code
    assert head.content == b""
    for name in ("content-type", "content-length", "etag", "content-security-policy"):
        assert head.headers.get(name) == get.headers.get(name)
