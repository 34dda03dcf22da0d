"""``/api/v1/program``: a program by GET and by POST, and the sources of its output as a file."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Query, Request
from fastapi.responses import Response, StreamingResponse
from pydantic import TypeAdapter

from app.core.errors import PatternError
from app.core.program.part import maps_of
from app.core.program.question import PROGRAM, asked
from app.settings import Settings
from app.web.asked_language import language_of
from app.web.bench import Bench
from app.web.description import refusals
from app.web.problems import ProblemResponse
from app.web.program.answer import program_answer
from app.web.program.models import ProgramAnswer
from app.web.program.parameters import ProgramBody, ProgramFile, ProgramQuery, own_texts
from app.web.program.problems import program_problem
from app.web.queries import refuse_query, repeats_refused
from app.web.source_file import npy_response
from app.web.view import View

_ANSWER = TypeAdapter(ProgramAnswer)


def program_api(settings: Settings, bench: Bench) -> APIRouter:
    """The routes of the API.

    Args:
        settings: of the application.
        bench: where programs are worked on.
    """
    router = APIRouter(prefix="/api/v1", dependencies=[Depends(repeats_refused)])
    described: dict[str, Any] = {
        "response_model": ProgramAnswer,
        "responses": refusals(),
        "description": str(PROGRAM.summary),
    }

    def answered(given: ProgramQuery | ProgramBody, view: View) -> Response:
        texts: dict[str, str] = {"code": given.code}
        try:
            texts = own_texts(given)
            return Response(
                _ANSWER.dump_json(program_answer(texts, given.step, view, settings)), media_type="application/json"
            )
        except PatternError as error:
            spanned = isinstance(getattr(given, error.field, ""), str)
            return ProblemResponse(program_problem(error, texts, spanned, view.language))

    def filed(query: ProgramFile, language: str) -> Response:
        texts = own_texts(query)
        try:
            program = asked(texts, settings.limits).run(settings.limits)
            made = program.output
            return npy_response(made.shape, maps_of(program, made), query.start, query.count, settings.limits, bench)
        except PatternError as error:
            return ProblemResponse(program_problem(error, texts, True, language))

    @router.get("/program", name="program_by_query", summary="Program (query)", **described)
    async def by_query(request: Request, query: Annotated[ProgramQuery, Query()]) -> Response:
        return await bench.run(answered, query, query.how(language_of(request)))

    @router.post(
        "/program",
        name="program_by_json",
        summary="Program (JSON)",
        dependencies=[Depends(refuse_query)],
        **described,
    )
    async def by_body(request: Request, body: Annotated[ProgramBody, Body()]) -> Response:
        return await bench.run(answered, body, body.how(language_of(request)))

    @router.get(
        "/program.npy",
        name="program_by_file",
        summary="Program (.npy)",
        description="The source of every output cell as a NumPy file of int64; -1 where there is none.",
        response_class=StreamingResponse,
        responses=refusals() | {200: {"content": {"application/octet-stream": {}}, "description": "A NumPy file."}},
    )
    async def by_file(request: Request, query: Annotated[ProgramFile, Query()]) -> Response:
        return await bench.run(filed, query, language_of(request))

    return router
