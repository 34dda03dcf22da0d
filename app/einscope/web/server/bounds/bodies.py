"""Reads the body of a request: once, into one piece, in a bounded time."""

import asyncio

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import Message, Receive, Scope

from einscope.web.server.bounds.memory import MB

_GRACE, _EACH = 10.0, 1 / MB  # seconds for any body, and for each byte of it
_BODY = "einscope.body"


class LongError(Exception):
    """The body has more bytes than it may have."""


def announced(scope: Scope, bound: int) -> int:
    """How many bytes come at the most.

    Raises:
        LongError: more than may come, as the request says before they do.
    """
    length = Headers(scope=scope).get("content-length", "")
    if not length.isascii() or not length.isdecimal():
        return bound
    if len(length) > len(str(bound)) or int(length) > bound:
        raise LongError
    return int(length)


async def read(receive: Receive, most: int, bound: int) -> bytearray:
    """The body.

    Args:
        receive: of the connection.
        most: bytes that were announced, which its time is reckoned by.
        bound: bytes that it may have.

    Raises:
        LongError: it has more.
        TimeoutError: it comes too slowly.
    """
    body, more = bytearray(), True
    async with asyncio.timeout(_GRACE + most * _EACH):
        while more:
            message = await receive()
            body += message.get("body", b"")
            if len(body) > bound:
                raise LongError
            more = message["type"] != "http.disconnect" and message.get("more_body", False)
    return body


def kept(scope: Scope, body: bytearray) -> Scope:
    """A request that has its body beside it, where whoever answers takes it without a copy."""
    return {**scope, _BODY: body}


def body_of(request: HTTPConnection) -> bytearray:
    """The body of a request that :func:`kept` it; whoever takes it has it alone."""
    body: bytearray = request.scope.pop(_BODY, bytearray())
    return body


def replay(body: bytes, receive: Receive) -> Receive:
    """A receive that gives the body once, and then what the connection says."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
