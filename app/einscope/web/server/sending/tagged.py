"""Answers that may be kept: with a strong tag for each of their encodings.

Whether whoever asks has one already is looked at further out, where answers are given again.
"""

from collections.abc import Mapping
from hashlib import sha256
from http import HTTPStatus

from fastapi import Request
from fastapi.responses import Response
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from einscope.web.server.sending.codings import QUICK, Pack

FOR_AN_HOUR = {"Cache-Control": "public, max-age=3600"}
"""The same query gives the same answer until there is a new release: it is asked for again after an hour."""

EACH_TIME = {"Cache-Control": "public, no-cache"}
"""Whoever keeps it asks each time whether it has changed: it goes together with files and answers of its release."""

_WORTH_PACKING = 1_000  # bytes; below, packing saves nothing that a network would notice


def tagged_json(request: Request, body: bytes | str, kept: Mapping[str, str] = FOR_AN_HOUR) -> Response:
    """An answer as JSON; that of a POST is kept by nobody.

    Args:
        request: that is answered.
        body: the JSON.
        kept: the header that says for how long it may be kept.
    """
    return Response(body, media_type="application/json", headers=kept if request.method == "GET" else None)


def tagged(
    request: Request,
    tag: str,
    body: bytes,
    media_type: str,
    headers: Mapping[str, str],
    packs: Mapping[str, Pack],
) -> Response:
    """An answer whose tag is known.

    Args:
        request: that is answered.
        tag: of the body as it is.
        body: as it is.
        media_type: of the body.
        headers: beside its tag.
        packs: what packs the body, by coding, the best first, where that makes it smaller; each has a tag of its own.
    """
    sent, packed = _packed(request.headers, tag, body, packs)
    return Response(packed, media_type=media_type, headers={**headers, **sent})


def _packed(
    asked: Mapping[str, str], tag: str, body: bytes, packs: Mapping[str, Pack]
) -> tuple[Mapping[str, str], bytes]:
    """The body as whoever asks takes it, and the headers that say so."""
    codings = asked.get("accept-encoding", "").split(", ")
    coding = next((each for each in packs if each in codings), "")
    varies = {"Vary": "Accept-Encoding"} if packs else {}
    if not coding:
        return {**varies, "ETag": f'"{tag}"'}, body
    return {**varies, "ETag": f'"{tag}-{coding}"', "Content-Encoding": coding}, packs[coding](body)


class TagMiddleware:
    """Tags and packs answers that may be kept, where whoever made them has not.

    Cost: O(bytes): a hash, and packing where that is asked for.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        begun: Message | None = None

        async def send_tagged(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start" and _untagged(message):
                begun = message
                return
            if begun is not None:
                start, begun = begun, None
                if not message.get("more_body"):
                    message = {**message, "body": _tag(start, message.get("body", b""), Headers(scope=scope))}
                await send(start)
            await send(message)

        await self.app(scope, receive, send_tagged)


def _untagged(message: Message) -> bool:
    headers = Headers(raw=message["headers"])
    kept = headers.get("cache-control", "").startswith("public") and "etag" not in headers
    return kept and message["status"] == HTTPStatus.OK


def _tag(start: Message, body: bytes, asked: Mapping[str, str]) -> bytes:
    """Write into the headers of an answer how it is packed, and the tag of that; the body, packed."""
    packs = QUICK if len(body) >= _WORTH_PACKING else {}
    headers = MutableHeaders(scope=start)
    sent, packed = _packed(asked, sha256(body).hexdigest()[:32], body, packs)
    for name, value in sent.items():
        if name == "Vary":
            headers.add_vary_header(value)
        else:
            headers[name] = value
    headers["Content-Length"] = str(len(packed))
    return packed
