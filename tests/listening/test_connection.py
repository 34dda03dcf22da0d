"""Connections of which nothing comes end, and what comes before a request is one is bounded. No clock is waited for."""

import asyncio
import re
from collections.abc import Callable
from typing import Any

import pytest
import uvicorn

from einscope.listening.connection import HEAD_BYTES, HEAD_SECONDS, READ_SECONDS, Connection
from einscope.listening.connections import Connections
from tests.lines import Lines

GET = b"GET / HTTP/1.1\r\nHost: x\r\n"


class Wire:
    """A transport that remembers what was written."""

    def __init__(self) -> None:
        self.sent, self.closed = b"", False

    def write(self, data: bytes) -> None:
        self.sent += data

    def close(self) -> None:
        self.closed = True

    abort = close

    def is_closing(self) -> bool:
        return self.closed

    def get_extra_info(self, name: str) -> Any:
        return ("127.0.0.1", 1) if name.endswith("name") else None

    def pause_reading(self) -> None:
        pass

    resume_reading = pause_reading


async def app(scope: Any, receive: Any, send: Any) -> None:
    """Says what was asked for, once the body has come."""
    while (await receive()).get("more_body"):
        pass
    text = scope["path"].encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(text))]})
    await send({"type": "http.response.body", "body": text})


class House:
    """A server without sockets."""

    def __init__(self, most: int = 99) -> None:
        config = uvicorn.Config(app, ws="none", log_config=None)
        config.load()
        self.server = uvicorn.Server(config)
        self.codes: list[str] = []
        self.connections = Connections(most, self.server.server_state.connections)

    def connect(self, since: float | None = None) -> tuple[Connection, Wire]:
        kind = type(
            "Bounded",
            (Connection,),
            {"crowded": staticmethod(self.connections.crowded), "turned_away": staticmethod(self.codes.append)},
        )
        made = kind(config=self.server.config, server_state=self.server.server_state, app_state={})
        wire = Wire()
        made.connection_made(wire)
        made.since = made.since if since is None else since
        return made, wire


async def answered() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


def inside(test: Callable[[], Any]) -> None:
    asyncio.run(test())


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (b"", b""),
        (GET, b"408"),
        (GET + b"A: " + b"a" * 999, b"408"),
        (GET + b"\r\n" + GET, b"408"),  # of the second request
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n", b"408"),
    ],
)
def test_who_does_not_ask_in_time_is_left(sent: bytes, said: bytes) -> None:
    async def run() -> None:
        connection, wire = House().connect()
        connection.data_received(sent)
        await answered()
        before = wire.sent
        connection.look(connection.since + HEAD_SECONDS - 1)
        assert not wire.is_closing()
        connection.look(connection.since + HEAD_SECONDS + 1)
        assert wire.is_closing()
        assert wire.sent[len(before) :][9:12] == said

    inside(run)


def test_who_is_being_answered_is_not_left_but_who_does_not_read_is() -> None:
    async def run() -> None:
        connection, wire = House().connect()
        connection.data_received(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf")
        await answered()
        connection.look(connection.since + 999)  # how long a body may take is said elsewhere
        assert not wire.is_closing()
        connection.pause_writing()
        connection.look(connection.since + READ_SECONDS - 1)
        assert not wire.is_closing()
        connection.look(connection.since + READ_SECONDS + 1)
        assert wire.is_closing()
        connection.connection_lost(None)  # as a transport says that is left; whoever answered would wait for ever
        await answered()

    inside(run)


@pytest.mark.parametrize(
    "pieces",
    [
        [GET + b"A: " + b"a" * HEAD_BYTES + b"\r\n\r\n"],
        [GET, *[b"B: " + b"b" * 5_000 + b"\r\n"] * 20],
        [GET + b"A: ", *[b"a" * 10_000] * 20],
        [b"GET /?", *[b"q" * 10_000] * 20],
    ],
)
def test_a_head_is_not_read_beyond_its_bound(pieces: list[bytes]) -> None:
    async def run() -> None:
        connection, wire = House().connect()
        for piece in pieces:
            connection.data_received(piece)
        await answered()
        assert wire.is_closing()
        assert wire.sent.startswith(b"HTTP/1.1 431 ")
        assert wire.sent.count(b"HTTP/1.1") == 1

    inside(run)


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("GET /a", "/a"),
        ("GET http://x/a", "/a"),
        ("GET http://x", "/"),
        ("GET http://x?a=1", "/"),
        ("OPTIONS *", "*"),
        ("OPTIONS http://x", "*"),
        ("OPTIONS http://x?a=1", "/"),
        ("CONNECT example.org:443", "*"),
        ("GET example.org:443", None),
        ("GET a", None),
        ("GET http://", None),
        ("BREW /a", None),
    ],
)
def test_every_form_of_a_target_is_the_path_that_it_means(line: str, path: str | None) -> None:
    async def run() -> None:
        connection, wire = House().connect()
        connection.data_received(f"{line} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        await answered()
        assert wire.sent[9:12] == (b"400" if path is None else b"200")
        assert path is None or wire.sent.endswith(f"\r\n\r\n{path}".encode())

    inside(run)


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: x", b"200"),
        (b"GET / HTTP/1.1\r\nHost:", b"200"),
        (b"GET / HTTP/1.0", b"200"),
        (b"GET / HTTP/1.1", b"400"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nhost: x", b"400"),
        (b"GET / HTTP/1.0\r\nHost: x\r\nHost: y", b"400"),
    ],
)
def test_a_request_says_once_which_server_it_is_for(head: bytes, status: bytes) -> None:
    async def run() -> None:
        connection, wire = House().connect()
        connection.data_received(head + b"\r\n\r\n")
        await answered()
        assert wire.sent[9:12] == status
        assert wire.sent.count(b"HTTP/1.1 ") == 1

    inside(run)


