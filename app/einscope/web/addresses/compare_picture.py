"""``/compare.svg``, ``.png``, ``.gif`` and ``.webp``: two states side by side, and rings around cells that differ."""

from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import ConfigDict, Field

from einscope.core.errors import PatternError, Sentence
from einscope.settings import Settings
from einscope.web.addresses.alike import beside
from einscope.web.addresses.differing import differing, said
from einscope.web.addresses.linked import linked, spoken_in
from einscope.web.addresses.linked_state import Linked
from einscope.web.pictures.drawable import Two, two
from einscope.web.pictures.drawing import Going, PicturePool
from einscope.web.pictures.dress import style_of
from einscope.web.pictures.file_name import compared_name, disposition, staged
from einscope.web.pictures.formats import FORMATS, Format, memory_of, refuse_large
from einscope.web.pictures.parameters import NARROWEST, WIDEST, SizeParameters, of_format
from einscope.web.pictures.pictures import drawn
from einscope.web.requests.described import described_router
from einscope.web.requests.parameters import Decimal, Number
from einscope.web.requests.view import LAST_STAGE
from einscope.web.server.asked_language import Spoken
from einscope.web.server.description import BINARY, refusals
from einscope.web.server.language import LANGUAGES, translate
from einscope.web.server.problems import ProblemResponse, problem_of
from einscope.web.server.threads import ThreadPool, unless_gone

NAME = "compare"


class CompareParameters(SizeParameters):
    """What can be asked of any picture of a comparison."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    a: str = Field(description="the left state: the address of its page", examples=["/merge?shape=1,4,4,1"])
    b: str = Field(description="the right state", examples=["/merge?shape=1,4,4,1&order=p1 p2 c"])
    width: Number = Field(
        default=1200, ge=2 * NARROWEST, le=WIDEST, description="width of the picture in pixels", examples=[1200]
    )
    lang: Spoken = Field(default=LANGUAGES[0], description="language of sentences", examples=["zh"])


class CompareStill(CompareParameters):
    """What can be asked of a picture that may be a still."""

    stage: Decimal | None = Field(
        default=None, ge=0, le=LAST_STAGE, description="the stage of a still, 0 to 3", examples=[1.5]
    )


def compare_picture_router(settings: Settings, threads: ThreadPool, pool: PicturePool) -> APIRouter:
    """The routes of pictures of comparisons."""
    router = described_router("", "pictures")
    for kind in FORMATS:
        _add(router, kind, settings, threads, pool)
    return router


def _add(router: APIRouter, kind: Format, settings: Settings, threads: ThreadPool, pool: PicturePool) -> None:
    async def compare(request: Request, query: Any) -> Response:
        """Two states as one picture; cells of the output that come from elsewhere have a ring."""
        try:
            style_of(query)  # raises what is wrong with it
            left, right = await unless_gone(request, threads.run(_sides, query, settings))
            name = staged(compared_name(left.file, right.file), query.stage if kind.still else None)
            draw = _drawing(left, right, kind, query, settings)
            file, cost = disposition(name, kind.ending), memory_of(kind, None, settings.limits)
            return await drawn(request, pool, settings.public_url, kind, NAME, draw, query, file, cost)
        except PatternError as error:
            return ProblemResponse(problem_of(error, language=query.lang, home=settings.public_url))

    compare.__annotations__["query"] = Annotated[
        of_format(CompareStill if kind.still else CompareParameters, kind.ending), Query()
    ]
    router.add_api_route(
        f"/{NAME}.{kind.ending}",
        compare,
        response_class=Response,
        name=f"{NAME}_{kind.ending}",
        summary=f"Two states side by side (.{kind.ending})",
        responses=refusals(HTTPStatus.SERVICE_UNAVAILABLE)
        | {
            200: {
                "content": {kind.media_type: BINARY},
                "description": "Both scenes, with rings around the cells that differ",
            },
            304: {"description": "Not modified: whoever asks has it already"},
        },
    )


def _drawing(left: Linked, right: Linked, kind: Format, query: Any, settings: Settings) -> Callable[[Going], bytes]:
    """How the picture is drawn where it is not kept: cells are compared then, too."""

    def draw(going: Going) -> bytes:
        drawable = pair_drawn(left, right, query.lang, query.width, query.height)
        refuse_large(kind, drawable, query, settings.limits)
        return kind.draw(drawable, query, going)

    return draw


def pair_drawn(left: Linked, right: Linked, language: str, wide: int, high: int | None) -> Two:
    """Two states on paper of this size, compared.

    Cost: that of the comparison.
    """

    def spoken(sentence: Sentence) -> str:
        return translate(sentence, language)

    outcome = differing(left, right, mending=False)  # a picture has no buttons
    ringed = frozenset(outcome.ringed.tolist())
    one, other = (replace(state.subject, ringed=ringed, spoken=spoken) for state in (left, right))
    return two(one, beside(one, other), said(outcome.sentences, language), wide, high)


def _sides(query: CompareParameters, settings: Settings) -> tuple[Linked, Linked]:
    left, right = (spoken_in(query.lang, text) for text in (query.a, query.b))
    return linked(left, "a", settings), linked(right, "b", settings)
