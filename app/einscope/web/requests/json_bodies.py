"""Bodies in JSON, however clients name them; whoever sends something else is told that the content type is at fault."""

import json
from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from einscope.core.errors import PatternError, Sentence, say
from einscope.web.server.problems import fault_of

JSON = "application/json"
FIELD = "content-type"
"""What a refusal calls the content type by."""

_UNASKED = {"", "text/plain", "application/x-www-form-urlencoded"}
"""What clients say who were told nothing: of a text (``fetch``), and of whatever they send (``curl -d``)."""

_MESSAGE = say("The body must be a JSON object, whose Content-Type is {json}.", json=JSON)


class JsonRoute(APIRoute):
    """A route whose body, where it takes one, is JSON.

    A JSON object has one meaning there, so it is taken from a client that was not told to name it, too. Whoever names
    something else meant something else, and is refused.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """What answers a request."""
        answer = super().get_route_handler()
        return _json_handler(answer) if self.body_field else answer


def _json_handler(
    answer: Callable[[Request], Coroutine[Any, Any, Response]],
) -> Callable[[Request], Coroutine[Any, Any, Response]]:
    async def answer_json(request: Request) -> Response:
        kind = media_type(request.headers.get(FIELD, ""))
        if kind == JSON or not await request.body():
            return await answer(request)
        if not may_be_json(kind):
            raise not_json(_MESSAGE, JSON if _is_object(await request.body()) else "")
        others = [each for each in request.scope["headers"] if each[0] != FIELD.encode()]
        headers = [*others, (FIELD.encode(), JSON.encode())]
        meant = Request({**request.scope, "headers": headers}, request.receive)
        meant._body = await request.body()
        try:
            return await answer(meant)
        except (RequestValidationError, HTTPException) as error:
            if misnamed(kind, error):
                raise not_json(_MESSAGE) from error
            raise

    return answer_json


def media_type(content_type: str) -> str:
    """A content type without its parameters.

    >>> media_type("Text/Plain; charset=utf-8")
    'text/plain'
    """
    return content_type.partition(";")[0].strip().lower()


def is_json(kind: str) -> bool:
    """Whether a media type is one of JSON.

    >>> [is_json(kind) for kind in ("application/json", "application/ld+json", "text/json", "text/plain", "")]
    [True, True, True, False, False]
    """
    subtype = kind.partition("/")[2]
    return subtype == "json" or subtype.endswith("+json")


def may_be_json(kind: str) -> bool:
    """Whether JSON may be sent under this media type: one of its own, or what a client says that was told nothing."""
    return is_json(kind) or kind in _UNASKED


def misnamed(kind: str, error: RequestValidationError | HTTPException) -> bool:
    """Whether a body is refused for not being a JSON object, and named what is none; not for what is in it."""
    if not kind or is_json(kind):
        return False
    if isinstance(error, HTTPException):
        return error.status_code == HTTPStatus.BAD_REQUEST
    return all(fault_of(each)[0] == "body-invalid" for each in error.errors())


def not_json(message: Sentence, repair: str = "") -> PatternError:
    """That the content type is at fault; ``repair``: the one that the body has, where that is known."""
    hint = say("send the header Content-Type: {json}", json=repair) if repair else None
    return PatternError("content-type-unknown", message, None, FIELD, hint, {FIELD: repair} if repair else None)


def _is_object(body: bytes) -> bool:
    try:
        return isinstance(json.loads(body), dict)
    except (ValueError, RecursionError):
        return False
