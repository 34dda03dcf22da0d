"""The body of an inference as JSON: the list of sources, which is nearly all of it, is read a stretch at a time.

A parser of JSON lets no other thread run until it is through, and that would be a fifth of a second.
"""

import json
import re
from collections.abc import Iterator

import numpy as np
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from einscope.core.errors import PatternError, say
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.map import IntArray
from einscope.web.inference.gather import InferBody

# Within a string these quotes would be escaped, so it is a key wherever it stands.
_BEGIN = re.compile(rb'"sources"[ \t\n\r]*:[ \t\n\r]*\[')
_STRETCH = 2**16  # bytes read at a time: a millisecond
_CUT = -DEFAULT_LIMITS.cells  # stands where the list was: no cell has that number


def read_body(body: bytes | bytearray, most: int) -> tuple[InferBody, IntArray]:
    """What the body says, and its sources.

    Args:
        body: as it was sent.
        most: how many bytes it may have beside the sources.

    Raises:
        RequestValidationError: it is no JSON, or says something else than it should.
        PatternError: ``body-long``.

    >>> read_body(b'{"sources": [1, 0], "input_shape": [2], "output_shape": [2]}', 100)[1]
    array([1, 0])
    """
    lists, rest = _parted(body)
    if len(rest) > most:
        raise PatternError(
            "body-long", say("Apart from the sources, a body may have at most {limit} bytes.", limit=most), field="body"
        )
    arrays = [_numbers(inside) for inside in lists]
    try:
        given = InferBody.model_validate_json(rest)
    except ValidationError as error:
        errors = error.errors(include_url=False, include_context=False, include_input=False)
        raise RequestValidationError([_placed(fault) for fault in errors]) from error
    # Of a key that stands twice the last counts, as everywhere; it may be written in another way, and then be short.
    return given, arrays[-1] if given.sources == [_CUT] else np.array(given.sources, dtype=np.int64)


def _parted(body: bytes | bytearray) -> tuple[list[bytes | bytearray], bytes]:
    """The insides of all lists of sources, and the body without them."""
    lists, rest, start = [], [], 0
    while begins := _BEGIN.search(body, start):
        end = body.find(b"]", begins.end())
        if end < 0:
            break
        lists.append(body[begins.end() : end])
        rest += [body[start : begins.end()], b"%d" % _CUT]
        start = end
    return lists, b"".join([*rest, body[start:]])


def _numbers(inside: bytes | bytearray) -> IntArray:
    """The numbers between the brackets of a list."""
    try:
        arrays = [_stretch(stretch) for stretch in _stretches(inside)]
    except (ValueError, OverflowError, RecursionError) as error:
        raise RequestValidationError([{"type": "int_type", "loc": ("body", "sources")}]) from error
    return np.concatenate(arrays) if arrays else np.empty(0, dtype=np.int64)


def _stretches(inside: bytes | bytearray) -> Iterator[str]:
    """The inside of a list, cut at commas."""
    start = 0
    while start < len(inside):
        comma = inside.find(b",", start + _STRETCH)
        stretch = inside[start : comma if comma >= 0 else len(inside)].decode("ascii")
        if start and not stretch.strip():
            raise ValueError("nothing follows the comma")
        yield stretch
        start = len(inside) if comma < 0 else comma + 1
        if comma >= 0 and start == len(inside):
            raise ValueError("nothing follows the comma")


def _stretch(text: str) -> IntArray:
    numbers = json.loads(f"[{text}]")
    if not set(map(type, numbers)) <= {int} or (numbers and max(map(abs, numbers)) > DEFAULT_LIMITS.cells):
        raise ValueError("not all of them are numbers of cells")
    return np.array(numbers, dtype=np.int64)


def _placed(error: ErrorDetails) -> dict[str, object]:
    """A mistake with its place as FastAPI says it; JSON that is no object has no place in it."""
    return {"type": error["type"] if error["loc"] else "json_invalid", "loc": ("body", *error["loc"])}
