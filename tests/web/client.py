"""How the tests reach the application: in this process, without a socket."""

import asyncio
import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import httpx
from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

from einscope.core.ops import registry
from einscope.main import create_app
from einscope.settings import Settings

OPERATIONS = tuple(registry())
IN_CODE = {"line", "column", "source", "also", "choices"}
"""What an error in a program says besides."""
PATCH = {"pattern": "b h w (p1 p2 c) -> b (h p1) (w p2) c", "shape": "1,2,2,4", "sizes": "p1=2,p2=2"}
"""The contract's example."""


@cache
def application(settings: Settings) -> FastAPI:
    """The application with these settings; making one takes as long as hundreds of requests."""
    return create_app(settings)


class Client:
    """Sends requests straight into the application. Whatever the application raises, is raised here."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.app = application(settings or Settings())

    def send(self, method: str, path: str, raw_query: bytes | None = None, **options: Any) -> httpx.Response:
        """The response to one request; ``raw_query`` replaces the query, byte for byte."""

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            await self.app(scope if raw_query is None else {**scope, "query_string": raw_query}, receive, send)

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app, raise_app_exceptions=True)
            # trust_env=False: a proxy of the developer's is not asked for this server.
            async with httpx.AsyncClient(transport=transport, base_url="http://server", trust_env=False) as client:
                return await client.request(method, path, **options)

        return asyncio.run(ask())

    def get(self, path: str, params: Mapping[str, str] | None = None, **options: Any) -> httpx.Response:
        """The response to GET."""
        return self.send("GET", path, params=params, **options)

    def post(self, path: str, value: object) -> httpx.Response:
        """The response to POST of a value as JSON; ASCII only, so that lone surrogates can be sent."""
        return self.post_body(path, json.dumps(value))

    def post_body(
        self, path: str, body: str | bytes, content_type: str | None = "application/json", **options: Any
    ) -> httpx.Response:
        """The response to POST of a body as it is."""
        headers = {"content-type": content_type} if content_type is not None else {}
        return self.send("POST", path, content=body, headers=headers, **options)


def strict_json(response: httpx.Response) -> Any:
    """The body as JSON that every parser reads: no NaN, no Infinity."""

    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is not JSON")

    return json.loads(response.content, parse_constant=refuse)


def answer(response: httpx.Response) -> Any:
    """The answer of the API."""
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    return strict_json(response)


def problem(response: httpx.Response, status: int = 422) -> Any:
    """The problem document, checked to be whole."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    document = strict_json(response)
    assert document["status"] == status
    assert document["type"]
    assert document["title"]
    assert document["detail"] == document["errors"][0]["message"]
    for error in document["errors"]:
        assert set(error) - IN_CODE == {"code", "field", "span", "message", "hint", "repair"}
        assert error["code"]
        assert error["message"]
        assert error["span"] is None or 0 <= error["span"][0] <= error["span"][1]
        assert all(isinstance(text, str) for text in error["repair"].values())
    return document
