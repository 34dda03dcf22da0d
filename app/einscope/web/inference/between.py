"""``/api/v1/between``: the patterns that lead from a shape to a shape."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from einscope.core.between import Between, between
from einscope.core.errors import PatternError
from einscope.settings import Settings
from einscope.web.inference.shapes import shape_of
from einscope.web.requests.described import described_router
from einscope.web.requests.links import Links, links
from einscope.web.server.asked_language import Spoken, language_of
from einscope.web.server.description import refusals
from einscope.web.server.language import translate
from einscope.web.server.problems import ProblemResponse, problem_of
from einscope.web.server.sending.tagged import tagged_json
from einscope.web.server.threads import ThreadPool

PATH = "/api/v1/between"


class BetweenQuery(BaseModel):
    """Two shapes."""

    model_config = ConfigDict(extra="forbid")

    before: str = Field(alias="from", description="the shape of the input", examples=["1,2,2,4"])
    after: str = Field(alias="to", description="the shape of the output", examples=["1,4,4,1"])
    lang: Spoken | None = Field(
        default=None, description="language of names; default: by Accept-Language", examples=["zh"]
    )


class WayInfo(BaseModel):
    """A pattern that leads from the one shape to the other."""

    names: list[str] = Field(description="what it is known as; empty: it has no name here")
    op: str = Field(description="the operation that does it; `program` for a reshape that no pattern says")
    pattern: str | None = Field(description="the einops pattern; null of a program")
    sizes: dict[str, int] = Field(description="sizes that the pattern needs beside the shape")
    reshape_only: bool = Field(description="no cell changes its flat position")
    links: Links = Field(description="where to see it")


class BetweenAnswer(BaseModel):
    """The patterns that lead from a shape to a shape, no two of which move all cells alike."""

    before: list[int] = Field(serialization_alias="from", description="the shape of the input")
    after: list[int] = Field(serialization_alias="to", description="the shape of the output")
    ways: list[WayInfo] = Field(description="at most 24: those that have a name, then those with few parts")
    more: bool = Field(description="there are others, or the search ended before it knew")


def between_router(settings: Settings, threads: ThreadPool) -> APIRouter:
    """The route of the search.

    Args:
        settings: of the application.
        threads: where is searched.
    """
    router = described_router()

    @router.get(
        PATH,
        summary="The patterns that lead from a shape to a shape",
        response_model=BetweenAnswer,
        responses=refusals(),
    )
    async def searched(request: Request, query: Annotated[BetweenQuery, Query()]) -> Response:
        """Which patterns of a few moves lead from one shape to another, the usual ones first, each with its name.

        Where the numbers of cells are equal, axes are split, moved and joined; where the output has a multiple of the
        input's cells, they are repeated, where it has a part of them, reduced.
        """
        return await threads.run(_answer, request, query, settings)

    return router


def _answer(request: Request, query: BetweenQuery, settings: Settings) -> Response:
    language = query.lang or language_of(request)
    try:
        before = shape_of("from", query.before, settings.limits)
        after = shape_of("to", query.after, settings.limits)
        found = between(before, after, settings.limits)
    except PatternError as error:
        return ProblemResponse(problem_of(error, language=language, home=settings.public_url))
    ways = told(found, language, settings)
    answer = BetweenAnswer(before=list(before), after=list(after), ways=ways, more=found.more)
    return tagged_json(request, answer.model_dump_json(by_alias=True).encode())


def told(found: Between, language: str, settings: Settings) -> list[WayInfo]:
    """What was found, with names in a language and with links."""
    return [
        WayInfo(
            names=[translate(name, language) for name in way.names],
            op=way.op,
            pattern=way.pattern,
            sizes=dict(way.sizes),
            reshape_only=way.reshape_only,
            links=links(way.op, way.texts, {}, settings.public_url),
        )
        for way in found.ways
    ]
