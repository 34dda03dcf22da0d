"""``/api/v1/program``: a program by GET and by POST, and the sources of its output as a file."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Query, Request
from fastapi.responses import Response, StreamingResponse
from pydantic import TypeAdapter

from einscope.core.errors import PatternError
from einscope.core.program.answer.part import maps_of
from einscope.core.program.question import PROGRAM, asked
from einscope.core.spent import spent_on
from einscope.settings import Settings
from einscope.web.answers.lean import wanted_fields
from einscope.web.answers.source_file import npy_response
from einscope.web.program.answer import WRITTEN_PROGRAM, ProgramAnswer, program_answer
from einscope.web.program.parameters import ProgramBody, ProgramFile, ProgramParts, ProgramQuery, own_texts
from einscope.web.program.problems import ProgramProblem, halted, program_problem
from einscope.web.requests.described import described_router
from einscope.web.requests.queries import refuse_query
from einscope.web.requests.view import View
from einscope.web.server.asked_language import language_of
from einscope.web.server.description import BINARY, refusals
from einscope.web.server.problem import Problem
from einscope.web.server.problems import ProblemResponse
from einscope.web.server.sending.tagged import tagged_json
from einscope.web.server.threads import ThreadPool

_ANSWER: TypeAdapter[ProgramAnswer] = TypeAdapter(WRITTEN_PROGRAM)


def program_api(settings: Settings, threads: ThreadPool) -> APIRouter:
    """The routes of the API.

    Args:
        settings: of the application.
        threads: where programs are worked on.
    """
    router = described_router("/api/v1")
    described: dict[str, Any] = {
        "response_model": WRITTEN_PROGRAM,
        "responses": refusals(model=ProgramProblem),
        "description": str(PROGRAM.summary),
    }

    def refused(
        error: PatternError, given: ProgramQuery | ProgramBody, texts: Mapping[str, str], view: View
    ) -> Problem:
        spanned = isinstance(getattr(given, error.field, ""), str)
        return program_problem(error, texts, spanned, view.language, settings.public_url)

    def answered(request: Request, given: ProgramParts | ProgramBody, view: View) -> Response:
        texts: dict[str, str] = {"code": given.code}
        try:
            texts = own_texts(given)
            wanted = wanted_fields(given.names(), ProgramAnswer)
            question = asked(texts, settings.limits).with_data(view.data, view.data_cells, settings.limits)
            reached = question.attempt(settings.limits)
            if reached.fault is not None:
                problem = halted(refused(reached.fault, given, texts, view), reached, question.code, settings.limits)
                return ProblemResponse(problem, reader=view.reader(settings.public_url))
            assert reached.program is not None  # noqa: S101 — without a fault there is one
            found = program_answer(question, reached.program, given.step, view, settings, wanted=wanted)
            with spent_on("write"):
                content = _ANSWER.dump_json(found, context=view.reader(settings.public_url), include=wanted)
            return tagged_json(request, content)
        except PatternError as error:
            return ProblemResponse(refused(error, given, texts, view))

    def filed(query: ProgramFile, language: str) -> Response:
        texts = own_texts(query)
        try:
            limits = settings.limits
            program = asked(texts, limits).with_data(query.data, limits.data_query_cells, limits).run(limits)
            made = program.output
            return npy_response(made.shape, maps_of(program, made), query.start, query.count, settings.limits, threads)
        except PatternError as error:
            return ProblemResponse(program_problem(error, texts, True, language, settings.public_url))

    @router.get("/program", name="program", summary="Program (query)", **described)
    async def by_query(request: Request, query: Annotated[ProgramParts, Query()]) -> Response:
        return await threads.run(answered, request, query, query.how(language_of(request)))

    @router.post(
        "/program",
        name="program_json",
        summary="Program (JSON)",
        dependencies=[Depends(refuse_query)],
        **described,
    )
    async def by_body(request: Request, body: Annotated[ProgramBody, Body()]) -> Response:
        view = await threads.weighed(body.weight, body.how, language_of(request))
        return await threads.run(answered, request, body, view)

    @router.get(
        "/program.npy",
        name="program_file",
        summary="Program (.npy)",
        description="The source of every output cell as a NumPy file of int64; -1 where there is none.",
        response_class=StreamingResponse,
        responses=refusals() | {200: {"content": {"application/octet-stream": BINARY}, "description": "A NumPy file."}},
    )
    async def by_file(request: Request, query: Annotated[ProgramFile, Query()]) -> Response:
        return await threads.run(filed, query, language_of(request))

    return router
