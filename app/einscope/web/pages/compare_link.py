"""The link from a state to the comparison with the one that it is mistaken for."""

from pydantic import BaseModel, Field

from einscope.settings import Settings
from einscope.web.answers.planned import Planned
from einscope.web.requests.links import address
from einscope.web.requests.view import View


class CompareLink(BaseModel):
    """The state that people mistake this one for, beside it."""

    label: str = Field(description="what is different of it: an order, or composite axes")
    url: str = Field(description="the page with both")


def compare_link(asked: Planned, view: View, settings: Settings) -> CompareLink | None:
    """The comparison that suggests itself; None where there is none."""
    request = asked.request
    suggested = request.operation.counterpart
    other = suggested and suggested(request, asked.plan)
    if other is None:
        return None
    path = f"/{request.operation.name}"
    pair = {"a": address(path, request.texts()), "b": address(path, other.texts)}
    return CompareLink(label=other.label, url=address("/compare", {**pair, **view.spoken()}, settings.public_url))
