"""A finished picture as a response: cached by whoever likes, with a strong tag for each of its encodings."""

from http import HTTPStatus

from fastapi import Request
from fastapi.responses import Response

from einscope.core.errors import say
from einscope.web.pictures.drawing import Finished
from einscope.web.server.language import LANGUAGES
from einscope.web.server.problems import RETRY_SECONDS, ProblemResponse, plain_problem
from einscope.web.server.sending.codings import QUICK, Pack
from einscope.web.server.sending.tagged import FOR_AN_HOUR, tagged

_HEADERS = {
    **FOR_AN_HOUR,
    # Whoever shows it on another site may.
    "Cross-Origin-Resource-Policy": "cross-origin",
    # A picture opened as a page: nothing but the style inside it, no script, nothing from anywhere.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
}


def respond(request: Request, made: Finished, disposition: str) -> Response:
    """The picture; ``disposition`` says what a file of it is called."""
    packed, headers = made.packed, {**_HEADERS, "Content-Disposition": disposition}
    ready: dict[str, Pack] = {} if packed is None else {"gzip": lambda _: packed}
    packs = ready | {**QUICK, **ready} if ready else {}  # the ready one first, whatever else there is
    return tagged(request, made.tag, made.body, made.media_type, headers, packs)


def too_busy(home: str, language: str = LANGUAGES[0]) -> Response:
    """That too many pictures are being drawn, and when to ask again; ``home``: what absolute links begin with."""
    message = say("Too many pictures are being drawn; try again in a moment.")
    problem = plain_problem(HTTPStatus.SERVICE_UNAVAILABLE, "pictures-busy", message, language, home=home)
    return ProblemResponse(problem, {"Retry-After": str(RETRY_SECONDS), "Cache-Control": "no-store"})
