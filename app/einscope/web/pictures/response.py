"""A finished picture as a response: cached by whoever likes, with a strong tag for each of its encodings."""

from http import HTTPStatus

from fastapi import Request
from fastapi.responses import Response

from einscope.core.errors import say
from einscope.web.pictures.drawing import Finished
from einscope.web.server.problems import ProblemResponse, plain_problem

_HEADERS = {
    # The same query gives the same picture until there is a new release; after an hour it is asked for again, and
    # answered by 304.
    "Cache-Control": "public, max-age=3600",
    # Whoever shows it on another site may.
    "Cross-Origin-Resource-Policy": "cross-origin",
    # A picture opened as a page: nothing but the style inside it, no script, nothing from anywhere.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
}
RETRY_SECONDS = 2


def respond(request: Request, made: Finished, disposition: str) -> Response:
    """The picture, or that whoever asks has it already; ``disposition`` says what a file of it is called."""
    packed = made.packed if "gzip" in request.headers.get("accept-encoding", "") else None
    tag = f'"{made.tag}-gzip"' if packed is not None else f'"{made.tag}"'
    headers = {**_HEADERS, "ETag": tag, "Content-Disposition": disposition}
    if made.packed is not None:
        headers["Vary"] = "Accept-Encoding"
    if _matches(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    if packed is not None:
        headers["Content-Encoding"] = "gzip"
    return Response(packed or made.body, media_type=made.media_type, headers=headers)


def _matches(condition: str, tag: str) -> bool:
    """Whether one of the tags of an If-None-Match is this one; compared weakly, as that header is.

    >>> _matches('"a", W/"b"', '"b"'), _matches("*", '"b"'), _matches('"bc"', '"b"')
    (True, True, False)
    """
    listed = [tag_text.strip().removeprefix("W/") for tag_text in condition.split(",")]
    return tag in listed or listed == ["*"]


def too_busy() -> Response:
    """That too many pictures are being drawn, and when to ask again."""
    message = say("Too many pictures are being drawn; try again in a moment.")
    problem = plain_problem(HTTPStatus.SERVICE_UNAVAILABLE, "pictures-busy", message)
    return ProblemResponse(problem, {"Retry-After": str(RETRY_SECONDS), "Cache-Control": "no-store"})
