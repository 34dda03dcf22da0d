"""The link from a state to the comparison with the one that it is mistaken for."""

from pydantic import BaseModel, Field

from einscope.core.errors import say
from einscope.core.judge.difference.filling import fillings
from einscope.settings import Settings
from einscope.web.answers.planned import Planned
from einscope.web.requests.links import address
from einscope.web.requests.view import View
from einscope.web.server.language import translate


class CompareLink(BaseModel):
    """The state that people mistake this one for, beside it."""

    label: str = Field(description="what is different of it: an order, or composite axes")
    url: str = Field(description="the page with both")
    text: str = Field(description="how the ways through their blocks differ; empty where that has no name")


def compare_link(asked: Planned, view: View, settings: Settings) -> CompareLink | None:
    """The comparison that suggests itself; None where there is none."""
    request = asked.request
    suggested = request.operation.counterpart
    other = suggested and suggested(request, asked.plan)
    if other is None:
        return None
    path = f"/{request.operation.name}"
    pair = {"a": address(path, request.texts()), "b": address(path, other.texts)}
    named = say("this one"), say("the other one")
    ways = list(fillings(asked.plan, request.operation.read(other.texts, settings.limits).plan(settings.limits), named))
    return CompareLink(
        label=other.label,
        url=address("/compare", {**pair, **view.spoken()}, settings.public_url),
        text=translate(say(": {clause}.", clause=ways[0]), view.language) if ways else "",
    )
