"""One connection: uvicorn's, with bounds on what comes before a request is one, and on who does not go on."""

import time
from asyncio import Transport
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from einscope.web.server.seen.bare import bare, say_barely

HEAD_BYTES = 2**16
"""Longest request line with its headers; a browser sends one of a thousand, and a query may have eight thousand."""

HEAD_SECONDS = 10.0
"""For a request to come whole, but its body, from its first byte on; and for the first one of a connection to begin."""

READ_SECONDS = 20.0
"""For a client to take another 48 kB of an answer, or to end a body that is refused already."""


ALL = b"*"
"""The target of a request that asks of the server, and of no address."""

_CODES = {
    HTTPStatus.BAD_REQUEST: "request-invalid",
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: "head-long",
    HTTPStatus.REQUEST_TIMEOUT: "head-slow",
}
_WORDS = {HTTPStatus.BAD_REQUEST: "Invalid HTTP request received"}


def path_of(method: bytes, target: bytes) -> bytes:
    """The path and the query that a request means; uvicorn's parser knows no address of a server alone (RFC 9112, 3.2).

    Whoever wants a tunnel names another server, and means no path here.

    Args:
        method: of the request.
        target: from its first line.

    Raises:
        httptools.HttpParserInvalidURLError: it is no address.

    >>> path_of(b"GET", b"http://example.org?a=1"), path_of(b"GET", b"http://example.org/a?b"), path_of(b"GET", b"/a")
    (b'/?a=1', b'/a?b', b'/a')
    >>> path_of(b"OPTIONS", b"http://example.org"), path_of(b"CONNECT", b"example.org:443"), path_of(b"GET", b"*")
    (b'*', b'*', b'*')
    """
    if target[:1] in (b"/", ALL):
        return target
    if method == b"CONNECT":
        return ALL
    named = httptools.parse_url(target)
    query = b"?" + named.query if named.query else b""
    return (named.path or (ALL if method == b"OPTIONS" and not query else b"/")) + query


class Connection(HttpToolsProtocol):
    """A connection that ends where nothing comes of it.

    ``crowded``: asked of every new connection, whether it is one too many; it makes room if it can.
    ``turned_away``: told the code of every refusal of what is no request yet.
    """

    crowded: Callable[["Connection"], bool] = staticmethod(lambda connection: False)
    turned_away: Callable[[str], None] = staticmethod(lambda code: None)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.since = time.monotonic()
        self._heading, self._head, self._ended = True, 0, False

    @property
    def idle(self) -> bool:
        """Whether nobody waits for an answer on it."""
        cycle: Any = self.cycle  # None until the first request
        return cycle is None or bool(cycle.response_complete)

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Begin."""
        super().connection_made(transport)
        if self.crowded(self):
            self.app = _Crowded(self.app, self.turned_away)

    def data_received(self, data: bytes) -> None:
        """Take what comes, of a head no more than it may have."""
        if self._ended:
            return
        if self._heading:
            if not self._head:
                self.since = time.monotonic()
            self._head += len(data)
        super().data_received(data)
        if self._heading and self._head > HEAD_BYTES:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)

    def on_message_begin(self) -> None:
        """Know that a request begins, be it in the midst of what comes."""
        if not self._head:
            self.since, self._head = time.monotonic(), 1
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Answer a request whose head has come, if it is not too long."""
        head = len(self.url) + sum(len(name) + len(value) for name, value in self.headers)
        self.url = path_of(self.parser.get_method(), self.url)
        if head > HEAD_BYTES:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        elif not self._says_whom():
            self._refuse(HTTPStatus.BAD_REQUEST)
        if not self._ended:
            self._heading = False
            super().on_headers_complete()

    def _says_whom(self) -> bool:
        """Whether a request says once which server it is for, as every one of HTTP/1.1 does (RFC 9112, 3.2)."""
        hosts = sum(name == b"host" for name, _ in self.headers)
        return hosts == 1 or (not hosts and self.parser.get_http_version() == "1.0")

    def on_body(self, body: bytes) -> None:
        """Take a part of a body."""
        if not self._ended:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """Know that a request has come whole; the next begins."""
        self._heading, self._head = True, 0
        if not self._ended:
            super().on_message_complete()

    def on_response_complete(self) -> None:
        """Know that an answer is sent."""
        self.since = time.monotonic()
        super().on_response_complete()

    def pause_writing(self) -> None:
        """Know that the client does not read."""
        self.since = time.monotonic()
        super().pause_writing()

    def look(self, now: float) -> None:
        """End where nothing has come of it for too long."""
        waited = now - self.since
        if not self.idle:
            if self.flow.write_paused and waited > READ_SECONDS:
                self.transport.abort()
        elif self._heading and waited > HEAD_SECONDS:
            self._refuse(HTTPStatus.REQUEST_TIMEOUT if self._head else None)
        elif not self._heading and waited > READ_SECONDS:
            self.transport.abort()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no request."""
        self._refuse(HTTPStatus.BAD_REQUEST)

    def _unsupported_upgrade_warning(self) -> None:
        """Say nothing of who asks for another protocol: they are answered in this one, and nothing is missing here."""

    def _refuse(self, status: HTTPStatus | None) -> None:
        """Say why, if anything was asked, and end."""
        said, self._ended = self._ended, True
        if status is not None and self.idle and not said:
            self._say(status, _WORDS.get(status, status.phrase))
        self.transport.close()

    def _say(self, status: HTTPStatus, text: str) -> None:
        """Answer what is no request."""
        self.turned_away(_CODES[status])
        headers, body = bare(status, f"{text}.", code=_CODES[status])
        headers += [*self.server_state.default_headers, (b"connection", b"close")]
        lines = [f"HTTP/1.1 {status.value} {status.phrase}".encode(), *(b": ".join(each) for each in headers)]
        self.transport.write(b"\r\n".join([*lines, b"", body]))


class _Crowded:
    """Answers whether the process is well, and nothing else: where there are as many connections as there may be."""

    _ANSWERED = ("/healthz", "/readyz")
    _CODE = "connections-full"
    _FULL = "There are as many connections as there may be."

    def __init__(self, app: Any, turned_away: Callable[[str], None]) -> None:
        self.app = app
        self.turned_away = turned_away

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["path"] in self._ANSWERED:
            await self.app(scope, receive, send)
            return
        self.turned_away(self._CODE)
        more = [(b"retry-after", b"2"), (b"connection", b"close")]
        await say_barely(scope, send, HTTPStatus.SERVICE_UNAVAILABLE, self._FULL, more, code=self._CODE)
