"""Whatever goes wrong becomes one kind of document: RFC 9457, with the field, the span and the repair.

Nothing of the input is echoed but the short names of fields, and no more than ``_MOST`` errors are listed.
"""

import json
from collections.abc import Mapping, Sequence
from functools import partial
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.routing import Match
from starlette.types import Receive, Scope, Send

from einscope.core.errors import PatternError, Sentence, say
from einscope.core.patience import SpentError
from einscope.core.pattern.lexer import Token
from einscope.web.server.asked_language import language_of
from einscope.web.server.bounds.line import BusyError
from einscope.web.server.bounds.memory import TooLargeError
from einscope.web.server.language import LANGUAGES, in_characters, translate
from einscope.web.server.problem import Choice, Problem, ProblemError
from einscope.web.server.seen.note import refused
from einscope.web.server.threads import AbsentError
from einscope.web.server.written import Reader

_MOST = 20
_NAME = 64  # characters of a field's name that are repeated to whoever sent it
EXPLAINED = "/problems/"
"""What the address of the page that explains a code begins with."""

RETRY_SECONDS = 2
"""After how long whoever is turned away may ask again: as long as most of what is waited for takes."""

_BUSY = say("The server has as much to do as it takes on; try again in a moment.")
_LARGE = say("This takes more memory than this server has for one request; a server with a larger MEMORY answers it.")
_ABSENT = 499  # as servers write it down
_METHODS = ("GET", "HEAD", "POST")  # that there are addresses for
_ALL = "*"  # the target of whoever asks of the server, and of no address

_SENTENCES = {
    "missing": ("parameter-missing", say("The parameter '{name}' is missing.")),
    "extra_forbidden": ("parameter-unknown", say("There is no parameter '{name}' here.")),
    "json_invalid": ("body-invalid", say("The body is not valid JSON.")),
}
_UNREADABLE = say("The body cannot be read: it must be a JSON object of parameters, in UTF-8.")
_OTHERWISE = ("value-invalid", say("The value of '{name}' has the wrong type or is out of range."))
_STATUSES = {
    HTTPStatus.NOT_FOUND: ("not-found", say("There is nothing at this address.")),
    HTTPStatus.METHOD_NOT_ALLOWED: ("method-not-allowed", say("This address does not accept that method.")),
}


class ProblemResponse(Response):
    """A problem document. ASCII only, so that any text, lone surrogates included, can be written.

    Its code is noted when it is sent: one may be made to be shown as an example.
    """

    media_type = "application/problem+json"

    def __init__(
        self, problem: Problem, headers: Mapping[str, str] | None = None, reader: Reader | None = None
    ) -> None:
        content = json.dumps(problem.model_dump(context=reader))
        super().__init__(content.encode("ascii"), status_code=problem.status, headers=headers)
        self._problem = problem

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        telling(self._problem)
        await super().__call__(scope, receive, send)


def telling(problem: Problem | None) -> None:
    """Note that the request that is being answered is told of this problem, if any."""
    if problem is not None:
        refused(problem.errors[0].code)


def problem_of(
    error: PatternError,
    tokens: Sequence[Token] = (),
    spanned: bool = True,
    language: str = LANGUAGES[0],
    home: str = "",
) -> Problem:
    """The document of an error of the core.

    Args:
        error: what was raised.
        tokens: of the pattern that was given.
        spanned: whether the field was sent as text, so that spans mean something to whoever sent it.
        language: of the message and the hint.
        home: what absolute links begin with.
    """
    refusal = ProblemError(
        code=error.code,
        field=error.field[:_NAME],
        span=error.span if spanned else None,
        message=translate(error.message, language),
        hint=None if error.hint is None else translate(error.hint, language),
        repair=_written(error.repair),
        choices=[Choice(text=translate(text, language), repair=_written(repair)) for text, repair in error.choices],
    )
    return _document(HTTPStatus.UNPROCESSABLE_ENTITY, [refusal], home).model_copy(update={"tokens": list(tokens)})


def _document(status: HTTPStatus, errors: list[ProblemError], home: str) -> Problem:
    """The document of these mistakes; its type is that of the first."""
    [first, *_] = errors
    return Problem(
        type=f"{home}{EXPLAINED}{first.code}", title=status.phrase, status=status, detail=first.message, errors=errors
    )


def _written(repair: Mapping[str, str]) -> dict[str, str]:
    return {name: in_characters(text) for name, text in repair.items()}


def plain_problem(
    status: HTTPStatus,
    code: str,
    message: Sentence,
    language: str = LANGUAGES[0],
    field: str | None = None,
    home: str = "",
) -> Problem:
    """The document of a mistake that no parameter's text is to blame for."""
    text = translate(message, language)
    error = ProblemError(code=code, field=field, span=None, message=text, hint=None, repair={})
    return _document(status, [error], home)


def handle_problems(app: FastAPI, home: str) -> None:
    """Register the handlers that make every foreseen failure a problem document; the shield has the rest.

    Args:
        app: the application.
        home: what absolute links begin with.
    """
    app.exception_handler(PatternError)(partial(_pattern_error, home))
    app.exception_handler(RequestValidationError)(partial(_validation_error, home))
    app.exception_handler(HTTPException)(partial(http_error, home))
    app.exception_handler(AbsentError)(_absent)
    app.exception_handler(BusyError)(partial(_turned_away, home))
    app.exception_handler(TooLargeError)(partial(_too_large, home))
    app.exception_handler(SpentError)(partial(_spent, home))


