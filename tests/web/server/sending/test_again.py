"""What is answered again: only what may be, by all that it depends on, within so many bytes."""

import asyncio
import tracemalloc
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from einscope.web.server.bounds.kept import Kept
from einscope.web.server.bounds.line import Line
from einscope.web.server.bounds.rate import Rate
from einscope.web.server.bounds.turns import Turns
from einscope.web.server.seen.note import NOTE, Note, noting
from einscope.web.server.sending.again import AgainMiddleware, Answers

PUBLIC = {"cache-control": "public, no-cache", "etag": '"one"', "content-type": "text/plain", "content-length": "4"}
ROOM = 2**20


@dataclass
class Inner:
    """An application that answers everything alike, and notes what it was asked.

    Args:
        headers: of its answers.
        body: of its answers, in as many messages.
        status: of its answers.
        fails: whether it fails when it has answered.
    """

    headers: Mapping[str, str] = field(default_factory=lambda: PUBLIC)
    body: Iterable[bytes] = (b"body",)
    status: int = 200
    fails: bool = False
    asked: list[Scope] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        self.asked.append(scope)
        headers = [(name.encode(), value.encode()) for name, value in self.headers.items()]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        pieces = list(self.body)
        for number, piece in enumerate(pieces, 1):
            await send({"type": "http.response.body", "body": piece, "more_body": number < len(pieces)})
        if self.fails:
            raise RuntimeError
        if note := NOTE.get():
            note.route, note.code = "/{op}", "size-odd"


@dataclass
class Reply:
    """What came of a request."""

    status: int
    headers: dict[str, str]
    body: bytes
    note: Note | None


def server(inner: Inner, size: int = ROOM, rate: int = 0) -> tuple[AgainMiddleware, Answers]:
    answers: Answers = Kept("answers", size)
    return AgainMiddleware(inner, answers, Rate(rate, clock=lambda: 0.0)), answers


def ask(app: AgainMiddleware, path: str = "/merge", method: str = "GET", query: str = "", **more: Any) -> Reply:
    """The reply; ``headers``: those of the request; ``own``: the application asks itself."""
    note = None if more.get("own") else Note("id")
    headers = [(name.encode(), value.encode()) for name, value in more.get("headers", ())]
    scope = {"type": "http", "method": method, "path": path, "query_string": query.encode(), "headers": headers}
    scope |= {"client": ("::1", 1), "server": more.get("server", ["::1", 80]), "scheme": "http"}
    sent: list[Message] = []

    async def receive() -> Message:
        raise AssertionError("no body is read")

    async def send(message: Message) -> None:
        sent.append(message)

    async def run() -> None:
        with noting(note):
            await app(scope, receive, send)

    asyncio.run(run())
    start, *rest = sent
    told = {name.decode(): value.decode() for name, value in start["headers"]}
    start["headers"].append((b"x-request-id", b"mine"))  # as whoever is further out does
    return Reply(start["status"], told, b"".join(message["body"] for message in rest), note)


def test_what_is_asked_again_is_not_worked_out_again() -> None:
    inner = Inner()
    app, _ = server(inner)
    first, again = ask(app), ask(app)
    assert first == again
    assert (again.status, again.headers, again.body) == (200, dict(PUBLIC), b"body")
    assert again.note == Note("id", "/{op}", "size-odd")  # it is counted as the first was
    assert len(inner.asked) == 1


def test_a_few_kept_answers_are_given_in_each_turn_of_the_event_loop() -> None:
    app, _ = server(Inner())
    ask(app)
    given: list[int] = []
    turn = 0

    async def send(message: Message) -> None:
        if message["type"] == "http.response.body":
            given.append(turn)

    async def run() -> None:
        nonlocal turn
        scope = {"type": "http", "method": "GET", "path": "/merge", "query_string": b"", "headers": []}
        scope |= {"client": ("::1", 1), "server": ["::1", 80], "scheme": "http"}
        with noting(Note("id")):
            asked = [asyncio.ensure_future(app(dict(scope), _nothing, send)) for _ in range(100)]
        while len(given) < len(asked):
            await asyncio.sleep(0)
            turn += 1
        await asyncio.gather(*asked)

    asyncio.run(run())
    assert max(Counter(given).values()) <= 20


