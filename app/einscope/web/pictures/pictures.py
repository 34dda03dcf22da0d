"""``/{op}.svg``, ``.png``, ``.gif`` and ``.webp``: the scene of a request as a picture that travels."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from einscope.core.answer.tokens import tokens
from einscope.core.errors import PatternError, say
from einscope.core.limits import Limits
from einscope.core.operation import Operation, Question
from einscope.core.ops import registry
from einscope.render.pixels import gif, png, webp
from einscope.render.sheet import Sheet, sheet
from einscope.render.subject import Subject
from einscope.render.svg import document
from einscope.render.theme import Theme
from einscope.settings import Settings
from einscope.web.answers.planned import Planned, planned, reading
from einscope.web.pictures.drawing import BusyError, PicturePool
from einscope.web.pictures.parameters import NARROWEST, PictureParameters, film_model, png_model, svg_model
from einscope.web.pictures.response import respond, too_busy
from einscope.web.pictures.subject import subject
from einscope.web.requests.queries import repeats_refused
from einscope.web.requests.view import View
from einscope.web.server.asked_language import language_of
from einscope.web.server.description import BINARY, refusals
from einscope.web.server.language import LANGUAGES
from einscope.web.server.problems import ProblemResponse, problem_of
from einscope.web.server.threads import ThreadPool

_LAST = 3.0


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of picture.

    Args:
        ending: of its addresses.
        media_type: of its files.
        summary: what it is, for the documentation.
        model: its parameters, made from an operation's.
        draw: makes the file.
    """

    ending: str
    media_type: str
    summary: str
    model: Callable[[Operation[Any]], type[PictureParameters]]
    draw: Callable[[Subject, Sheet, Any], bytes]


def _svg(subject: Subject, paper: Sheet, asked: Any) -> bytes:
    still = asked.stage is not None or not asked.animate
    time = (_LAST if asked.stage is None else asked.stage) if still else None
    return document(subject, paper, asked.theme, time).encode()


def _png(subject: Subject, paper: Sheet, asked: Any) -> bytes:
    return png(subject, paper, _theme(asked), _LAST if asked.stage is None else asked.stage, asked.scale)


def _gif(subject: Subject, paper: Sheet, asked: Any) -> bytes:
    return gif(subject, paper, _theme(asked))


def _webp(subject: Subject, paper: Sheet, asked: Any) -> bytes:
    return webp(subject, paper, _theme(asked))


def _theme(asked: PictureParameters) -> Theme:
    return "dark" if asked.theme == "dark" else "light"


FORMATS = (
    Format("svg", "image/svg+xml", "A picture that plays by itself, or a still", svg_model, _svg),
    Format("png", "image/png", "A still", png_model, _png),
    Format("gif", "image/gif", "The whole flight, again and again", film_model, _gif),
    Format("webp", "image/webp", "The whole flight, again and again", film_model, _webp),
)


def picture_router(settings: Settings, threads: ThreadPool, pool: PicturePool) -> APIRouter:
    """The routes of pictures.

    Args:
        settings: of the application.
        threads: where scenes of many tensors are laid out.
        pool: where pictures are drawn.
    """
    router = APIRouter(dependencies=[Depends(repeats_refused)], tags=["pictures"])
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
            shown, paper = await threads.weighed(asked.breadth, _laid, asked, kind, query, view, limits)
        except PatternError as error:
            pattern = query.given().get("pattern", "")
            known = tokens(operation, pattern) if len(pattern) <= limits.pattern_characters else []
            return ProblemResponse(problem_of(error, known, language=query.lang or language_of(request), home=home))
        return await drawn(request, pool, home, kind, operation.name, shown, paper, query)

    show.__annotations__["query"] = Annotated[kind.model(operation), Query()]
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
    shown: Subject,
    paper: Sheet,
    asked: PictureParameters,
) -> Response:
    """The picture, drawn or kept, or that too many are being drawn."""
    # What the query by_name out, and what it says of the default, make the same picture.
    key = json.dumps([name, kind.ending, asked.model_dump(exclude={"start", "count", "check"})])
    try:
        made = await pool.picture(key, kind.media_type, lambda: kind.draw(shown, paper, asked))
    except BusyError:
        return too_busy(home)
    return respond(request, made)


def _laid(asked: Planned, kind: Format, query: Any, view: View, limits: Limits) -> tuple[Subject, Sheet]:
    """What the picture shows, and its paper."""
    shown = subject(asked, view, limits)
    return shown, paper_of(kind, shown, query, limits)


def paper_of(kind: Format, subject: Subject, asked: Any, limits: Limits) -> Sheet:
    """The paper that was asked for.

    Raises:
        PatternError: ``picture-large``: it would have too many pixels.
    """
    paper = sheet(subject, asked.width, asked.height)
    if kind.ending == "png":
        _refuse_large(subject, paper, asked.height, asked.scale, limits.picture_pixels)
    elif kind.ending != "svg":
        _refuse_large(subject, paper, asked.height, 1, limits.film_pixels)
    return paper


def _refuse_large(subject: Subject, paper: Sheet, high: int | None, scale: int, most: int) -> None:
    pixels = paper.width * paper.height * scale * scale
    if pixels <= most:
        return
    narrower = paper
    while narrower.width * narrower.height * scale * scale > most and narrower.width > NARROWEST:
        narrower = sheet(subject, max(NARROWEST, narrower.width * 15 // 16), high)
    raise PatternError(
        "picture-large",
        say("The picture would have {pixels} pixels; the limit is {limit}.", pixels=pixels, limit=most),
        field="width",
        hint=say("make it narrower"),
        repair={"width": str(narrower.width)},
    )
