"""What a layer made of numbered cells, as people paste it: to sources and shapes, or to what is wrong with it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import prod

import numpy as np

from einscope.core.errors import PatternError, Sentence, Span, say
from einscope.core.fields import DataText
from einscope.core.fields.data import Numbers
from einscope.core.judge.infer import infer
from einscope.core.limits import Limits
from einscope.core.map import NO_SOURCE, IntArray
from einscope.core.ops import registry
from einscope.core.plan import Shape
from einscope.web.inference.shapes import shape_of

_SCIENTIFIC = re.compile(r"\d(?:\.(\d*))?[eE]\+?(\d{1,3})\b")
OWN: Shape = (1, 2, 2, 4)
"""The shape that the lines of the page number cells of, where none is typed."""
_COUNTED = say("number the cells from 0, and take out what computes new values")


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was pasted.

    Args:
        sources: of the output's cells, in C order.
        before: the shape of the input.
        after: that of the output.
    """

    sources: IntArray
    before: Shape
    after: Shape


def read(texts: Mapping[str, str], limits: Limits) -> Pasted:
    """Read ``sources``, ``input_shape`` and ``output_shape``.

    Raises:
        PatternError: in one of these fields.

    Cost: O(length).

    >>> read({"sources": "tensor([[0., 2.], [1., 3.]])", "input_shape": "2,2"}, Limits()).after
    (2, 2)
    """
    text = texts.get("sources", "")
    numbers = _only(DataText().read(text, "sources", limits))
    if len(numbers.entries) > limits.data_cells:
        message = say("At most {limit} cells can be pasted.", limit=limits.data_cells)
        hint = say("a smaller tensor of the same kind has the same pattern")
        raise PatternError("cells-limit", message, numbers.span, "sources", hint)
    _refuse_rounded(text)
    sources = np.array([_whole(cell, entry, numbers) for cell, entry in enumerate(numbers.entries)], dtype=np.int64)
    after = _after(texts.get("output_shape", ""), numbers, limits)
    return Pasted(sources, _before(texts.get("input_shape", ""), sources, after, limits), after)


def _only(given: tuple[Numbers, ...]) -> Numbers:
    if not given or not given[0].entries:
        hint = say("paste what print(y.tolist()) says")
        raise PatternError("sources-empty", say("There are no numbers here."), None, "sources", hint)
    if len(given) > 1:
        message = say("There are {count} tensors here; paste one.", count=len(given))
        raise PatternError("sources-several", message, given[1].span, "sources")
    return given[0]


def _refuse_rounded(text: str) -> None:
    """Refuse numbers of which not all digits were printed: another cell may be meant."""
    for match in _SCIENTIFIC.finditer(text):
        if len(match[1] or "") < int(match[2]):
            message = say("'{number}' was rounded when it was printed, so it may be another cell.", number=match[0])
            hint = say("paste what print(y.tolist()) says")
            raise PatternError("sources-rounded", message, Span(*match.span()), "sources", hint)


def _whole(cell: int, entry: object, numbers: Numbers) -> int:
    """The number of a cell."""
    if isinstance(entry, int | float) and not isinstance(entry, bool) and entry == int(entry) and abs(entry) < 2**53:
        return int(entry)
    raise PatternError("sources-not-integers", _no_cell(cell, entry), numbers.span, "sources", _COUNTED)


def _no_cell(cell: int, value: object) -> Sentence:
    return say("Cell {cell} is {value}, which is the number of no cell.", cell=cell, value=value)


def _after(text: str, numbers: Numbers, limits: Limits) -> Shape:
    if not text.strip():
        return numbers.shape
    count, own = len(numbers.entries), ",".join(map(str, numbers.shape))
    try:
        shape = shape_of("output_shape", text, limits)
    except PatternError as error:
        error.repair = {"output_shape": own}
        raise
    if prod(shape) == count:
        return shape
    message = say("The output has {cells} cells; got {count} sources.", cells=prod(shape), count=count)
    hint = say("as pasted, it is {shape}", shape=own)
    raise PatternError("sources-length", message, None, "output_shape", hint, {"output_shape": own})


def _before(text: str, sources: IntArray, after: Shape, limits: Limits) -> Shape:
    most, proposed = int(sources.max()), list(_proposed(sources, after, limits))
    first = proposed[0][1] if proposed else {}
    if not text.strip():
        message = say("Which shape did the numbered cells have that went in?")
        hint = say("going by the largest number, there were {count} of them or more", count=most + 1)
        raise PatternError("parameter-missing", message, None, "input_shape", hint, first, choices=proposed)
    try:
        shape = shape_of("input_shape", text, limits)
    except PatternError as error:
        error.repair, error.choices = dict(first), proposed
        raise
    if most >= prod(shape):
        cell = int(sources.argmax())
        message = say(
            "Cell {cell} comes from {source}, but an input of this shape has {count} cells, numbered from 0.",
            cell=cell,
            source=most,
            count=prod(shape),
        )
        raise PatternError("source-outside", message, None, "input_shape", None, first, choices=proposed)
    if sources.min() < NO_SOURCE:
        message = _no_cell(int(sources.argmin()), int(sources.min()))
        raise PatternError("source-outside", message, None, "sources", _COUNTED)
    return shape


def _proposed(sources: IntArray, after: Shape, limits: Limits) -> Iterator[tuple[Sentence, dict[str, str]]]:
    """Shapes that the input may have had: those of the page's own lines and of the output, one axis, and the digits."""
    count = int(sources.max()) + 1
    if count < 1:
        return
    shapes = [shape for shape in (OWN, after) if prod(shape) == count]
    shapes.append((count,))
    inferred = infer(sources, (count,), after, limits) if sources.min() >= NO_SOURCE else None
    if inferred is not None and inferred.op in registry() and inferred.expression is None:
        texts = {"pattern": inferred.pattern or "", "shape": str(count)}
        texts["sizes"] = ",".join(f"{name}={size}" for name, size in inferred.sizes.items())
        plan = registry()[inferred.op].read(texts, limits).plan(limits)
        shapes.append(tuple(plan.axes[part].size for parts in plan.inputs[0].arrangement for part in parts))
    for shape in dict.fromkeys(shapes):
        text = ",".join(map(str, shape))
        yield say("it had the shape {shape}", shape=text), {"input_shape": text}
