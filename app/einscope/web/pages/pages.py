"""The visualiser: ``/`` and ``/{op}``, drawn on the server with its first answer inside."""

from collections.abc import Awaitable, Callable
from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, Body, Request
from fastapi.responses import HTMLResponse, Response
from pydantic_core import to_json

from einscope.core.errors import say
from einscope.core.operation import Operation
from einscope.core.ops import registry
from einscope.settings import Settings
from einscope.web.answers.answer import Answer
from einscope.web.answers.planned import reading
from einscope.web.answers.registry import operation_info
from einscope.web.pages.card import card
from einscope.web.pages.frame import frame, kept
from einscope.web.pages.indices import indices
from einscope.web.pages.state import Sought, defaults_of, first, known_of, sought, sought_in, state_of
from einscope.web.requests.json_bodies import JsonRoute
from einscope.web.requests.links import address
from einscope.web.server.asked_language import language_of
from einscope.web.server.language import translate
from einscope.web.server.middleware import FRAMED
from einscope.web.server.problem import mistake_of
from einscope.web.server.problems import telling
from einscope.web.server.script_messages import messages_of_scripts
from einscope.web.server.sending.tagged import EACH_TIME, tagged_json
from einscope.web.server.templates import embedded, environment, page
from einscope.web.server.threads import ThreadPool

_TERMS = 4  # terms of a cell that a table lists
_WRITTEN: dict[str, Any] = {
    **dict.fromkeys(("pattern", "axes", "steps", "code"), True),
    "inputs": {"__all__": {"name", "shape"}},
    "output": {"shape"},
    "cells": {"total"},
    "verdict": {"notes", "inverse", "checked"},
    "formula": {"text", "condition"},
    "links": {"api"},
}
"""What a page says of an answer in words of its own, beside the state in it, which has all."""


def page_router(settings: Settings, threads: ThreadPool) -> APIRouter:
    """The routes of the pages.

    Args:
        settings: of the application.
        threads: where cells are looked at.
    """
    router = APIRouter(include_in_schema=False, route_class=JsonRoute)

    def of(
        operation: Operation[Any], write: Callable[[Sought, Request, Settings], Response]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def show(request: Request) -> Response:
            wanted = await threads.weighed(reading(request.query_params), sought, operation, request, settings)
            return await threads.weighed(wanted.work, write, wanted, request, settings)

        return show

    async def docs(request: Request) -> HTMLResponse:
        return page(environment(language_of(request)).get_template("docs.html").render(), settings)

    router.add_route("/", of(first(), _page))  # as they are: there is nothing that FastAPI would read for them
    for operation in registry().values():
        router.add_route(f"/{operation.name}", of(operation, _page))
        router.add_route(f"{FRAMED}{operation.name}", of(operation, _embed))
        router.add_route(f"/state/{operation.name}", of(operation, _twin))
        router.add_api_route(f"/state/{operation.name}", _by_body(operation, settings, threads), methods=["POST"])
    router.add_route("/docs", docs)
    return router


def _by_body(operation: Operation[Any], settings: Settings, threads: ThreadPool) -> Callable[..., Awaitable[Response]]:
    """The state of the texts in a body: numbers of one's own may be too many for an address."""

    async def show(request: Request, texts: Annotated[dict[str, str], Body()]) -> Response:
        wanted = await threads.weighed(reading(texts), sought_in, operation, texts, language_of(request), settings)
        return await threads.weighed(wanted.work, _twin, wanted, request, settings)

    return show


def _twin(wanted: Sought, request: Request, settings: Settings) -> Response:
    """The state alone, for the page's own script."""
    state = state_of(wanted, settings)
    telling(state.problem)
    return tagged_json(request, state.model_dump_json(context=wanted.reader(settings)), EACH_TIME)


def _page(wanted: Sought, request: Request, settings: Settings) -> Response:
    language, operation = language_of(request), wanted.operation
    state = state_of(wanted, settings)
    answered, problem = state.answer, mistake_of(state.problem)
    info, reader = operation_info(operation.name, language), wanted.reader(settings)
    content = (
        environment(language)
        .get_template("page.html")
        .render(
            **frame(request, known_of(operation)) | {"operation": info},
            first=request.scope["path"] == "/",
            presets=[
                (preset["title"], address(f"/{operation.name}", preset["values"] | kept(request)))
                for preset in info["presets"]
            ],
            texts={name: state.texts.get(name, "") for name in (*(own.name for own in operation.parameters), "data")},
            answer=state.model_dump(context=reader, include={"answer": _WRITTEN})["answer"],
            card=card(answered, settings) if answered else None,
            together=state.together,
            compare=state.compare,
            problem=problem,
            rows=_rows(answered, language) if answered else (),
            state=embedded(state.model_dump_json(context=reader), _beside(operation.name, language)),
        )
    )
    return page(content, settings, problem)


def _embed(wanted: Sought, request: Request, settings: Settings) -> Response:
    """The stage and its timeline, for a frame on any other page."""
    language, operation = language_of(request), wanted.operation
    state = state_of(wanted, settings, framed=True)
    told = state.model_dump(context=wanted.reader(settings))
    answered, problem = state.answer, mistake_of(state.problem)
    values = {
        "operation": operation_info(operation.name, language),
        "answer": told["answer"],
        "problem": problem,
        "said": answered and (answered.pattern or answered.formula.text),
        "described": answered and answered.formula.text,
        "script": "embed/main.js",
        "full": answered.links.page if answered else f"/{operation.name}",
        "state": {**told, "language": language, "words": messages_of_scripts(language)},
    }
    content = environment(language).get_template("embed.html").render(values)
    return page(content, settings, problem)


@cache
def _beside(name: str, language: str) -> str:
    """What the script of a page knows beside its state, which is the same for all states of an operation, as JSON."""
    operation = registry()[name]
    own = {"example": operation.example, "defaults": defaults_of(operation)}
    return to_json({**own, "language": language, "words": messages_of_scripts(language)}).decode()


def _rows(answered: Answer, language: str) -> list[tuple[str, str]]:
    """The lines of the table of cells: an output cell, and the first input cells that it is made of."""
    cells, terms = answered.cells, min(answered.cells.arity, _TERMS)
    filled, left = translate(say("0, filled in"), language), cells.arity - terms
    merged = [f"{translate(say('{text}:', text=each.text), language)} " for each in answered.scene.merged]
    more = [f" {translate(say('and {count} more', count=left), language)}"] if left else []
    told: list[list[str]] = []  # of each input, so many terms for each cell
    for tensor, sources in zip(answered.inputs, cells.sources, strict=True):
        first = [cell for at in range(0, len(sources), cells.arity or 1) for cell in sources[at : at + terms]]
        places = zip(first, indices(first, tensor.shape), strict=True)
        told.append([f"{tensor.name}{index} = {cell}" if cell >= 0 else filled for cell, index in places])
    rows = []
    for number, index in enumerate(indices(cells.targets, answered.output.shape)):
        listed = [own[number * terms + term] for term in range(terms) for own in told]
        rows.append((f"y{index}", "".join([*merged, "; ".join(listed), *more])))
    return rows
