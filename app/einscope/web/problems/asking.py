"""Asks this application itself, as anybody else would, without a socket."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from itertools import chain, count, repeat
from typing import Any

from starlette.types import ASGIApp, Message

from einscope.web.problems.table.explained import Ask
from einscope.web.requests.links import address
from einscope.web.server.bounds.line import BusyError

_PIECE = 2**20


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of it: the status, and the document where that is one of problems."""

    status: int
    problem: Mapping[str, Any] | None


async def reply_to(app: ASGIApp, ask: Ask, language: str, padded: int = 0) -> Reply:
    """What the application answers to a request.

    Args:
        app: the application.
        ask: the request.
        language: of the answer.
        padded: so many spaces follow the body, in pieces.

    Raises:
        BusyError: it has too much to do just now, which is no answer to what was asked.
    """
    path, _, query = address(ask.path, ask.texts).partition("?")
    body = (ask.body or "").encode()
    headers = [(b"accept-language", language.encode()), (b"content-type", b"application/json")]
    scope = {
        "type": "http",
        "method": "GET" if ask.body is None and not padded else "POST",
        "path": path,
        "query_string": query.encode(),
        "headers": headers,
    }
    said: list[Message] = []
    pieces = chain([body], (b" " * min(_PIECE, padded - sent) for sent in range(0, padded, _PIECE)), repeat(b""))
    sent = count(0, _PIECE)

    async def receive() -> Message:
        return {"type": "http.request", "body": next(pieces), "more_body": next(sent) < padded}

    async def send(message: Message) -> None:
        said.append(message)

    await app(scope, receive, send)
    if said[0]["status"] == HTTPStatus.SERVICE_UNAVAILABLE:
        raise BusyError
    start, content = said[0], b"".join(message.get("body", b"") for message in said)
    refused = (b"content-type", b"application/problem+json") in start["headers"]
    return Reply(start["status"], json.loads(content) if refused else None)
