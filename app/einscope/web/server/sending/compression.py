"""Answers are compressed for whoever wants that, where it makes them smaller."""

from starlette.datastructures import Headers
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from einscope.web.server.preferences import weighed

_SMALL = 1_000  # bytes; below, packing saves nothing that a network would notice
_PACKED = (*DEFAULT_EXCLUDED_CONTENT_TYPES, "application/octet-stream", "font/*")
"""What is packed already, and arrays: the largest takes minutes to pack, and a second to send as it is."""

_ASKED = b"accept-encoding"


class CompressionMiddleware:
    """Compresses answers, and decides alone who wants that.

    Whoever answers further in, with a file that was packed before, finds in ``Accept-Encoding`` either ``gzip`` or
    nothing.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = GZipMiddleware(app, minimum_size=_SMALL, exclude_content_types=_PACKED)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] == "http":
            asked = ",".join(Headers(scope=scope).getlist("accept-encoding"))
            others = [(name, value) for name, value in scope["headers"] if name != _ASKED]
            scope = {**scope, "headers": [*others, (_ASKED, b"gzip")] if takes_gzip(asked) else others}
        await self.app(scope, receive, send)


def takes_gzip(header: str) -> bool:
    """Whether gzip is taken, and not liked less than an answer as it is.

    >>> [takes_gzip(each) for each in ("gzip, br", "*", "gzip;q=0", "identity", "gzip;q=0.5, identity", "")]
    [True, True, False, False, False, False]
    """
    weights = {name: weight for weight, name in reversed(weighed(header))}
    gzip = weights.get("gzip", weights.get("*", 0.0))
    return gzip > 0 and gzip >= weights.get("identity", 0.0)
