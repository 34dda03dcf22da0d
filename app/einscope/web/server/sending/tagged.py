"""An answer that whoever asked before may have already: with a strong tag for each of its encodings, and 304."""

from collections.abc import Mapping
from hashlib import sha256
from http import HTTPStatus

from fastapi import Request
from fastapi.responses import Response

from einscope.web.server.sending.codings import QUICK, Pack

_KEPT = {"Cache-Control": "public, max-age=3600"}
"""The same query gives the same answer until there is a new release: it is asked for again after an hour."""

_WORTH_PACKING = 1_000  # bytes; below, packing saves nothing that a network would notice


def tagged_json(request: Request, body: bytes) -> Response:
    """An answer as JSON; that of a POST, which nobody keeps, has no tag.

    Cost: O(bytes): a hash, and packing where that is asked for.
    """
    if request.method != "GET":
        return Response(body, media_type="application/json")
    return _told(request, body, "application/json", _KEPT)


def tagged_page(request: Request, body: bytes, headers: Mapping[str, str]) -> Response:
    """The same of a page that is a file; ``headers`` beside those that say how long it is kept."""
    return _told(request, body, "text/html; charset=utf-8", {**_KEPT, **headers})


def _told(request: Request, body: bytes, media_type: str, headers: Mapping[str, str]) -> Response:
    tag = sha256(body).hexdigest()[:32]
    return tagged(request, tag, body, media_type, headers, QUICK if len(body) >= _WORTH_PACKING else {})


def tagged(
    request: Request,
    tag: str,
    body: bytes,
    media_type: str,
    headers: Mapping[str, str],
    packs: Mapping[str, Pack],
) -> Response:
    """An answer, or that whoever asks has it already.

    Args:
        request: that is answered.
        tag: of the body as it is.
        body: as it is.
        media_type: of the body.
        headers: beside its tag.
        packs: what packs the body, by coding, the best first, where that makes it smaller; each has a tag of its own.
    """
    taken = request.headers.get("accept-encoding", "").split(", ")
    coding = next((each for each in packs if each in taken), "")
    quoted = f'"{tag}-{coding}"' if coding else f'"{tag}"'
    sent = {**headers, "ETag": quoted}
    if packs:
        sent["Vary"] = "Accept-Encoding"
    if _matches(request.headers.get("if-none-match", ""), quoted):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=sent)
    if coding:
        return Response(packs[coding](body), media_type=media_type, headers={**sent, "Content-Encoding": coding})
    return Response(body, media_type=media_type, headers=sent)


def _matches(condition: str, tag: str) -> bool:
    """Whether one of the tags of an If-None-Match is this one; compared weakly, as that header is.

    >>> _matches('"a", W/"b"', '"b"'), _matches("*", '"b"'), _matches('"bc"', '"b"')
    (True, True, False)
    """
    listed = [tag_text.strip().removeprefix("W/") for tag_text in condition.split(",")]
    return tag in listed or listed == ["*"]
