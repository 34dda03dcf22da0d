"""The description of the API: what FastAPI makes of the routes, with every refusal, and without what is never sent."""

from copy import deepcopy
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from einscope.web.server.problem import Problem

_PROBLEM = "application/problem+json"
_CONTENT = {_PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
_WHY = {
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "The body is longer than this server reads.",
    HTTPStatus.UNPROCESSABLE_ENTITY: (
        "Something in the request is wrong; the document says what, where, and what would mend it."
    ),
    HTTPStatus.NOT_IMPLEMENTED: "There is no such format.",
    HTTPStatus.SERVICE_UNAVAILABLE: "Too many pictures are being drawn; Retry-After says when to ask again.",
}


def refusals(*statuses: HTTPStatus, model: type[Problem] = Problem) -> dict[int | str, dict[str, Any]]:
    """How a route describes the problem documents that it may answer.

    Args:
        statuses: beside 422, which every route has; and 413, which each has that takes a body, stands there anyway.
        model: of the documents.
    """
    return {
        int(status): {"model": model, "description": _WHY[status], "content": _CONTENT}
        for status in (HTTPStatus.UNPROCESSABLE_ENTITY, *statuses)
    }


BINARY: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
"""How a file is described."""


def describe(app: FastAPI, home: str) -> None:
    """Make the application describe its problems as problem documents alone.

    Args:
        app: the application.
        home: what absolute links begin with; empty: the server is whoever was asked.
    """

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = get_openapi(
                title=app.title,
                version=app.version,
                summary=app.summary,
                routes=app.routes,
                servers=[{"url": home or "/"}],
            )
            for path in schema["paths"].values():
                for operation in path.values():
                    _completed(operation)
            app.openapi_schema = schema
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def identified(route: APIRoute) -> str:
    """The identifier of a route, which clients that are made of the description call it by: its name alone."""
    return route.name


def _completed(operation: dict[str, Any]) -> None:
    long = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    if "requestBody" in operation:
        operation["responses"][str(int(long))] = {"description": _WHY[long], "content": deepcopy(_CONTENT)}
    for response in operation["responses"].values():
        content = response.get("content", {})
        if _PROBLEM in content:
            response["content"] = {_PROBLEM: deepcopy(content[_PROBLEM])}
