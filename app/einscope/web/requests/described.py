"""Routes of the API: described, by short ids, and refused where a parameter is said twice."""

from collections.abc import Awaitable, Callable
from enum import Enum
from inspect import iscoroutinefunction, signature
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError
from starlette.types import Receive, Scope, Send

from einscope.web.requests.json_bodies import JsonRoute
from einscope.web.requests.queries import refuse_repeated, repeats_refused
from einscope.web.server.description import identified


class QueryRoute(JsonRoute):
    """A route that reads its query itself, where a model of that is all that its endpoint takes.

    FastAPI asks of every field of a model, at each request, what it is called and what it may hold, which took longer
    than a short answer does. pydantic knows that beforehand. What is described, and what is refused in which words, is
    the same.
    """

    def __init__(self, path: str, endpoint: Callable[..., Any], **described: Any) -> None:
        super().__init__(path, endpoint, **described)
        model = _model(self)
        if model is not None:
            self.app = QueryReader(
                endpoint, model, self.dependant.query_params[0].name, self.dependant.request_param_name
            )


class QueryReader:
    """The endpoint as an application that gives it a query, read."""

    def __init__(
        self, endpoint: Callable[..., Awaitable[Response]], model: type[BaseModel], query: str, request: str | None
    ) -> None:
        """Answer by an endpoint.

        Args:
            endpoint: that answers.
            model: of its query.
            query: what it calls that.
            request: what it calls the request; None: it is not given any.
        """
        self.endpoint = endpoint
        self.model = model
        self.query = query
        self.request = request

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; what is raised becomes an answer further out."""
        request = Request(scope, receive, send)
        refuse_repeated(request)
        given: dict[str, Any] = {self.query: self._read(request)}
        if self.request:
            given[self.request] = request
        response = await self.endpoint(**given)
        await response(scope, receive, send)

    def _read(self, request: Request) -> BaseModel:
        try:
            return self.model.model_validate(dict(request.query_params))
        except ValidationError as error:
            faults = error.errors(include_url=False)
            raise RequestValidationError([{**fault, "loc": ("query", *fault["loc"])} for fault in faults]) from error


def _model(route: APIRoute) -> type[BaseModel] | None:
    """The model of a query, where an endpoint takes nothing else but the request, and answers with a response."""
    taken, endpoint = route.dependant, route.endpoint
    others = (*taken.path_params, *taken.header_params, *taken.cookie_params, *taken.body_params)
    answers = signature(endpoint).return_annotation
    kinds = [each.field_info.annotation for each in taken.query_params]
    if others or len(kinds) != 1 or not (isinstance(kinds[0], type) and issubclass(kinds[0], BaseModel)):
        return None
    if any(each.call is not repeats_refused for each in taken.dependencies) or not iscoroutinefunction(endpoint):
        return None
    return kinds[0] if isinstance(answers, type) and issubclass(answers, Response) else None


def described_router(prefix: str = "", *tags: str | Enum) -> APIRouter:
    """A router for them.

    Args:
        prefix: that their paths begin with.
        tags: that the description puts them under.
    """
    return APIRouter(
        prefix=prefix,
        tags=[*tags],
        dependencies=[Depends(repeats_refused)],
        generate_unique_id_function=identified,  # here, since routes are taken as they are
        route_class=QueryRoute,
    )
