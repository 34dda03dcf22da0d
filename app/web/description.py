"""The description of the API: what FastAPI makes of the routes, without what is never sent."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

_PROBLEM = "application/problem+json"


def describe(app: FastAPI) -> None:
    """Make the application describe its problems as problem documents alone."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = get_openapi(title=app.title, version=app.version, summary=app.summary, routes=app.routes)
            for path in schema["paths"].values():
                for operation in path.values():
                    _without_plain_json(operation["responses"])
            app.openapi_schema = schema
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _without_plain_json(responses: dict[str, Any]) -> None:
    for response in responses.values():
        content = response.get("content", {})
        if _PROBLEM in content:
            response["content"] = {_PROBLEM: content[_PROBLEM]}
