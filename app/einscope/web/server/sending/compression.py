"""Answers are compressed for whoever wants that, where it makes them smaller."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette_compress import CompressMiddleware, add_compress_type

from einscope.web.server.sending.codings import taken

_SMALL = 1_000  # bytes; below, packing saves nothing that a network would notice
_ASKED = b"accept-encoding"

# What is packed already is not among those that it packs, nor are arrays: the largest would take minutes.
for _kind in ("application/problem+json", "text/x-python"):
    add_compress_type(_kind)


class CompressionMiddleware:
    """Compresses answers, and decides alone who wants that.

    Whoever answers further in, with something that was packed before, finds in ``Accept-Encoding`` the codings that
    will do, or nothing.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = CompressMiddleware(app, minimum_size=_SMALL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] == "http":
            codings = taken(",".join(Headers(scope=scope).getlist("accept-encoding")))
            others = [(name, value) for name, value in scope["headers"] if name != _ASKED]
            scope = {**scope, "headers": [*others, (_ASKED, ", ".join(codings).encode())] if codings else others}
        await self.app(scope, receive, send)
