"""What a page says of a merge and the usual expansion after it, and of an expansion and the usual merge before it."""

from pydantic import BaseModel, Field

from einscope.core.errors import say
from einscope.core.judge.round_trip import merge_then_expand
from einscope.core.ops import registry
from einscope.settings import Settings
from einscope.web.answers.planned import Planned
from einscope.web.requests.links import address
from einscope.web.requests.view import View
from einscope.web.server.language import translate


class Together(BaseModel):
    """A merge and an expansion after it, in a sentence."""

    text: str
    pattern: str | None = Field(description="both as one pattern; null: there is none")
    inverse: bool | None = Field(description="every cell comes home; null: not known")
    inverse_order: str = Field(description="the order with which expand undoes the merge")
    url: str | None = Field(description="the visualiser with both as one pattern")


def together(asked: Planned, view: View, settings: Settings) -> Together | None:
    """The other half of a round trip, for the page of either half; None for any other operation.

    Raises:
        PatternError: as :func:`einscope.core.judge.round_trip.merge_then_expand`.
    """
    limits, request = settings.limits, asked.request
    if request.operation.undone_by:
        merging, order, usual = request, "", say("This merge, then the usual expand")
        plans = {"merged": asked.plan}
    elif request.operation.undoes:
        shape = ",".join(map(str, asked.plan.output.shape))
        texts = {name: text for name, text in request.texts().items() if name != "order"} | {"shape": shape}
        merging = registry()[request.operation.undoes].read(texts, limits)
        order, usual = asked.plan.meant["order"], say("The usual merge, then this expand")
        plans = {"expanded": asked.plan}
    else:
        return None
    trip = merge_then_expand(merging, order, limits, limits.verdict_cells, **plans)
    shape = merging.texts()["shape"]
    sizes = ",".join(f"{name}={size}" for name, size in trip.sizes.items())
    pattern = {"pattern": trip.pattern, "shape": shape} if trip.pattern else None
    if pattern and sizes:
        pattern["sizes"] = sizes
    return Together(
        text=translate(say("{which}: {what}", which=usual, what=trip.what), view.language),
        pattern=trip.pattern,
        inverse=trip.inverse,
        inverse_order=trip.inverse_order,
        url=None if pattern is None else address(f"/{trip.op}", {**pattern, **view.spoken()}, settings.public_url),
    )
