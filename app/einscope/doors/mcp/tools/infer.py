"""``infer``: from where cells came back to the pattern that moved them."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from einscope.core.errors import say
from einscope.core.fields import write_sizes
from einscope.core.judge.infer import Inferred, infer
from einscope.core.ops import registry
from einscope.core.plan import Shape
from einscope.doors.mcp.told import Asker, Told
from einscope.doors.mcp.tool import Given, Tool, refuse_unknown
from einscope.render.text.inferred import inferred_text
from einscope.render.text.width import plain
from einscope.web.answers.planned import planned
from einscope.web.inference.gather import InferBody
from einscope.web.inference.infer import answer_of
from einscope.web.requests.view import View
from einscope.web.server.language import translate
from einscope.web.texts.operation import operation_told

_SHAPE = {"type": "array", "items": {"type": "integer", "minimum": 0}}


def _answer(given: Given, asker: Asker) -> Told:
    refuse_unknown(given, INFER.schema["properties"])
    body = InferBody.model_validate({name: value for name, value in given.items() if name != "lang"})
    before, after = tuple(body.input_shape), tuple(body.output_shape)
    sources = np.array(body.sources, dtype=np.int64)
    found = infer(sources, before, after, asker.settings.limits)
    said = answer_of(found, sources, before, after, asker.settings, asker.language, asker.spoken)
    structured = said.model_dump(mode="json")
    links: dict[str, str | None] = structured.get("links") or {}
    if links:
        links = structured["links"] = {name: links[name] for name in ("page", "svg", "png", "api")}
    head = inferred_text(found, structured.get("index", []), asker.pen())
    if near := structured.get("nearest"):
        return Told(asker.fitted(lambda how: _near(near, asker), near["links"], f"{head}\n"), structured)
    return Told(_explained(head, found, before, asker, links), structured)


def _explained(head: str, found: Inferred, before: Shape, asker: Asker, links: Mapping[str, str | None]) -> str:
    """What was found, and what it does; of a slice, and where nothing was found, there is no more to say."""
    if found.op not in registry():
        return head
    texts = {"pattern": found.pattern, "shape": ",".join(map(str, before)), "sizes": write_sizes(found.sizes)}
    asked = planned(registry()[found.op], texts, asker.settings.limits)
    view, settings = View(language=asker.language, asked=asker.asked, usual=0), asker.narrow()
    return asker.fitted(lambda how: operation_told(asked, view, settings, how), links, f"{head}\n")


def _near(near: Mapping[str, Any], asker: Asker) -> str:
    """The nearest pattern of those that were tried."""
    title = translate(say("The nearest of the patterns that were tried"), asker.language)
    return f"{title}\n{plain(near['text'])}\n{plain(near['sentence'])}\n"


INFER = Tool(
    "infer",
    "Infer a pattern",
    "The einops pattern or the slice that takes every cell from these sources, or the first cell that shows there is "
    "none, and the nearest pattern. To ask about a layer, run it on numpy.arange(n) in the input's shape and give what "
    "comes out.",
    {
        "sources": {
            "type": "array",
            "items": {"type": "integer"},
            "description": "for every output cell, in C order, the flat input position it comes from; -1: none",
            "examples": [[0, 3, 1, 4, 2, 5]],
        },
        "input_shape": {**_SHAPE, "examples": [[2, 3]]},
        "output_shape": {**_SHAPE, "examples": [[3, 2]]},
    },
    ("sources", "input_shape", "output_shape"),
    _answer,
)
