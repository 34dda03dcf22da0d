"""``/api/v1/round-trip``: a merge followed by an expand; are they inverse, and if not, which order would be?"""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from app.core.ops import registry
from app.core.round_trip import merge_then_expand
from app.settings import Settings
from app.web.models import RoundTrip
from app.web.queries import round_trip_model


def add_round_trip(router: APIRouter, settings: Settings, responses: dict[int | str, dict[str, Any]]) -> None:
    """Add the route to the API's router.

    Args:
        router: of the API.
        settings: of the application.
        responses: what every route documents.
    """
    merge = registry()["merge"]

    def round_trip(query: Any) -> RoundTrip:
        limits = settings.limits
        request = merge.read(query.given(), limits)
        return RoundTrip.model_validate(merge_then_expand(request.values, query.then, limits, limits.verdict_cells))

    round_trip.__annotations__["query"] = Annotated[round_trip_model(merge), Query()]
    router.add_api_route(
        "/round-trip",
        round_trip,
        response_model=RoundTrip,
        responses=responses,
        summary="Merge, then expand",
        description="Takes the parameters of merge, and in `then` the order with which expand reads the channels.",
    )
