"""``/openapi.json``: the description of the API, with an example of every request and of every refusal."""

import json
from collections.abc import Mapping
from copy import deepcopy
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from einscope.core.questions import questions
from einscope.settings import Settings
from einscope.web.inference.gather import PATH as INFER
from einscope.web.inference.gather import infer_bytes
from einscope.web.pictures.response import too_busy
from einscope.web.problems.asking import reply_to
from einscope.web.problems.table import EXPLAINED, Ask
from einscope.web.server.bounds.garbage import GARBAGE
from einscope.web.server.language import LANGUAGES
from einscope.web.server.sending.tagged import EACH_TIME

_JSON, _PROBLEM = "application/json", "application/problem+json"
_TURNED = Ask(INFER, body='{"sources": [0, 2, 1, 3], "input_shape": [2, 2], "output_shape": [2, 2]}')
_UNSPOKEN = {"lang": "tlh"}
_TELLING = {"rearrange": "size-indivisible", "program": "program-values", "compare": "address-unknown"}
"""The code that says most of what a refusal can say; of others it is the first in the table."""


def described_router(settings: Settings) -> APIRouter:
    """The route of the description; ``settings``: of the application."""
    router = APIRouter(include_in_schema=False)

    @router.get("/openapi.json")
    async def described(request: Request) -> Response:
        state = request.app.state
        if not hasattr(state, "description"):
            schema = await with_examples(request.app, settings)
            state.description = await run_in_threadpool(lambda: json.dumps(schema).encode())
            GARBAGE.leave_out()  # what FastAPI keeps of it
        return Response(state.description, media_type=_JSON, headers=EACH_TIME)

    return router


async def with_examples(app: FastAPI, settings: Settings) -> dict[str, Any]:
    """The description with its examples; the refusals are what the application answers.

    Cost: that of a request for every path and status.
    """
    schema = await run_in_threadpool(lambda: deepcopy(app.openapi()))  # which takes a second
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            await _add(app, path, method, operation, schema, settings)
    return schema


async def _add(
    app: FastAPI, path: str, method: str, operation: dict[str, Any], schema: dict[str, Any], settings: Settings
) -> None:
    texts = request_of(path, settings.public_url)
    for parameter in operation.get("parameters", []):
        if parameter["name"] in texts and method == "get":
            parameter["example"] = texts[parameter["name"]]
    if method == "post":
        operation["requestBody"]["content"][_JSON]["example"] = _body(path, texts, operation, schema)
    for status, response in operation["responses"].items():
        content = response.get("content", {}).get(_PROBLEM)
        if content is not None:
            content["example"] = await _refusal(app, path, method, int(status), settings)


def request_of(path: str, home: str) -> Mapping[str, str]:
    """The parameters of a request that is answered.

    Args:
        path: where.
        home: what absolute links begin with.
    """
    name = _name(path)
    if name in questions():
        return questions()[name].example
    if name == "round-trip":
        return {**questions()["merge"].example, "then": "p1 p2 c"}
    page = "/merge?shape=1,4,4,2"
    others = {
        "compare": {"a": page, "b": f"{page}&order=p1 p2 c"},
        "between": {"from": "1,2,2,4", "to": "1,4,4,1"},
        "oembed": {"url": f"{home}{page}"},
    }
    return others.get(name, {})


def _body(path: str, texts: Mapping[str, str], operation: Mapping[str, Any], schema: Mapping[str, Any]) -> Any:
    """The same as JSON, with lists and objects where the body may have them."""
    if path == INFER:
        return json.loads(_TURNED.body or "")
    described = operation["requestBody"]["content"][_JSON]["schema"]["$ref"].rpartition("/")[2]
    properties = schema["components"]["schemas"][described]["properties"]
    listed = {name: each["examples"][0] for name, each in properties.items() if each.get("examples")}
    return {name: text if isinstance(listed.get(name), str) else listed.get(name, text) for name, text in texts.items()}


async def _refusal(app: FastAPI, path: str, method: str, status: int, settings: Settings) -> Any:
    """What the application answers to a request that it refuses with this status."""
    if status == HTTPStatus.SERVICE_UNAVAILABLE:  # which nobody can ask for
        return json.loads(bytes(too_busy(settings.public_url).body))
    ask, padded = refused(path, method, status), 0
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        padded = 1 + (infer_bytes(settings, _JSON) if path == INFER else settings.body_bytes)
    return (await reply_to(app, ask, LANGUAGES[0], padded)).problem


def refused(path: str, method: str, status: int) -> Ask:
    """A request that is refused with a status.

    >>> refused("/merge.gif", "get", 422).texts
    {'shape': '1,5,4,1'}
    """
    name = _name(path)
    if name == "oembed":
        return Ask(path, {"url": "/nowhere"} | ({"format": "xml"} if status == HTTPStatus.NOT_IMPLEMENTED else {}))
    asked_like = "merge" if name == "round-trip" else name
    told = [EXPLAINED[_TELLING[name]]] if name in _TELLING else EXPLAINED.values()
    alike = (each.example for each in told if each.example and _name(each.example.path) == asked_like)
    ask = next((each for each in alike if each.body is None or method == "post"), None)
    if ask is None:
        return Ask(path, _UNSPOKEN)
    if method == "post":
        return Ask(path, body=ask.body or json.dumps(dict(ask.texts)))
    return Ask(path, ask.texts)


def _name(path: str) -> str:
    """The last part of a path, without what it ends in."""
    return path.rpartition("/")[2].partition(".")[0]
