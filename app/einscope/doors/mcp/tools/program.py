"""``program``: tensor code, line by line."""

import json
from dataclasses import asdict
from typing import Any

from pydantic import TypeAdapter

from einscope.core.program import question as core
from einscope.doors.mcp.told import LISTED, Asker, Told
from einscope.doors.mcp.tool import Given, Tool, refuse_unknown, text
from einscope.web.program.answer import WRITTEN_PROGRAM, ProgramAnswer, program_answer
from einscope.web.program.parameters import ProgramBody, own_texts
from einscope.web.requests.view import View
from einscope.web.texts.program import program_told

_WRITTEN: TypeAdapter[ProgramAnswer] = TypeAdapter(WRITTEN_PROGRAM)
_TENSOR = {"name", "shape", "line"}
_FIELDS: dict[str, Any] = {
    **dict.fromkeys(("op", "entries", "outputs", "cells", "verdict", "same", "alike", "changes", "ruled_out"), True),
    **dict.fromkeys(("notes", "library", "ambiguous", "output"), True),
    "inputs": {"__all__": _TENSOR},
    "tensors": {"__all__": _TENSOR},
    "links": {"page", "svg", "png"},
}


def _answer(given: Given, asker: Asker) -> Told:
    refuse_unknown(given, PROGRAM.schema["properties"])
    body = ProgramBody.model_validate(given)
    question = core.asked(own_texts(body), asker.settings.limits)
    view, settings = View(language=asker.language, asked=asker.asked, usual=LISTED), asker.narrow()
    program = question.run(asker.settings.limits)
    said = program_answer(question, program, body.step, view, settings)
    structured = json.loads(_WRITTEN.dump_json(said, context=view.reader(settings.public_url), include=_FIELDS))
    links = asdict(said.links)
    told = asker.fitted(lambda how: program_told(question, program, body.step, view, settings, how), links)
    return Told(told, structured)


PROGRAM = Tool(
    "program",
    "Trace tensor code",
    "Reads tensor code (NumPy, torch, JAX, TensorFlow, Keras, MLX, Paddle or MXNet spelling; statements, a def or an "
    "nn.Module) without running it, and tells where every cell of the result comes from, which single einops pattern "
    "does the same or which cell rules one out, and the shape of every tensor on the way.",
    {
        "code": text("the code"),
        "shape": text("shapes of the tensors that come in, by name", example="x:1,4,4,2;y:3"),
        "values": text("names that the code does not define, with values", example="self.dim_scale=2,size=(2 3)"),
        "library": text("whose meanings methods have; default: what the code says"),
        "entry": text("the function, class or method that is run, where there are several"),
        "output": text("which of several results is meant"),
        "step": {"type": "integer", "minimum": 0, "description": "which assigned tensor is shown, default the last"},
    },
    ("code",),
    _answer,
)
