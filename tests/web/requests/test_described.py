"""A route of the API that reads its query itself reads it as FastAPI would, and refuses it in the same words."""

from typing import Annotated, Any
from urllib.parse import urlencode

import pytest
from fastapi import Depends, FastAPI, Query
from fastapi.responses import Response
from fastapi.routing import APIRoute
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from einscope.main import create_app
from einscope.settings import Settings
from einscope.web.requests.described import QueryReader, QueryRoute
from einscope.web.requests.queries import repeats_refused
from einscope.web.server.problems import handle_problems
from tests.web.anything import TEXTS
from tests.web.client import Client

ROUTES = [each for each in create_app(Settings()).routes if isinstance(each, QueryRoute)]
MODELS = {route.path: route.app.model for route in ROUTES if isinstance(route.app, QueryReader)}
BY_FASTAPI = {
    "/oembed": "its endpoint answers with what FastAPI writes down",
    "/api/v1/infer": "so does this one, and it has a body",
    "/api/v1/operations": "its endpoint takes one parameter, not a model",
}


def test_a_route_that_takes_a_query_reads_it_itself() -> None:
    taken = {route.path for route in ROUTES if route.dependant.query_params}
    assert taken - set(MODELS) == set(BY_FASTAPI)


def shown_by(model: type[BaseModel]) -> Any:
    """An endpoint that shows what it was given."""

    async def show(query: Any) -> Response:
        return Response(repr(query))

    show.__annotations__["query"] = Annotated[model, Query()]
    return show


@pytest.fixture(scope="module")
def both() -> Client:
    """Each query twice: below ``/ours`` as our routes read it, below ``/theirs`` as FastAPI does."""
    client = Client()
    client.app = FastAPI()
    handle_problems(client.app, "https://example.org")
    for path, model in MODELS.items():
        for kind, start in ((QueryRoute, "/ours"), (APIRoute, "/theirs")):
            route = kind(start + path, shown_by(model), dependencies=[Depends(repeats_refused)])
            assert isinstance(route.app, QueryReader) == (kind is QueryRoute)
            client.app.router.routes.append(route)
    return client


NAMES = sorted({name for model in MODELS.values() for name in model.model_fields})
GOOD = ["h w -> w h", "2,3", "h=2", "0", "1", "2", "1.5", "zh", "en", "first", "4096"]
_PAIRS = st.tuples(
    st.sampled_from(NAMES) | st.sampled_from(["", "utm_source"]) | st.text(max_size=3),
    st.sampled_from(GOOD) | st.sampled_from([*GOOD, *TEXTS]),
)
# Most say a parameter once: what is said twice is refused before it is read.
_ONCE = st.lists(_PAIRS, max_size=6, unique_by=lambda pair: pair[0])
QUERIES = _ONCE | _ONCE.map(lambda pairs: [each for each in pairs if each[0] in NAMES]) | st.lists(_PAIRS, max_size=3)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(path=st.sampled_from(sorted(MODELS)), query=QUERIES, whole=st.booleans(), language=st.sampled_from(["en", "zh"]))
def test_a_query_is_read_both_ways_alike(
    both: Client, path: str, query: list[tuple[str, str]], whole: bool, language: str
) -> None:
    needed = [(name, "2,3") for name, field in MODELS[path].model_fields.items() if field.is_required()] * whole
    texts = [*(each for each in needed if each[0] not in dict(query)), *query]
    asked, headers = urlencode(texts, errors="replace").encode(), {"accept-language": language}
    ours, theirs = (both.send("GET", f"{start}{path}", asked, headers=headers) for start in ("/ours", "/theirs"))
    assert (ours.status_code, ours.content) == (theirs.status_code, theirs.content)
