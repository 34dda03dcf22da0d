"""``/api/v1/compare``: two states compared, by GET and by POST."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from einscope.core.comparison import Comparison
from einscope.core.errors import PatternError
from einscope.settings import Settings
from einscope.web.addresses.differing import differing
from einscope.web.addresses.linked import linked
from einscope.web.requests.described import described_router
from einscope.web.requests.links import passed_on
from einscope.web.requests.queries import refuse_query
from einscope.web.server.asked_language import Spoken, language_of
from einscope.web.server.description import refusals
from einscope.web.server.problems import ProblemResponse, problem_of
from einscope.web.server.sending.tagged import tagged_json
from einscope.web.server.threads import ThreadPool
from einscope.web.server.written import Reader, written

_WRITTEN = written(Comparison)
_COMPARISON: TypeAdapter[Comparison] = TypeAdapter(_WRITTEN)


class CompareQuery(BaseModel):
    """The two states that are compared."""

    model_config = ConfigDict(extra="forbid")

    a: str = Field(description="the first state: the address of its page", examples=["/merge?shape=1,4,4,2"])
    b: str = Field(description="the second state", examples=["/merge?shape=1,4,4,2&order=p1 p2 c"])
    lang: Spoken | None = Field(
        default=None, description="language of sentences; default: by Accept-Language", examples=["zh"]
    )


def comparison_json(outcome: Comparison, language: str) -> bytes:
    """What is told of a comparison."""
    return _COMPARISON.dump_json(outcome, context=Reader(language, passed_on))


def compare_api(settings: Settings, threads: ThreadPool) -> APIRouter:
    """The routes of the comparison.

    Args:
        settings: of the application.
        threads: where cells are compared.
    """
    router = described_router("/api/v1")
    described: dict[str, Any] = {
        "response_model": _WRITTEN,
        "responses": refusals(),
        "description": (
            "Takes the addresses of two pages, of operations or of programs. Says whether their outputs are the same, "
            "how they differ, whether the second undoes the first, and which change of one order would mend the second."
        ),
    }

    def compared(request: Request, query: CompareQuery, language: str, most: int | None = None) -> Response:
        try:
            left, right = (linked(text, name, settings, most=most) for name, text in (("a", query.a), ("b", query.b)))
            return tagged_json(request, comparison_json(differing(left, right), language))
        except PatternError as error:
            return ProblemResponse(problem_of(error, language=language, home=settings.public_url))

    @router.get("/compare", name="compare", summary="Two states compared (query)", **described)
    async def by_query(request: Request, query: Annotated[CompareQuery, Query()]) -> Response:
        return await threads.run(compared, request, query, query.lang or language_of(request))

    @router.post(
        "/compare",
        name="compare_json",
        summary="Two states compared (JSON)",
        dependencies=[Depends(refuse_query)],
        **described,
    )
    async def by_body(request: Request, body: Annotated[CompareQuery, Body()]) -> Response:
        # A body has its own bound, and an address in it may be longer than one that is asked for.
        return await threads.run(compared, request, body, body.lang or language_of(request), settings.body_bytes)

    return router