def test_while_the_process_ends_nobody_waits_for_a_kept_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    inner = Inner()
    app, _ = server(inner)
    ask(app)
    app.turns = Turns(0, each=0)
    monkeypatch.setattr(Line, "closed", True)
    ask(app)
    assert len(inner.asked) == 2  # whoever is further in says so


async def _nothing() -> Message:
    raise AssertionError("no body is read")


@pytest.mark.parametrize(
    "inner",
    [
        Inner(headers={}),
        Inner(headers={"cache-control": "no-store"}),
        Inner(headers={"cache-control": "no-cache"}),
        Inner(headers={"cache-control": "private, max-age=9"}),
        *(Inner(status=status) for status in (201, 206, 304, 404, 422, 429, 500, 503)),
        Inner(body=(b"bo", b"dy")),
        Inner(body=(b"x" * ROOM,)),
    ],
)
def test_what_may_not_be_kept_is_not(inner: Inner) -> None:
    app, answers = server(inner)
    first, again = ask(app), ask(app)
    assert (first.status, first.headers, first.body) == (inner.status, dict(inner.headers), b"".join(inner.body))
    assert first == again
    assert len(inner.asked) == 2
    assert (len(answers), answers.bytes) == (0, 0)


def test_an_answer_that_came_before_a_failure_is_not_kept() -> None:
    app, answers = server(Inner(fails=True))
    with pytest.raises(RuntimeError):
        ask(app)
    assert len(answers) == 0


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_other_methods_are_always_worked_out(method: str) -> None:
    inner = Inner()
    app, answers = server(inner)
    ask(app)
    ask(app, method=method)
    assert [each["method"] for each in inner.asked] == ["GET", method]
    assert len(answers) == 1


@pytest.mark.parametrize("path", ["/static/base/dom.js", "/healthz", "/readyz", "/metrics"])
def test_what_costs_nothing_is_not_kept(path: str) -> None:
    app, answers = server(Inner())
    ask(app, path)
    assert len(answers) == 0


def test_what_the_application_asks_itself_is_neither_kept_nor_answered_from_what_is() -> None:
    inner = Inner()
    app, answers = server(inner)
    ask(app, own=True)
    assert len(answers) == 0
    ask(app)
    ask(app, own=True)
    assert len(inner.asked) == 3


@pytest.mark.parametrize("order", [("GET", "HEAD"), ("HEAD", "GET"), ("HEAD", "HEAD")])
def test_head_is_get_without_a_body_whichever_comes_first(order: tuple[str, str]) -> None:
    inner = Inner()
    app, _ = server(inner)
    for method in order:
        reply = ask(app, method=method)
        assert (reply.status, reply.headers) == (200, dict(PUBLIC))
        assert reply.body == (b"body" if method == "GET" else b"")
    assert [each["method"] for each in inner.asked] == ["GET"]


@pytest.mark.parametrize(
    ("condition", "status"),
    [('"one"', 304), ('W/"one"', 304), ('"two", "one"', 304), ("*", 304), ('"two"', 200), ('"on"', 200), ("", 200)],
)
@pytest.mark.parametrize("before", [False, True])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_whoever_has_an_answer_is_told_so_whether_it_is_kept_or_not(
    condition: str, status: int, before: bool, method: str
) -> None:
    app, answers = server(Inner())
    if before:
        ask(app)
    reply = ask(app, method=method, headers=[("if-none-match", condition)])
    assert reply.status == status
    assert reply.body == (b"body" if status == 200 and method == "GET" else b"")
    of_body = {} if status == 304 else {"content-type": "text/plain", "content-length": "4"}
    assert reply.headers == {"cache-control": "public, no-cache", "etag": '"one"', **of_body}
    assert len(answers) == 1  # the answer, whatever was said of it
    assert ask(app).body == b"body"


