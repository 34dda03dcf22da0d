"""``/api/v1/round-trip``: a merge followed by an expand; are they inverse, and if not, which order would be?"""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import TypeAdapter

from einscope.core.errors import PatternError
from einscope.core.judge.round_trip import RoundTrip, merge_then_expand
from einscope.core.limits import Limits
from einscope.core.ops import registry
from einscope.settings import Settings
from einscope.web.answers.planned import Planned, planned, reading
from einscope.web.requests.queries import round_trip_model
from einscope.web.server.asked_language import language_of
from einscope.web.server.description import refusals
from einscope.web.server.sending.tagged import tagged_json
from einscope.web.server.threads import ThreadPool
from einscope.web.server.written import Reader, written

_ORDER, _THEN = "order", "then"
_WRITTEN = written(RoundTrip)
_TRIP: TypeAdapter[RoundTrip] = TypeAdapter(_WRITTEN)


def trip_of(asked: Planned, then: str, limits: Limits) -> RoundTrip:
    """A merge, and the expansion that reads the channels in an order of its own.

    Raises:
        PatternError: in the field ``then``, what is wrong with that order; the merge is planned already.
    """
    try:
        return merge_then_expand(asked.request, then, limits, limits.verdict_cells, merged=asked.plan)
    except PatternError as error:
        if error.field == _ORDER:  # as the expansion calls it: here that is the order of the merge
            error.field = _THEN
            error.repair = {_THEN if name == _ORDER else name: text for name, text in error.repair.items()}
        raise


def trip_json(trip: RoundTrip, language: str) -> bytes:
    """What is told of it."""
    return _TRIP.dump_json(trip, context=Reader(language))


def add_round_trip(router: APIRouter, settings: Settings, threads: ThreadPool) -> None:
    """Add the route to the API's router.

    Args:
        router: of the API.
        settings: of the application.
        threads: where cells are counted.
    """
    merge = next(operation for operation in registry().values() if operation.undone_by)

    async def round_trip(request: Request, query: Any) -> Response:
        limits = settings.limits
        given = query.given()
        asked = await threads.weighed(reading(given), planned, merge, given, limits)
        trip = await threads.weighed(asked.work, trip_of, asked, query.then, limits)
        return tagged_json(request, trip_json(trip, language_of(request)))

    round_trip.__annotations__["query"] = Annotated[round_trip_model(merge), Query()]
    router.add_api_route(
        "/round-trip",
        round_trip,
        response_model=_WRITTEN,
        responses=refusals(),
        summary="Merge, then expand",
        description="Takes the parameters of merge, and in `then` the order with which expand reads the channels.",
    )
