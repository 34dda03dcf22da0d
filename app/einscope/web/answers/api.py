"""``/api/v1``: every operation of the registry by GET and by POST, and the registry itself."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Query, Request
from fastapi.responses import Response, StreamingResponse

from einscope.core.answer.tokens import tokens
from einscope.core.errors import PatternError
from einscope.core.operation import Operation
from einscope.core.ops import registry
from einscope.settings import Settings
from einscope.web.answers.answer import WRITTEN_ANSWER, answer_json
from einscope.web.answers.planned import planned, reading
from einscope.web.answers.registry import WRITTEN_QUESTIONS, registry_json
from einscope.web.answers.round_trip import add_round_trip
from einscope.web.answers.source_file import npy_response
from einscope.web.requests.described import described_router
from einscope.web.requests.queries import body_model, file_model, query_model, refuse_query, texts
from einscope.web.requests.view import View
from einscope.web.server.asked_language import Language, language_of
from einscope.web.server.description import BINARY, refusals
from einscope.web.server.problems import ProblemResponse, problem_of
from einscope.web.server.sending.tagged import tagged_json
from einscope.web.server.threads import ThreadPool


def api_router(settings: Settings, threads: ThreadPool) -> APIRouter:
    """The routes of the API.

    Args:
        settings: of the application.
        threads: where cells are looked at.
    """
    router = described_router("/api/v1")
    for operation in registry().values():
        _add(router, operation, settings, threads)

    add_round_trip(router, settings, threads)

    @router.get(
        "/operations", summary="The registry of operations", responses=refusals(), response_model=WRITTEN_QUESTIONS
    )
    async def operations(request: Request, language: Language = None) -> Response:
        """Every operation with its parameters, an example and presets; menus are made from it."""
        return tagged_json(request, registry_json(language or language_of(request)))

    return router


def _add(router: APIRouter, operation: Operation[Any], settings: Settings, threads: ThreadPool) -> None:
    async def respond(request: Request, given: dict[str, Any], view: View, names: str) -> Response:
        try:
            own = texts(given)
            asked = await threads.weighed(reading(own), planned, operation, own, settings.limits)
            return tagged_json(request, await threads.weighed(asked.work, answer_json, asked, view, settings, names))
        except PatternError as error:
            sent = given.get(error.field, "")
            pattern = given.get("pattern", "")
            known = tokens(operation, pattern) if len(pattern) <= settings.limits.pattern_characters else []
            return ProblemResponse(problem_of(error, known, isinstance(sent, str), view.language, settings.public_url))

    async def by_query(request: Request, query: Any) -> Response:
        return await respond(request, query.given(), query.how(language_of(request)), query.names())

    async def by_body(request: Request, body: Any) -> Response:
        view = await threads.weighed(body.weight, body.how, language_of(request))
        return await respond(request, body.given(), view, body.names())

    async def by_file(query: Any) -> Response:
        own = query.given()
        plan = (await threads.weighed(reading(own), planned, operation, own, settings.limits)).plan
        return npy_response(plan.output.shape, plan.maps, query.start, query.count, settings.limits, threads)

    # The models are made from the registry, so the annotations are set where FastAPI reads them.
    by_query.__annotations__["query"] = Annotated[query_model(operation), Query()]
    by_body.__annotations__["body"] = Annotated[body_model(operation), Body()]
    by_file.__annotations__["query"] = Annotated[file_model(operation), Query()]
    router.add_api_route(
        f"/{operation.name}.npy",
        by_file,
        response_class=StreamingResponse,
        responses=refusals() | {200: {"content": {"application/octet-stream": BINARY}, "description": "A NumPy file."}},
        name=f"{operation.name}_file",
        summary=f"{operation.title} (.npy)",
        description="The source of every output cell as a NumPy file of int64; -1 where there is none.",
    )
    for method, endpoint, how in (("GET", by_query, "query"), ("POST", by_body, "JSON")):
        router.add_api_route(
            f"/{operation.name}",
            endpoint,
            methods=[method],
            response_model=WRITTEN_ANSWER,
            responses=refusals(),
            dependencies=[Depends(refuse_query)] if method == "POST" else [],
            name=operation.name if method == "GET" else f"{operation.name}_json",
            summary=f"{operation.title} ({how})",
            description=str(operation.summary),
        )
