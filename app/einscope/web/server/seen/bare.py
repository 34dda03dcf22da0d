"""Answers in a line of text, given before the application is asked or without it: named and written down as all are."""

from http import HTTPStatus

from starlette.types import Scope, Send

from einscope.web.server.seen.log import write
from einscope.web.server.seen.note import NAMED, name_of

Headers = list[tuple[bytes, bytes]]
"""As ASGI has them."""

# Nothing in such a line depends on who asks, so pages of any origin may read it, and what names it.
_HEADERS = {
    "content-type": "text/plain; charset=utf-8",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "access-control-allow-origin": "*",
    "access-control-expose-headers": f"Retry-After, {NAMED}",
}


def bare(status: HTTPStatus, text: str, name: str = "", code: str = "", **asked: str) -> tuple[Headers, bytes]:
    r"""The headers and the body of a line of text, which is written down.

    Args:
        status: of the answer.
        text: the line.
        name: of the request; empty: a new one.
        code: of the refusal; empty: it is none.
        asked: what else the log has of it: its method, its path.

    >>> headers, body = bare(HTTPStatus.OK, "ok", "mine")
    >>> dict(headers)[b"x-request-id"], dict(headers)[b"content-length"], body
    (b'mine', b'3', b'ok\n')
    """
    name, body = name or name_of(), f"{text}\n".encode()
    headers = {**_HEADERS, NAMED.lower(): name, "content-length": str(len(body))}
    write(id=name, **asked, status=int(status), code=code, bytes=len(body))
    return [(key.encode(), value.encode()) for key, value in headers.items()], body


async def say_barely(
    scope: Scope, send: Send, status: HTTPStatus, text: str, more: Headers | None = None, code: str = ""
) -> None:
    """Answer a request by a line of text; ``more``: headers beside those of every such answer."""
    headers, body = bare(status, text, name_of(scope["headers"]), code, method=scope["method"], path=scope["path"])
    await send({"type": "http.response.start", "status": int(status), "headers": [*headers, *(more or ())]})
    await send({"type": "http.response.body", "body": body})