ALIKE = [
    [("accept-language", "zh")],
    [("accept-language", "zh-CN,zh;q=0.9,en;q=0.8"), ("cookie", "a=b")],
    [("accept-language", "fr"), ("accept-language", "zh;q=0.5"), ("user-agent", "curl"), ("range", "bytes=0-1")],
    [("accept-language", "zh"), ("accept", "image/avif,*/*;q=0.8"), ("host", "example.org")],
    [("accept-language", "zh"), ("accept-encoding", "identity"), ("x-forwarded-host", "evil.example")],
    [("accept-language", "zh-TW" + ", fr" * 100), ("host", "evil.example"), ("origin", "")],
]


def test_whoever_is_answered_alike_is_answered_from_the_same() -> None:
    inner = Inner()
    app, _ = server(inner)
    for headers in ALIKE:
        ask(app, headers=headers)
    [scope] = inner.asked
    assert scope["headers"] == [(b"accept-language", b"zh")]  # nor is anything else seen


DIFFERENT: list[dict[str, Any]] = [
    {},
    {"path": "/merge/"},
    {"query": "a=1&b=2"},
    {"query": "b=2&a=1"},
    {"query": "a=1&b=2&"},
    {"server": ["::1", 81]},
    {"headers": [("accept-language", "zh")]},
    {"headers": [("accept-encoding", "gzip")]},
    {"headers": [("accept-encoding", "br, gzip")]},
    {"headers": [("accept-encoding", "gzip"), ("accept-encoding", "br")], "query": "c"},
    {"headers": [("accept", "text/plain")]},
    {"headers": [("origin", "https://example.org")]},
    {"headers": [("host", "localhost:81")]},
    {"headers": [("host", "127.0.0.1")]},
]


@pytest.mark.parametrize("backwards", [False, True])
def test_whoever_may_be_answered_otherwise_is_not_answered_from_the_same(backwards: bool) -> None:
    inner = Inner()
    app, answers = server(inner)
    for request in DIFFERENT[:: -1 if backwards else 1] * 2:
        ask(app, **request)
    assert len(inner.asked) == len(answers) == len(DIFFERENT)


def test_who_asks_too_often_is_sent_on_to_be_told_so_though_the_answer_is_kept() -> None:
    inner = Inner()
    app, _ = server(inner, rate=1)
    for _ in range(4):
        ask(app)
    assert len(inner.asked) == 2  # the first, and the fourth: two have been answered again


def test_what_nobody_has_asked_for_for_longest_goes() -> None:
    inner = Inner(body=(b"x" * 10_000,))
    app, answers = server(inner, size=40_000)
    for path in ("/a", "/b", "/c", "/a", "/d", "/a", "/c", "/b"):
        ask(app, path)
        assert answers.bytes <= answers.size
    assert [each["path"] for each in inner.asked] == ["/a", "/b", "/c", "/d", "/b"]


@pytest.mark.parametrize("length", [0, 1_000, 100_000])
@pytest.mark.parametrize("query", [1, 4_000])
def test_no_more_memory_is_held_than_is_counted(length: int, query: int) -> None:
    @dataclass
    class Fresh(Inner):
        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            self.asked.clear()
            self.body = (bytes(length),)
            await super().__call__(scope, receive, send)

    app, answers = server(Fresh(headers=PUBLIC | {f"x-{number}": str(number) * 20 for number in range(15)}))
    for number in range(50):
        ask(app, query=f"{number}")  # what is made when it is first needed
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        for number in range(600):
            ask(app, query=f"{number:0{query}}")
        held = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert answers.bytes <= ROOM
    assert held <= ROOM * 1.1
