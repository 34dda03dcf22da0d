"""Looks at every request from outside everything else: gives it a name, counts it, writes it down."""

from time import perf_counter

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from einscope.web.server.bounds.garbage import GARBAGE
from einscope.web.server.seen import metrics
from einscope.web.server.seen.log import write
from einscope.web.server.seen.note import NAMED, NOTE, Note, name_of, noting

_ABSENT = 499  # nobody waited for the answer
_NOWHERE = "none"


class WatchMiddleware:
    """Watches requests.

    Whoever sends ``X-Request-ID`` gets it back; whoever sends none, or one that is not fit for a log, gets a new one.

    Args:
        app: what answers.
        queries: whether what was asked is written down, too.
    """

    def __init__(self, app: ASGIApp, queries: bool) -> None:
        self.app = app
        self.queries = queries

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http" or "client" not in scope:  # the application may ask itself
            with noting(None):
                await self.app(scope, receive, send)
            return
        note = Note(name_of(scope["headers"]))
        status, size, begun = _ABSENT, 0, perf_counter()

        async def send_noting(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[NAMED] = note.request_id
            else:
                size += len(message.get("body", b""))
            await send(message)

        metrics.began()
        try:
            with noting(note):
                await self.app(scope, receive, send_noting)
        finally:
            seconds = perf_counter() - begun
            GARBAGE.answered()
            metrics.ended(note.route or _NOWHERE, scope["method"], status, note.code, seconds)
            write(
                id=note.request_id,
                method=scope["method"],
                path=scope["path"],
                query=scope["query_string"].decode("latin-1") if self.queries else "",
                route=note.route,
                status=status,
                code=note.code,
                bytes=size,
                ms=round(seconds * 1_000, 2),
            )


class RouteMiddleware:
    """Notes which route has answered: nobody further out is told."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        try:
            await self.app(scope, receive, send)
        finally:
            note = NOTE.get()
            if note and scope["type"] == "http" and "endpoint" in scope:
                # A route that has no template in the scope is at one path alone.
                note.route = str(getattr(scope.get("route"), "path", scope["path"]))
