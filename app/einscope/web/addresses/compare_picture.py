"""``/compare.svg``: two states side by side, and rings around the cells that differ."""

import json
from dataclasses import replace
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from einscope.core.errors import PatternError
from einscope.render.svg.pair import pair
from einscope.settings import Settings
from einscope.web.addresses.differing import differing, said
from einscope.web.addresses.linked import linked, spoken_in
from einscope.web.addresses.linked_state import Linked
from einscope.web.pictures.drawing import BusyError, PicturePool
from einscope.web.pictures.parameters import NARROWEST, WIDEST
from einscope.web.pictures.response import respond, too_busy
from einscope.web.requests.parameters import Decimal, Number
from einscope.web.requests.queries import repeats_refused
from einscope.web.requests.view import LAST_STAGE
from einscope.web.server.asked_language import Spoken
from einscope.web.server.description import refusals
from einscope.web.server.language import LANGUAGES, translate
from einscope.web.server.problems import ProblemResponse, problem_of
from einscope.web.server.threads import ThreadPool

_SVG = "image/svg+xml"


class CompareParameters(BaseModel):
    """What can be asked of a comparison."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    a: str = Field(description="the left state: the address of its page", examples=["/merge?shape=1,4,4,1"])
    b: str = Field(description="the right state", examples=["/merge?shape=1,4,4,1&order=p1 p2 c"])
    width: Number = Field(
        default=1200, ge=2 * NARROWEST, le=WIDEST, description="width of the picture in pixels", examples=[1200]
    )
    theme: Literal["auto", "light", "dark"] = Field(
        default="auto", description="light or dark; auto: as whoever looks at it prefers", examples=["dark"]
    )
    animate: Number = Field(default=1, ge=0, le=1, description="0: a still", examples=[0])
    stage: Decimal | None = Field(
        default=None, ge=0, le=LAST_STAGE, description="the stage of a still, 0 to 3", examples=[1.5]
    )
    lang: Spoken = Field(default=LANGUAGES[0], description="language of sentences", examples=["zh"])


def compare_picture_router(settings: Settings, threads: ThreadPool, pool: PicturePool) -> APIRouter:
    """The route of the comparison."""
    router = APIRouter(dependencies=[Depends(repeats_refused)], tags=["pictures"])

    @router.get(
        "/compare.svg",
        response_class=Response,
        summary="Two states side by side",
        responses=refusals(HTTPStatus.SERVICE_UNAVAILABLE)
        | {
            200: {"content": {_SVG: {}}, "description": "Both scenes, with rings around the cells that differ"},
            304: {"description": "Not modified: whoever asks has it already"},
        },
    )
    async def compare(request: Request, query: Annotated[CompareParameters, Query()]) -> Response:
        """Two states as one picture; cells of the output that come from elsewhere have a ring."""
        try:
            left, right = await threads.run(_sides, query, settings)
        except PatternError as error:
            return ProblemResponse(problem_of(error, language=query.lang))
        still = query.stage is not None or not query.animate
        time = (float(LAST_STAGE) if query.stage is None else query.stage) if still else None

        def draw() -> bytes:
            outcome = differing(left, right, mending=False)  # a picture has no buttons
            ringed = frozenset(outcome.ringed.tolist())
            one, other = (
                replace(state.subject, ringed=ringed, spoken=lambda sentence: translate(sentence, query.lang))
                for state in (left, right)
            )
            return pair(one, other, said(outcome.sentences, query.lang), query.width, query.theme, time).encode()

        try:
            made = await pool.picture(json.dumps(["compare", query.model_dump()]), _SVG, draw)
        except BusyError:
            return too_busy()
        return respond(request, made)

    return router


def _sides(query: CompareParameters, settings: Settings) -> tuple[Linked, Linked]:
    left, right = (spoken_in(query.lang, text) for text in (query.a, query.b))
    return linked(left, "a", settings), linked(right, "b", settings)
