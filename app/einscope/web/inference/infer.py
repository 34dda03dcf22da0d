"""``POST /api/v1/infer``: a gather array, as JSON or as a .npy file, to the pattern that produces it."""

from collections.abc import Mapping
from math import prod
from types import MappingProxyType
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.exceptions import RequestValidationError

from einscope.core.errors import PatternError, say
from einscope.core.fields import write_sizes
from einscope.core.judge.infer import Inferred, infer
from einscope.core.limits import Limits
from einscope.core.map import IntArray
from einscope.core.ops import registry
from einscope.core.plan import Shape
from einscope.settings import Settings
from einscope.web.inference.gather import NPY, PATH, Found, InferBody, InferQuery, RuledOut, is_npy
from einscope.web.inference.long_list import read_body
from einscope.web.inference.near import Near, near_of
from einscope.web.inference.npy import read_integers
from einscope.web.inference.shapes import shape_of
from einscope.web.requests.described import described_router
from einscope.web.requests.json_bodies import JSON, may_be_json, media_type, misnamed, not_json
from einscope.web.requests.links import links
from einscope.web.server.asked_language import language_of
from einscope.web.server.bounds.bodies import body_of
from einscope.web.server.bounds.memory import MB
from einscope.web.server.description import refusals
from einscope.web.server.language import translate
from einscope.web.server.threads import ThreadPool, unless_gone

_BESIDE = 8 * MB  # what is looked at, at a time
_JSON = 3  # times its length that JSON takes beside itself: as text, and as numbers
# A file may be in Fortran order, and then is copied once.

_TAKEN = say("The body must be {json} or a NumPy file: {npy}.", json=JSON, npy=" or ".join(NPY))


def infer_router(settings: Settings, threads: ThreadPool) -> APIRouter:
    """The route of the inference.

    Args:
        settings: of the application.
        threads: where the array is read.
    """
    router = described_router()
    npy = {"schema": {"type": "string", "format": "binary"}}
    accepted = {
        "required": True,
        "content": {"application/json": {"schema": InferBody.model_json_schema()}, **dict.fromkeys(NPY, npy)},
    }

    @router.post(
        PATH,
        name="infer",
        summary="The pattern that takes every cell from its source",
        responses=refusals(),
        openapi_extra={"requestBody": accepted},
    )
    async def inferred(request: Request, query: Annotated[InferQuery, Query()]) -> Found | RuledOut:
        """The einops pattern or the basic slice that gives these sources, or the first cell that rules it out.

        The body is JSON, or a .npy file of integers whose shape is the output's; then `input_shape` stands in the
        query.
        """
        kind = media_type(request.headers.get("content-type", ""))
        holder = [body_of(request)]  # which the thread takes it out of, so that nobody else keeps it
        cost = _BESIDE + len(holder[0]) * (1 if is_npy(kind) else _JSON)
        working = threads.run(_answer, kind, holder, query, settings, language_of(request), cost=cost)
        return await unless_gone(request, working)

    return router


def _answer(
    kind: str, holder: list[bytearray], query: InferQuery, settings: Settings, language: str
) -> Found | RuledOut:
    body = holder.pop()
    if is_npy(kind):
        array = read_integers(body, settings.limits)
        input_shape = _shape("input_shape", query.input_shape, None, settings.limits)
        output_shape = _shape("output_shape", query.output_shape, array.shape, settings.limits)
    elif may_be_json(kind):
        _refuse_shapes(query)
        given, array = _read(body, kind, settings)
        input_shape, output_shape = tuple(given.input_shape), tuple(given.output_shape)
    else:
        raise not_json(_TAKEN)
    inferred = infer(array, input_shape, output_shape, settings.limits)
    return answer_of(inferred, array, input_shape, output_shape, settings, language)


def _read(body: bytearray, kind: str, settings: Settings) -> tuple[InferBody, IntArray]:
    """What a body in JSON says, and its sources."""
    try:
        return read_body(body, settings.body_bytes)
    except RequestValidationError as error:
        if misnamed(kind, error):
            raise not_json(_TAKEN) from error
        raise


def answer_of(
    inferred: Inferred,
    sources: IntArray,
    input_shape: Shape,
    output_shape: Shape,
    settings: Settings,
    language: str,
    above: Mapping[str, str] = MappingProxyType({}),
) -> Found | RuledOut:
    """What is said of an inference.

    Args:
        inferred: of these sources.
        sources: of the output's cells, in C order.
        input_shape: of the input.
        output_shape: of the output.
        settings: of the application.
        language: of sentences.
        above: what links say beside the state.
    """
    if inferred.found:
        return _found(inferred, input_shape, settings)
    near = near_of(sources, input_shape, output_shape, language, settings, dict(above))
    return _ruled_out(inferred, output_shape, language, near)


def _refuse_shapes(query: InferQuery) -> None:
    for name, value in query:
        if value is not None:
            message = say("In a JSON request, the shapes belong in the body.")
            raise PatternError("parameter-unknown", message, field=name)


def _shape(name: str, text: str | None, otherwise: Shape | None, limits: Limits) -> Shape:
    """A shape from the query."""
    if text is not None:
        return shape_of(name, text, limits)
    if otherwise is None:
        hint = say("write it into the query, for example ?input_shape=4,4")
        raise PatternError("parameter-missing", say("The parameter '{name}' is missing.", name=name), None, name, hint)
    return otherwise


def _found(inferred: Inferred, input_shape: Shape, settings: Settings) -> Found:
    texts = {
        "pattern": inferred.pattern or "",
        "shape": ",".join(map(str, input_shape)),
        "sizes": write_sizes(inferred.sizes),
    }
    texts = {name: text for name, text in texts.items() if text or name != "sizes"}
    return Found.model_validate(
        {
            "op": inferred.op,
            "pattern": inferred.pattern,
            "sizes": dict(inferred.sizes),
            "expression": inferred.expression,
            "then": inferred.then,
            "links": links(inferred.op, texts, {}, settings.public_url) if inferred.op in registry() else None,
        }
    )


def _ruled_out(inferred: Inferred, output_shape: Shape, language: str, near: Near | None) -> RuledOut:
    cell = inferred.cell or 0
    index = [cell // prod(output_shape[axis + 1 :]) % size for axis, size in enumerate(output_shape)]
    reason = translate(inferred.reason, language) if inferred.reason else ""
    return RuledOut(cell=cell, index=index, reason=reason, nearest=near)
