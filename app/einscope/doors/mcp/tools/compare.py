"""``compare``: two operations or programs side by side."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import ConfigDict, ValidationError

from einscope.core.errors import PatternError, say
from einscope.core.ops import registry
from einscope.core.program.question import PROGRAM
from einscope.doors.mcp.told import Asker, Told
from einscope.doors.mcp.tool import Given, Tool, choices, refuse_unknown
from einscope.doors.meant import meant
from einscope.web.addresses.compare_api import comparison_json
from einscope.web.addresses.differing import differing
from einscope.web.addresses.linked import linked
from einscope.web.program.parameters import ProgramBody, own_texts
from einscope.web.requests.links import address, passed_on
from einscope.web.requests.parameters import OwnParameters
from einscope.web.requests.queries import model, texts
from einscope.web.server.problems import fault_of
from einscope.web.texts.comparison import comparison_told

_LINKS = {"page": "", "svg": ".svg", "png": ".png"}
_SIDE = {
    "type": ["object", "string"],
    "description": "op and its parameters as of explain, or code, shape and values as of program; or a page's address",
    "examples": [{"op": "merge", "shape": "1,4,4,1"}],
}


class _Parameters(OwnParameters):
    """An operation's own parameters as JSON."""

    model_config = ConfigDict(strict=True)


def links_of(a: str, b: str, asker: Asker) -> dict[str, str | None]:
    """Where two addresses are seen side by side; none where that would be too long for an address."""
    settings, pair = asker.settings, {"a": a, "b": b, **asker.spoken}
    links = {name: address(f"/compare{ending}", pair, settings.public_url) for name, ending in _LINKS.items()}
    whole = len(links["page"]) - len(settings.public_url) <= settings.query_bytes
    return {name: link if whole else None for name, link in links.items()}


def _answer(given: Given, asker: Asker) -> Told:
    refuse_unknown(given, COMPARE.schema["properties"])
    a, b = (_address(given.get(name), name) for name in ("a", "b"))
    settings, most = asker.narrow(), asker.settings.body_bytes
    left, right = (linked(side, name, settings, most) for name, side in (("a", a), ("b", b)))
    structured = json.loads(comparison_json(differing(left, right), asker.language))
    links = links_of(passed_on(left.state.address), passed_on(right.state.address), asker)
    told = asker.fitted(lambda how: comparison_told(a, b, asker.language, settings, most, how), links)
    return Told(told, {**structured, "links": links})


def _address(side: object, name: str) -> str:
    """The address of a side.

    Raises:
        PatternError: it is neither an address nor parameters.
    """
    if isinstance(side, str):
        return side
    if side is None:
        raise PatternError("parameter-missing", say("The parameter '{name}' is missing.", name=name), field=name)
    if not isinstance(side, Mapping):
        message = say("The value of '{name}' has the wrong type or is out of range.", name=name)
        raise PatternError("value-invalid", message, field=name)
    try:
        return _written(side)
    except PatternError as error:
        raise PatternError(error.code, error.message, field=name, hint=error.hint) from error
    except ValidationError as error:
        [first, *_] = error.errors(include_url=False, include_context=False, include_input=False)
        code, _, message = fault_of({**first, "loc": (name, *first["loc"])})
        raise PatternError(code, message, field=name) from error


def _written(side: Mapping[str, Any]) -> str:
    own = {key: value for key, value in side.items() if key != "op"}
    pattern = own.get("pattern")
    op = side.get("op") or (PROGRAM.name if "code" in own else meant(pattern if isinstance(pattern, str) else ""))
    if op == PROGRAM.name:
        refuse_unknown(own, [parameter.name for parameter in PROGRAM.parameters])
        written = own_texts(ProgramBody.model_validate(own))
        return address(f"/{op}", {key: text for key, text in written.items() if text})
    if op not in registry():
        hint = choices([*registry(), PROGRAM.name])
        message = say("The value of '{name}' has the wrong type or is out of range.", name="op")
        raise PatternError("value-invalid", message, field="op", hint=hint)
    refuse_unknown(own, [parameter.name for parameter in registry()[op].parameters])
    parameters = model(registry()[op], "Side", _Parameters, lambda form: form.json)
    return address(f"/{op}", texts(parameters.model_validate(own).given()))


COMPARE = Tool(
    "compare",
    "Compare two",
    "Whether two operations or programs put the same cells in the same places; if not, how many cells come from "
    "elsewhere, the first that does, whether it is another order of the parts of one axis, whether the second undoes "
    "the first, and which change of one order mends the second.",
    {"a": _SIDE, "b": _SIDE},
    ("a", "b"),
    _answer,
)
