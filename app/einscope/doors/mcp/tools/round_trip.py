"""``round_trip``: patch merging and the expanding after it."""

import json

from pydantic import ConfigDict

from einscope.core.ops import registry
from einscope.doors.mcp.told import Asker, Told
from einscope.doors.mcp.tool import Given, Tool, refuse_unknown, text
from einscope.doors.mcp.tools.compare import links_of
from einscope.render.text.round_trip import round_trip_text
from einscope.web.answers.planned import planned
from einscope.web.answers.round_trip import trip_json, trip_of
from einscope.web.requests.links import address
from einscope.web.requests.parameters import RoundTripParameters
from einscope.web.requests.queries import model, texts

_MERGE = next(operation for operation in registry().values() if operation.undone_by)
_THEN = "then"


class _Parameters(RoundTripParameters):
    """A merge and the expansion after it as JSON."""

    model_config = ConfigDict(strict=True)


_MODEL = model(_MERGE, "RoundTripBody", _Parameters, lambda form: form.json)


def _answer(given: Given, asker: Asker) -> Told:
    refuse_unknown(given, ROUND_TRIP.schema["properties"])
    body = _MODEL.model_validate({name: value for name, value in given.items() if name != "lang"})
    own, limits = texts(body.given()), asker.settings.limits
    asked = planned(_MERGE, own, limits)
    trip = trip_of(asked, body.then, limits)
    structured = json.loads(trip_json(trip, asker.language))
    back: dict[str, str] = {name: own[name] for name in ("factor", "channels") if name in own}
    back |= {"shape": ",".join(map(str, asked.plan.output.shape))} | ({"order": body.then} if body.then else {})
    merge, expand = address(f"/{_MERGE.name}", own), address(f"/{_MERGE.undone_by}", back)
    links = links_of(merge, expand, asker)
    return Told(round_trip_text(trip, asker.pen()) + asker.below(links), {**structured, "links": links})


ROUND_TRIP = Tool(
    "round_trip",
    "Merge, then expand",
    "Whether patch expanding undoes patch merging: how many cells are misplaced, cropped or padded, which order of the "
    "channels would undo it, and both as one pattern. Shapes agree even where cells do not.",
    {
        **{
            parameter.name: text(str(parameter.summary), *filter(None, parameter.form.choices))
            for parameter in _MERGE.parameters
        },
        _THEN: text("order of the channels as expand reads them, default p1 p2 c", example="p1 p2 c"),
    },
    ("shape",),
    _answer,
)