def busy(language: str = LANGUAGES[0], home: str = "") -> ProblemResponse:
    """That as many wait as may wait, and when to ask again."""
    problem = plain_problem(HTTPStatus.SERVICE_UNAVAILABLE, "server-busy", _BUSY, language, home=home)
    return ProblemResponse(problem, {"Retry-After": str(RETRY_SECONDS), "Cache-Control": "no-store"})


def spent(error: SpentError, language: str = LANGUAGES[0], home: str = "") -> Problem:
    """That a request took longer than one may take."""
    sentence = say("This takes more than {seconds} seconds of a processor; ask for less.", seconds=f"{error.seconds:g}")
    return plain_problem(HTTPStatus.UNPROCESSABLE_ENTITY, "time-spent", sentence, language, home=home)


async def _turned_away(home: str, request: Request, error: BusyError) -> Response:
    return busy(language_of(request), home)


async def _too_large(home: str, request: Request, error: TooLargeError) -> Response:
    status, language = HTTPStatus.UNPROCESSABLE_ENTITY, language_of(request)
    return ProblemResponse(plain_problem(status, "memory-limit", _LARGE, language, home=home))


async def _spent(home: str, request: Request, error: SpentError) -> Response:
    return ProblemResponse(spent(error, language_of(request), home))


async def _absent(request: Request, error: AbsentError) -> Response:
    return Response(status_code=_ABSENT)  # which is not sent to anybody; a log may show it


async def _pattern_error(home: str, request: Request, error: PatternError) -> Response:
    return ProblemResponse(problem_of(error, language=language_of(request), home=home))


async def _validation_error(home: str, request: Request, error: RequestValidationError) -> Response:
    return ProblemResponse(invalid_problem(error.errors(), language_of(request), home))


def invalid_problem(faults: Sequence[Mapping[str, Any]], language: str = LANGUAGES[0], home: str = "") -> Problem:
    """The document of values that have not the type they should have.

    Args:
        faults: as pydantic lists them; the first part of a place says where the values came from.
        language: of the messages.
        home: what absolute links begin with.
    """
    told: dict[tuple[str, str | None], ProblemError] = {}
    for fault in faults:
        code, field, message = fault_of(fault)
        # A value that may have one of several types is refused once for each; one refusal says enough.
        if (code, field) not in told:
            text = translate(message, language)
            told[code, field] = ProblemError(code=code, field=field, span=None, message=text, hint=None, repair={})
        if len(told) == _MOST:  # a body may have tens of thousands of them
            break
    return _document(HTTPStatus.UNPROCESSABLE_ENTITY, [*told.values()], home)


def fault_of(error: Mapping[str, Any]) -> tuple[str, str | None, Sentence]:
    """The code, the parameter and the sentence of a value that pydantic refused, as it lists them."""
    location = [part for part in error["loc"][1:] if isinstance(part, str)]
    field = location[0][:_NAME] if location else None
    code, template = ("body-invalid", _UNREADABLE) if field is None else _SENTENCES.get(error["type"], _OTHERWISE)
    return code, field, Sentence(template.template, {"name": field})


async def http_error(home: str, request: Request, error: HTTPException) -> Response:
    """The problem document of what a route, or that there is none, says by its status alone."""
    status, language = HTTPStatus(error.status_code), language_of(request)
    if status == HTTPStatus.BAD_REQUEST:  # all that FastAPI says of a body it could not read
        unreadable = HTTPStatus.UNPROCESSABLE_ENTITY
        return ProblemResponse(plain_problem(unreadable, "body-invalid", _UNREADABLE, language, home=home))
    code, sentence = _STATUSES.get(status, ("internal", Sentence(f"{status.phrase}.")))
    # Of the methods that an address takes, a route knows its own alone.
    headers = {"Allow": ", ".join(_taken(request))} if status == HTTPStatus.METHOD_NOT_ALLOWED else error.headers
    if status == HTTPStatus.METHOD_NOT_ALLOWED and request.method == "OPTIONS":
        return Response(status_code=HTTPStatus.NO_CONTENT, headers=headers)
    return ProblemResponse(plain_problem(status, code, sentence, language, home=home), headers)


def of_all(request: Request) -> bool:
    """Whether what is asked is of the server: what it takes (``OPTIONS *``), or a tunnel to another one."""
    return request.scope["path"] == _ALL and request.method in ("OPTIONS", "CONNECT")


def _taken(request: Request) -> list[str]:
    """The methods that an address takes; whatever answers GET answers HEAD."""
    if request.scope["path"] == _ALL:
        return [*_METHODS]
    routes = request.app.router.routes
    taken = {
        method
        for method in _METHODS
        if any(route.matches({**request.scope, "method": method})[0] == Match.FULL for route in routes)
    }
    return [method for method in _METHODS if method in taken or (method == "HEAD" and "GET" in taken)]
