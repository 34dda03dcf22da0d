"""The visualiser: ``/`` and ``/{op}``, drawn on the server with its first answer inside."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.core.operation import Operation
from app.core.ops import registry
from app.settings import Settings
from app.web.api import operation_info
from app.web.links import address
from app.web.models import Answer, State
from app.web.state import defaults_of, state_of

_TERMS = 4  # terms of a cell that a table lists
_TEMPLATES = Path(__file__).parents[2] / "templates"


def environment() -> Environment:
    """Templates that escape everything, whatever the file is called, and refuse names that are not there."""
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.policies["json.dumps_kwargs"] = {"sort_keys": False}  # the order of snippets and parameters is chosen
    return made


def page_router(settings: Settings) -> APIRouter:
    """The routes of the pages."""
    router = APIRouter(include_in_schema=False)
    templates = environment()

    def visualiser(operation: Operation) -> Callable[[Request], Awaitable[HTMLResponse]]:
        async def show(request: Request) -> HTMLResponse:
            return _page(templates, operation, request, settings)

        return show

    def twin(operation: Operation) -> Callable[[Request], Awaitable[State]]:
        async def state(request: Request) -> State:
            return state_of(operation, request, settings)

        return state

    async def docs() -> HTMLResponse:
        return HTMLResponse(templates.get_template("docs.html").render())

    router.add_api_route("/", visualiser(registry()["rearrange"]), methods=["GET", "HEAD"])
    for operation in registry().values():
        router.add_api_route(f"/{operation.name}", visualiser(operation), methods=["GET", "HEAD"])
        router.add_api_route(f"/state/{operation.name}", twin(operation), response_model=State)
    router.add_api_route("/docs", docs, methods=["GET", "HEAD"])
    return router


def _page(templates: Environment, operation: Operation, request: Request, settings: Settings) -> HTMLResponse:
    state = state_of(operation, request, settings)
    answered, problem = state.answer, state.problem
    content = templates.get_template("page.html").render(
        operation=operation_info(operation),
        operations=[operation_info(each) for each in registry().values()],
        presets=[(each.title, address(f"/{operation.name}", each.values)) for each in operation.presets],
        texts={each.name: state.texts.get(each.name, "") for each in operation.parameters},
        answer=answered,
        problem=problem and problem.errors[0],
        rows=_rows(answered) if answered else (),
        state={**state.model_dump(), "example": operation.example, "defaults": defaults_of(operation)},
    )
    return HTMLResponse(content, HTTPStatus.OK if answered else HTTPStatus.UNPROCESSABLE_ENTITY)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table of cells: an output cell, the first input cells that it is made of, and how many more."""

    target: str
    sources: tuple[str, ...]
    more: int


def _rows(answered: Answer) -> list[Row]:
    cells = answered.cells
    return [_row(answered, number, target) for number, target in enumerate(cells.targets)]


def _row(answered: Answer, number: int, target: int) -> Row:
    cells = answered.cells
    listed = [
        (tensor, sources[number * cells.arity + term])
        for term in range(min(cells.arity, _TERMS))
        for tensor, sources in zip(answered.inputs, cells.sources, strict=True)
    ]
    texts = tuple(
        "0, filled in" if cell < 0 else f"{tensor.name}{_digits(cell, tensor.shape)} = {cell}"
        for tensor, cell in listed
    )
    return Row(f"y{_digits(target, answered.output.shape)}", texts, cells.arity - min(cells.arity, _TERMS))


def _digits(position: int, shape: Sequence[int]) -> str:
    """The index of a flat C-order position, in brackets."""
    digits: list[int] = []
    for size in reversed(shape):
        position, digit = divmod(position, size)
        digits.append(digit)
    return f"[{', '.join(map(str, reversed(digits)))}]"
