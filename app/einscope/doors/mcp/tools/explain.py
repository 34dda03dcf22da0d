"""``explain``: one operation, from the formula to where every cell goes."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from einscope.core.errors import PatternError, say
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.operation import Operation
from einscope.core.ops import registry
from einscope.doors.mcp.told import LISTED, Asker, Told
from einscope.doors.mcp.tool import Given, Tool, choices, refuse_unknown, text
from einscope.doors.meant import meant
from einscope.web.answers.answer import answer_json
from einscope.web.answers.planned import planned
from einscope.web.requests.parameters import JsonParameters
from einscope.web.requests.queries import body_model, example_of, texts
from einscope.web.requests.view import DEFAULT_COUNT, View
from einscope.web.texts.operation import operation_told

_FIELDS = ("op", "request", "pattern", "sizes", "output", "cells", "verdict", "code")
_LINKS = ("page", "svg", "png", "api")
_SHOWN = {
    "data": text("numbers of the input's cells, to see values instead of positions", example="[[1,2],[3,4]]"),
    "start": {"type": "integer", "minimum": 0, "description": "first output cell listed, default 0"},
    "count": {
        "type": "integer",
        "minimum": 0,
        "maximum": DEFAULT_COUNT,
        "description": f"how many output cells are listed with their sources, default {LISTED}",
    },
    "fields": text(f"fields of the JSON, default {','.join(_FIELDS)}; also formula, steps, axes, inputs, scene"),
}


def _described() -> dict[str, Any]:
    """The parameters of all operations, each once."""
    takers: dict[str, list[Operation[Any]]] = {}
    for operation in registry().values():
        for parameter in operation.parameters:
            takers.setdefault(parameter.name, []).append(operation)
    return {name: _schema(name, by) for name, by in takers.items()}


def _schema(name: str, takers: Sequence[Operation[Any]]) -> dict[str, Any]:
    """The schema of a parameter, with who takes it, and what it means to whom."""
    by = [(each, next(own for own in each.parameters if own.name == name)) for each in takers]
    parameter = by[0][1]
    meanings = dict.fromkeys(str(own.summary) for _, own in by)
    said = [
        f"{', '.join(each.name for each, own in by if str(own.summary) == meaning)}: {meaning}" for meaning in meanings
    ]
    either = [choice for choice in parameter.form.choices if choice]
    return text("; ".join(said), *either, example=example_of(takers[0], parameter) or "")


def _answer(given: Given, asker: Asker) -> Told:
    operation = _operation(given)
    own = {parameter.name for parameter in operation.parameters}
    refuse_unknown(given, [name for name in EXPLAIN.schema["properties"] if name in own or name not in _OWN])
    body = body_model(operation).model_validate({name: value for name, value in given.items() if name != "op"})
    asked = planned(operation, texts(body.given()), asker.settings.limits)
    view, settings = _view(body, asker), asker.narrow()
    names = body.names() or ",".join(_FIELDS)
    structured = json.loads(answer_json(asked, view, settings, f"{names},links"))
    links = structured["links"] = {name: structured["links"][name] for name in _LINKS}
    return Told(asker.fitted(lambda how: operation_told(asked, view, settings, how), links), structured)


def _operation(given: Given) -> Operation[Any]:
    """The operation that is named, or that a pattern is of.

    Raises:
        PatternError: neither is there.
    """
    name, pattern = given.get("op"), given.get("pattern")
    if name is None and isinstance(pattern, str):
        name = meant(pattern, "reduction" in given)
    hint = choices(registry())
    if name is None:
        raise PatternError(
            "parameter-missing", say("The parameter '{name}' is missing.", name="op"), field="op", hint=hint
        )
    if not isinstance(name, str) or name not in registry():
        message = say("The value of '{name}' has the wrong type or is out of range.", name="op")
        raise PatternError("value-invalid", message, field="op", hint=hint)
    return registry()[name]


def _view(body: JsonParameters, asker: Asker) -> View:
    """How it is shown: a few cells, checked by another library."""
    view = replace(body.how(asker.language), asked=asker.asked, check=True, count=None)
    listed = min(body.count, DEFAULT_COUNT) if "count" in body.model_fields_set else LISTED
    return replace(view, usual=listed, data_cells=DEFAULT_LIMITS.data_query_cells)


def _examples() -> Iterator[str]:
    for operation in registry().values():
        if "pattern" not in operation.example:
            yield operation.name


_OWN = _described()
EXPLAIN = Tool(
    "explain",
    "Explain an operation",
    "Where every cell of a tensor goes in an einops pattern, an einsum, patch merging or expanding, sliding windows or "
    "a cyclic shift: formula, steps, verdict (anything lost, doubled or moved; its inverse), code for einops, NumPy, "
    "torch and JAX, a grid of cells, links to page and picture. Needs a pattern and a shape, or "
    f"op ({', '.join(_examples())}) and its parameters.",
    {"op": text("the operation; left out, the one that the pattern is of", *registry()), **_OWN, **_SHOWN},
    ("shape",),
    _answer,
)
