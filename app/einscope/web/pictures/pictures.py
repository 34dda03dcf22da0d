"""``/{op}.svg``, ``.png``, ``.gif`` and ``.webp``: the scene of a request as a picture that travels."""

import json
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from einscope.core.answer.tokens import tokens
from einscope.core.errors import PatternError
from einscope.core.limits import Limits
from einscope.core.operation import Operation, Question
from einscope.core.ops import registry
from einscope.settings import Settings
from einscope.web.answers.planned import Planned, planned, reading
from einscope.web.pictures.drawable import Drawable, one
from einscope.web.pictures.drawing import Going, PicturePool
from einscope.web.pictures.dress import style_of
from einscope.web.pictures.file_name import disposition, operation_name, staged
from einscope.web.pictures.formats import FORMATS, Format, memory_of, refuse_large
from einscope.web.pictures.parameters import SizeParameters, picture_model
from einscope.web.pictures.response import respond, too_busy
from einscope.web.pictures.subject import subject
from einscope.web.requests.described import described_router
from einscope.web.requests.view import View
from einscope.web.server.asked_language import language_of
from einscope.web.server.bounds.line import BusyError
from einscope.web.server.description import BINARY, refusals
from einscope.web.server.language import LANGUAGES
from einscope.web.server.problems import ProblemResponse, problem_of
from einscope.web.server.threads import ThreadPool, unless_gone


def picture_router(settings: Settings, threads: ThreadPool, pool: PicturePool) -> APIRouter:
    """The routes of pictures.

    Args:
        settings: of the application.
        threads: where scenes of many tensors are laid out.
        pool: where pictures are drawn.
    """
    router = described_router("", "pictures")
    for operation in registry().values():
        for kind in FORMATS:
            _add(router, operation, kind, settings, threads, pool)
    return router


def _add(
    router: APIRouter,
    operation: Operation[Any],
    kind: Format,
    settings: Settings,
    threads: ThreadPool,
    pool: PicturePool,
) -> None:
    limits, home = settings.limits, settings.public_url

    async def show(request: Request, query: Any) -> Response:
        # Whoever keeps a picture for others knows its address only, so no header chooses its language.
        view = query.how(LANGUAGES[0])
        try:
            said = query.given()
            asked = await threads.weighed(reading(said), planned, operation, said, limits)
            drawable = await threads.weighed(asked.breadth, _laid, asked, kind, query, view, limits)
        except PatternError as error:
            pattern = query.given().get("pattern", "")
            known = tokens(operation, pattern) if len(pattern) <= limits.pattern_characters else []
            return ProblemResponse(problem_of(error, known, language=query.lang or language_of(request), home=home))
        file = disposition(staged(operation_name(asked), query.stage if kind.still else None), kind.ending)
        draw = partial(kind.draw, drawable, query)
        cost = memory_of(kind, drawable, limits)
        return await drawn(request, pool, home, kind, operation.name, draw, query, file, cost)

    show.__annotations__["query"] = Annotated[picture_model(operation, kind.ending), Query()]
    add_routes(router, kind, operation, show)


def add_routes(router: APIRouter, kind: Format, operation: Question, show: Callable[..., Any]) -> None:
    """The routes of one kind of picture of an operation."""
    router.add_api_route(
        f"/{operation.name}.{kind.ending}",
        show,
        response_class=Response,
        responses=refusals(HTTPStatus.SERVICE_UNAVAILABLE)
        | {
            200: {"content": {kind.media_type: BINARY}, "description": kind.summary},
            304: {"description": "Not modified: whoever asks has it already"},
        },
        name=f"{operation.name}_{kind.ending}",
        summary=f"{operation.title} (.{kind.ending})",
        description=f"{kind.summary}: the scene of a request, drawn on the server.",
    )


async def drawn(
    request: Request,
    pool: PicturePool,
    home: str,
    kind: Format,
    name: str,
    draw: Callable[[Going], bytes],
    asked: SizeParameters,
    file: str,
    cost: int,
) -> Response:
    """The picture, drawn or kept, or that too many are being drawn.

    Args:
        request: that it answers.
        pool: where it is drawn.
        home: what absolute links begin with.
        kind: of picture.
        name: of what it is a picture of.
        draw: makes the file.
        asked: the query.
        file: the header that says what the file is called.
        cost: bytes of memory that drawing it takes.
    """
    # What the query by_name out, and what it says of the default, make the same picture.
    key = json.dumps([name, kind.ending, asked.model_dump(exclude={"start", "count", "check"})])
    try:
        made = await unless_gone(request, pool.picture(key, kind.media_type, draw, cost))
    except BusyError:
        return too_busy(home, language_of(request))
    return respond(request, made, file)


def _laid(asked: Planned, kind: Format, query: Any, view: View, limits: Limits) -> Drawable:
    """What the picture shows, on its paper."""
    style_of(query)  # raises what is wrong with it
    drawable = one(subject(asked, view, limits), query.width, query.height)
    refuse_large(kind, drawable, query, limits)
    return drawable
