"""``/compare.svg``: two states side by side, and rings around the cells that differ."""

import json
from dataclasses import replace
from typing import Annotated, Literal

import numpy as np
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from app.core.errors import PatternError, Sentence, say
from app.core.index_map import IntArray
from app.core.plan import Plan
from app.render.blocks import Blocks
from app.render.subject import Subject
from app.render.svg.pair import pair
from app.settings import Settings
from app.web.api import PROBLEM
from app.web.language import translate
from app.web.linked import Linked, linked
from app.web.parameters import Decimal, Number
from app.web.picture_parameters import NARROWEST, WIDEST
from app.web.picture_response import respond, too_busy
from app.web.problems import ProblemResponse, problem_of
from app.web.queries import repeats_refused
from app.web.studio import BusyError, Studio
from app.web.view import LAST_STAGE

_SOURCES = 2**20  # of the cells that are compared; more are not looked at
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
    lang: Literal["en", "zh"] = Field(default="en", description="language of sentences", examples=["zh"])


def compare_picture_router(settings: Settings, studio: Studio) -> APIRouter:
    """The route of the comparison."""
    router = APIRouter(dependencies=[Depends(repeats_refused)], tags=["pictures"])

    @router.get(
        "/compare.svg",
        response_class=Response,
        summary="Two states side by side",
        responses=PROBLEM
        | {
            200: {"content": {_SVG: {}}, "description": "Both scenes, with rings around the cells that differ"},
            304: {"description": "Not modified: whoever asks has it already"},
            503: {"description": "Too many pictures are being drawn; Retry-After says when to ask again"},
        },
    )
    async def compare(request: Request, query: Annotated[CompareParameters, Query()]) -> Response:
        """Two states as one picture; cells of the output that come from elsewhere have a ring."""
        try:
            left, right = (linked(text, name, settings) for text, name in ((query.a, "a"), (query.b, "b")))
        except PatternError as error:
            return ProblemResponse(problem_of(error, language=query.lang))
        still = query.stage is not None or not query.animate
        time = (float(LAST_STAGE) if query.stage is None else query.stage) if still else None

        def draw() -> bytes:
            differ, told = differing(left, right)
            one, other = (
                replace(each.subject, ringed=differ, spoken=lambda said: translate(said, query.lang))
                for each in (left, right)
            )
            return pair(one, other, translate(told, query.lang), query.width, query.theme, time).encode()

        try:
            made = await studio.picture(json.dumps(["compare", query.model_dump()]), _SVG, draw)
        except BusyError:
            return too_busy()
        return respond(request, made)

    return router


def differing(left: Linked, right: Linked) -> tuple[frozenset[int], Sentence]:
    """The cells shown of the left output that come from elsewhere in the right one, and a sentence on them.

    Cost: O(cells shown · arity), up to a bound.
    """
    one, other = left.plan, right.plan
    if one.output.shape != other.output.shape:
        return frozenset(), say("The outputs have different shapes.")
    cells = _shown(left.subject)
    if len(cells) * max(_arity(one), _arity(other)) > _SOURCES:
        return frozenset(), say("The cells have too many sources to compare.")
    first, second = _sources(one, cells), _sources(other, cells)
    differ = cells[(first != second).any(axis=1)] if first.shape == second.shape else cells
    if not len(differ):
        return frozenset(), say("All {cells} cells shown are the same.", cells=len(cells))
    told = say("{count} of {cells} cells shown come from elsewhere.", count=len(differ), cells=len(cells))
    return frozenset(differ.tolist()), told


def _shown(subject: Subject) -> IntArray:
    """The output cells in the window."""
    targets = [
        Blocks(subject.scene, number, source, subject.output, "beside").targets
        for number, source in enumerate(subject.inputs)
    ]
    return np.unique(np.concatenate(targets))


def _arity(plan: Plan) -> int:
    return max(1, plan.maps[0].arity) * len(plan.maps)


def _sources(plan: Plan, cells: IntArray) -> IntArray:
    """The sources of each cell, those of every input, in an order that does not depend on the pattern."""
    return np.concatenate([np.sort(each.sources(cells), axis=1) for each in plan.maps], axis=1)
