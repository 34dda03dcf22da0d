"""The visualiser: ``/`` and ``/{op}``, drawn on the server with its first answer inside."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.core.errors import PatternError, say
from app.core.operation import Operation
from app.core.ops import registry
from app.settings import Settings
from app.web.answer import View, answer, tokens
from app.web.api import operation_info
from app.web.links import address
from app.web.models import Answer, Problem
from app.web.problems import problem_of
from app.web.queries import refuse_repeated

_TEMPLATES = Path(__file__).parents[2] / "templates"
_LISTED = 256  # cells in the table that stands in for the picture where there is no script


def environment() -> Environment:
    """Templates that escape everything, whatever the file is called, and refuse names that are not there."""
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page_router(settings: Settings) -> APIRouter:
    """The routes of the pages."""
    router = APIRouter(include_in_schema=False)
    templates = environment()

    def visualiser(operation: Operation) -> Callable[[Request], Awaitable[HTMLResponse]]:
        async def show(request: Request) -> HTMLResponse:
            return _page(templates, operation, request, settings)

        return show

    async def docs() -> HTMLResponse:
        return HTMLResponse(templates.get_template("docs.html").render())

    router.add_api_route("/", visualiser(registry()["rearrange"]), methods=["GET", "HEAD"])
    for operation in registry().values():
        router.add_api_route(f"/{operation.name}", visualiser(operation), methods=["GET", "HEAD"])
    router.add_api_route("/docs", docs, methods=["GET", "HEAD"])
    return router


def _page(templates: Environment, operation: Operation, request: Request, settings: Settings) -> HTMLResponse:
    texts = _texts(operation, request)
    answered: Answer | None = None
    problem: Problem | None = None
    try:
        refuse_repeated(request)
        _refuse_unknown(texts, operation)
        own = {name: text for name, text in texts.items() if name != "at"}
        answered = answer(operation, own, View(at=texts.get("at", "")), settings)
    except PatternError as error:
        problem = problem_of(error, tokens(texts.get("pattern", "")[: settings.limits.pattern_characters]))
    state = {
        "op": operation.name,
        "texts": texts,
        "defaults": _defaults(operation),
        "example": {**_defaults(operation), **operation.example},
        "answer": answered and answered.model_dump(),
        "problem": problem and problem.model_dump(),
    }
    content = templates.get_template("page.html").render(
        operation=operation_info(operation),
        operations=[operation_info(each) for each in registry().values()],
        presets=[(each.title, address(f"/{operation.name}", each.values)) for each in operation.presets],
        texts={each.name: texts.get(each.name, "") for each in operation.parameters},
        answer=answered,
        problem=problem and problem.errors[0],
        rows=_rows(answered) if answered else (),
        state=state,
    )
    return HTMLResponse(content, HTTPStatus.OK if answered else HTTPStatus.UNPROCESSABLE_ENTITY)


def _texts(operation: Operation, request: Request) -> Mapping[str, str]:
    """The texts of the address, or of the example where the address has none."""
    return {**_defaults(operation), **(dict(request.query_params) or operation.example)}


def _defaults(operation: Operation) -> dict[str, str]:
    return {each.name: each.default for each in operation.parameters if each.default is not None}


def _refuse_unknown(texts: Mapping[str, str], operation: Operation) -> None:
    known = {"at", *(each.name for each in operation.parameters)}
    for name in texts:
        if name not in known:
            raise PatternError("parameter-unknown", say("The address has a parameter that does not exist."), field=name)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table of cells: the index of an output cell, and of the input cell it comes from."""

    target: tuple[int, ...]
    source: tuple[int, ...] | None
    number: int


def _rows(answered: Answer) -> list[Row]:
    listed = zip(answered.cells.targets[:_LISTED], answered.cells.sources[0], strict=False)
    output, source = answered.output.shape, answered.inputs[0].shape
    return [
        Row(_digits(cell, output), _digits(origin, source) if origin >= 0 else None, origin) for cell, origin in listed
    ]


def _digits(position: int, shape: list[int]) -> tuple[int, ...]:
    """The index of a flat C-order position."""
    digits: list[int] = []
    for size in reversed(shape):
        position, digit = divmod(position, size)
        digits.append(digit)
    return tuple(reversed(digits))
