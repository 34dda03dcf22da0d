"""``/{op}.txt``, ``/program.txt`` and ``/compare.txt``: the page of the same query, in characters."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response

from einscope.core.errors import PatternError, say
from einscope.core.operation import Operation
from einscope.core.ops import registry
from einscope.core.program.question import PROGRAM, asked
from einscope.render.text.refusal import refusal_text
from einscope.settings import Settings
from einscope.web.addresses.compare_page import EXAMPLE
from einscope.web.answers.planned import planned
from einscope.web.pages.state import known_of, parted, view_of
from einscope.web.program.state import KNOWN, number_of, own_and_shown
from einscope.web.requests.links import address
from einscope.web.requests.queries import refuse_repeated
from einscope.web.server.asked_language import language_of
from einscope.web.server.seen.note import refused
from einscope.web.server.sending.tagged import EACH_TIME
from einscope.web.server.threads import ThreadPool
from einscope.web.texts.comparison import comparison_told
from einscope.web.texts.operation import operation_told
from einscope.web.texts.program import program_told
from einscope.web.texts.shown import pen_of

ENDING = ".txt"
_COMPARED = ("a", "b", "lang")

Tell = Callable[[dict[str, str], str, Settings], str]


def text_router(settings: Settings, threads: ThreadPool) -> APIRouter:
    """The routes of texts.

    Args:
        settings: of the application.
        threads: where they are made.
    """
    router = APIRouter(include_in_schema=False)

    def add(name: str, known: Collection[str], tell: Tell) -> None:
        router.add_api_route(f"/{name}{ENDING}", _of(name, known, tell, settings, threads))

    for operation in registry().values():
        add(operation.name, known_of(operation), _operation(operation))
    add(PROGRAM.name, KNOWN, _program)
    add("compare", _COMPARED, _comparison)
    return router


def _of(
    name: str, known: Collection[str], tell: Tell, settings: Settings, threads: ThreadPool
) -> Callable[[Request], Awaitable[Response]]:
    def told(request: Request) -> Response:
        language, texts = language_of(request), dict(request.query_params)
        try:
            refuse_repeated(request)
            _refuse_unknown(texts, known)
            return PlainTextResponse(tell(texts, language, settings), headers=EACH_TIME)
        except PatternError as error:
            refused(error.code)
            said = refusal_text(error, texts, pen_of(language), lambda repair: _again(name, texts, repair, settings))
            return PlainTextResponse(said, HTTPStatus.UNPROCESSABLE_ENTITY)

    async def show(request: Request) -> Response:
        return await threads.run(told, request)

    return show


def _refuse_unknown(texts: Mapping[str, str], known: Collection[str]) -> None:
    """Refuse what is no parameter: a name that is misspelt would change nothing, and nobody would see it."""
    for name in texts:
        if name not in known:
            message = say("There is no parameter '{name}' here.", name=name)
            raise PatternError("parameter-unknown", message, field=name)


def _again(name: str, texts: Mapping[str, str], repair: Mapping[str, str], settings: Settings) -> str:
    """The address of the same text with some parameters changed, or of another operation with all of its own."""
    own = dict(repair)
    operation = own.pop("op", None)
    mended = own if operation else {**texts, **own}
    # A text that is mended to nothing is left out.
    return address(
        f"/{operation or name}{ENDING}", {key: text for key, text in mended.items() if text}, settings.public_url
    )


def _operation(operation: Operation[Any]) -> Tell:
    def tell(texts: dict[str, str], language: str, settings: Settings) -> str:
        own, shown = parted(operation, texts)
        view = view_of(shown, language)
        return operation_told(planned(operation, own, settings.limits), view, settings)

    return tell


def _program(texts: dict[str, str], language: str, settings: Settings) -> str:
    own, shown = own_and_shown(texts)
    step, view = number_of(shown, "step"), view_of(shown, language)
    question = asked(own, settings.limits)
    return program_told(question, question.run(settings.limits), step, view, settings)


def _comparison(texts: dict[str, str], language: str, settings: Settings) -> str:
    pair = {name: text for name, text in texts.items() if name in EXAMPLE} or EXAMPLE
    for name in EXAMPLE:
        if name not in pair:
            message = say("The parameter '{name}' is missing.", name=name)
            raise PatternError("parameter-missing", message, field=name, hint=say("give the address of a page"))
    return comparison_told(pair["a"], pair["b"], language, settings)
