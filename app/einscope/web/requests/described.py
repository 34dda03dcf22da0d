"""Routes of the API: described, by short ids, and refused where a parameter is said twice."""

from enum import Enum

from fastapi import APIRouter, Depends

from einscope.web.requests.queries import repeats_refused
from einscope.web.server.description import identified


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
    )
