"""``/{op}.html``, ``/program.html``, ``/compare.html``, ``/learn/{lesson}.html``: the page of the query as one file."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from einscope.core.errors import PatternError
from einscope.core.lessons.state import State
from einscope.core.operation import Operation
from einscope.core.ops import registry
from einscope.core.program.question import PROGRAM
from einscope.settings import Settings
from einscope.web.addresses.compare_page import pair_shown
from einscope.web.answers.registry import operation_info
from einscope.web.lessons.pages import lesson_named, step_number, step_told
from einscope.web.pages.frame import kept
from einscope.web.pages.state import sought, sought_in
from einscope.web.pictures.file_name import compared_name, operation_name
from einscope.web.program.pictures import line_name
from einscope.web.program.problems import program_problem
from einscope.web.program.state import KNOWN, own_and_shown
from einscope.web.requests.links import address
from einscope.web.requests.queries import page_query, refuse_repeated
from einscope.web.saved.one_file import ENDING, one_file
from einscope.web.saved.told import operation_told, part_of, played, program_told
from einscope.web.server.asked_language import language_of
from einscope.web.server.language import translate
from einscope.web.server.problems import ProblemResponse
from einscope.web.server.threads import ThreadPool
from einscope.web.server.where.home import home_of

Write = Callable[[Request, Settings], Response]


def saved_router(settings: Settings, threads: ThreadPool) -> APIRouter:
    """The routes of saved pages.

    Args:
        settings: of the application.
        threads: where states are worked out, and pages packed.
    """
    router = APIRouter(include_in_schema=False)

    def add(path: str, write: Write) -> None:
        async def save(request: Request) -> Response:
            # In a file, a link leads nowhere unless it says where this server is.
            return await threads.run(write, request, replace(settings, public_url=home_of(request, settings)))

        router.add_api_route(f"/{path}.{ENDING}", save)

    for operation in registry().values():
        add(operation.name, _operation(operation))
    add(PROGRAM.name, _program)
    add("compare", _compare)
    add("learn/{name}", _lesson)
    return router


def _operation(operation: Operation[Any]) -> Write:
    def write(request: Request, settings: Settings) -> Response:
        language, wanted = language_of(request), sought(operation, request, settings)
        told = operation_told(wanted, settings)
        if told.problem:
            return ProblemResponse(told.problem)
        name = "" if isinstance(wanted.asked, PatternError) else operation_name(wanted.asked[0])
        values = {"operation": operation_info(operation.name, language), "answer": told.answer}
        return one_file("saved.html", values, told.played, language, name)

    return write


def _program(request: Request, settings: Settings) -> Response:
    language, texts = language_of(request), page_query(request, KNOWN)
    try:
        refuse_repeated(request, KNOWN)
        told = program_told(texts, language, settings)
    except PatternError as error:
        own, _ = own_and_shown(texts)
        return ProblemResponse(program_problem(error, own, True, language, settings.public_url))
    lines = told.question.code.splitlines()
    values = {"operation": operation_info(PROGRAM.name, language), "answer": told.answer, "code": lines}
    name = line_name(told.program, told.answer["step"])
    return one_file("saved_program.html", values, told.played, language, name)


def _compare(request: Request, settings: Settings) -> Response:
    language, values = language_of(request), pair_shown(request, settings)
    sides, state = values["sides"], values["state"]
    for refused in (*(side.refused for side in sides), values["refused"]):
        if refused:
            return ProblemResponse(refused)
    shown = {
        "kind": "compare",
        "answers": [part_of(answered) for answered in state["answers"]],
        "differ": state["differ"],
        "texts": played(state["texts"]),
    }
    name = compared_name(*(side.state.file for side in sides))
    return one_file("saved_compare.html", values, shown, language, name)


def _lesson(request: Request, settings: Settings) -> Response:
    language, lesson = language_of(request), lesson_named(request.path_params["name"])
    number = step_number(request.query_params.get("step", ""), lesson)
    values = {
        "lesson": {"title": translate(lesson.title, language), "summary": translate(lesson.summary, language)},
        "steps": [
            {**told, "link": f"{settings.public_url}{told['link']}"}
            for told in (step_told(lesson, at, request, settings) for at in range(1, len(lesson.steps) + 1))
        ],
        "full": address(f"/learn/{lesson.name}", kept(request), settings.public_url),
    }
    played = [_step(step.state, language, settings) for step in lesson.steps]
    shown = {"kind": "lesson", "steps": played, "step": number}
    return one_file("saved_lesson.html", values, shown, language, f"lesson_{lesson.name}")


def _step(state: State, language: str, settings: Settings) -> dict[str, Any]:
    """What is played of a step."""
    if state.op == PROGRAM.name:
        return program_told(state.texts, language, settings).played
    return operation_told(sought_in(registry()[state.op], state.texts, language, settings), settings).played
