"""One connection: uvicorn's, with bounds on what comes before a request is one, and on who does not go on."""

import time
from asyncio import Transport
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_BYTES = 2**16
"""Longest request line with its headers; a browser sends one of a thousand, and a query may have eight thousand."""

HEAD_SECONDS = 10.0
"""For a request to come whole, but its body, from its first byte on; and for the first one of a connection to begin."""

READ_SECONDS = 20.0
"""For a client to take another 48 kB of an answer, or to end a body that is refused already."""


_CODES = {HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: "head-long", HTTPStatus.REQUEST_TIMEOUT: "head-slow"}


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
        if head > HEAD_BYTES:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        if not self._ended:
            self._heading = False
            super().on_headers_complete()

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
        self.turned_away("request-invalid")
        self._ended = True
        super().send_400_response(msg)

    def _unsupported_upgrade_warning(self) -> None:
        """Say nothing of who asks for another protocol: they are answered in this one, and nothing is missing here."""

    def _refuse(self, status: HTTPStatus | None) -> None:
        """Say why, if anything was asked, and end."""
        said, self._ended = self._ended, True
        if status is not None and self.idle and not said:
            self.turned_away(_CODES[status])
            text = f"{status.phrase}.\n".encode()
            head = f"HTTP/1.1 {status.value} {status.phrase}\r\ncontent-type: text/plain; charset=utf-8\r\n"
            self.transport.write(f"{head}content-length: {len(text)}\r\nconnection: close\r\n\r\n".encode() + text)
        self.transport.close()


class _Crowded:
    """Answers whether the process is well, and nothing else: where there are as many connections as there may be."""

    _ANSWERED = ("/healthz", "/readyz")

    def __init__(self, app: Any, turned_away: Callable[[str], None]) -> None:
        self.app = app
        self.turned_away = turned_away

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["path"] in self._ANSWERED:
            await self.app(scope, receive, send)
            return
        self.turned_away("connections-full")
        text = b"There are as many connections as there may be.\n"
        headers = {"content-type": "text/plain; charset=utf-8", "retry-after": "2", "connection": "close"}
        headers["content-length"] = str(len(text))
        written = [(name.encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": HTTPStatus.SERVICE_UNAVAILABLE, "headers": written})
        await send({"type": "http.response.body", "body": text})