def test_what_is_no_request_says_nothing_amid_an_answer() -> None:
    async def run() -> None:
        connection, wire = House().connect()
        connection.data_received(b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        await answered()
        connection.data_received(b"nonsense\r\n")
        assert wire.closed
        assert wire.sent == b""

    inside(run)


def head_of(sent: bytes) -> dict[str, str]:
    """The headers of an answer, whose body is as long as they say."""
    head, _, body = sent.partition(b"\r\n\r\n")
    headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n")[1:])
    assert int(headers["content-length"]) == len(body)
    return headers


@pytest.mark.parametrize(
    ("sent", "most", "told"),
    [
        (GET, 9, {"status": 408, "code": "head-slow"}),
        (GET + b"A: " + b"a" * HEAD_BYTES + b"\r\n\r\n", 9, {"status": 431, "code": "head-long"}),
        (b"NONSENSE\r\n\r\n", 9, {"status": 400, "code": "request-invalid"}),
        (GET + b"\r\n", 0, {"status": 503, "code": "connections-full", "method": "GET", "path": "/"}),
    ],
)
def test_what_is_refused_before_there_is_a_request_has_a_name_that_the_log_has_and_pages_may_read_it(
    log: Lines, sent: bytes, most: int, told: dict[str, object]
) -> None:
    async def run() -> None:
        connection, wire = House(most).connect()
        connection.data_received(sent)
        await answered()
        connection.look(connection.since + HEAD_SECONDS + 1)
        headers, [line] = head_of(wire.sent), log.found
        assert headers["access-control-allow-origin"] == "*"
        assert "X-Request-ID" in headers["access-control-expose-headers"]
        assert re.fullmatch("[0-9a-f]{16}", headers["x-request-id"])
        assert {"id": headers["x-request-id"], **told}.items() <= line.items()
        assert line["bytes"] == int(headers["content-length"])

    inside(run)


def test_usual_requests_are_answered_one_after_the_other() -> None:
    async def run() -> None:
        connection, wire = House().connect()
        for _ in range(30):
            connection.data_received(b"POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\n")
            connection.data_received(b"b" * 9000)
            await answered()
        connection.data_received(b"GET /a HTTP/1.1\r\nHost: x\r\nA: " + b"a" * 9_000 + b"\r\n\r\n")
        await answered()
        assert wire.sent.count(b"HTTP/1.1 200") == 31
        assert not wire.is_closing()

    inside(run)


def test_the_longest_idle_connection_ends_for_a_new_one() -> None:
    async def run() -> None:
        house = House(most=2)
        (_, old), (busy, kept), (_, older) = house.connect(5.0), house.connect(1.0), (None, None)
        busy.data_received(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n")
        new, wire = house.connect()
        assert (old.closed, kept.closed, older) == (True, False, None)
        new.data_received(GET + b"\r\n")
        await answered()
        assert wire.sent.startswith(b"HTTP/1.1 200")

    inside(run)


def test_where_all_connections_are_at_work_one_more_hears_whether_the_server_is_well() -> None:
    async def run() -> None:
        house = House(most=1)
        working, _ = house.connect()
        working.data_received(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n")
        for path, status in (("/", b"503"), ("/healthz", b"200"), ("/readyz", b"200")):
            one, wire = house.connect()
            one.data_received(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            await answered()
            assert wire.sent[9:12] == status
            one.connection_lost(None)

    inside(run)


@pytest.mark.parametrize(
    ("sent", "codes"),
    [
        (b"", []),
        (GET + b"\r\n", []),
        (GET, ["head-slow"]),
        (GET + b"A: " + b"a" * HEAD_BYTES + b"\r\n\r\n", ["head-long"]),
        (b"NONSENSE\r\n\r\n", ["request-invalid"]),
        (b"GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n", []),
    ],
)
def test_who_is_refused_before_there_is_a_request_is_counted(sent: bytes, codes: list[str]) -> None:
    async def run() -> None:
        house = House()
        connection, _ = house.connect()
        connection.data_received(sent)
        await answered()
        connection.look(connection.since + HEAD_SECONDS + 1)
        assert house.codes == codes

    inside(run)
