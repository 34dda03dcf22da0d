"""What mends a call of einops: asked as a request of its own, written into the code, and tried there."""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from time import thread_time

from einscope.core.errors import PatternError, Sentence, say
from einscope.core.fields import NamedShapesText, ShapesText, Value, called, write_sizes
from einscope.core.limits import Limits
from einscope.core.mend import repairs
from einscope.core.ops.reduce import REDUCTIONS
from einscope.core.pattern.parser import parse
from einscope.core.plan import Shape
from einscope.core.program.interpreter import Runner
from einscope.core.program.language.miscalled import Miscall, Miscalled
from einscope.core.program.proposal.search import MOST_SECONDS
from einscope.core.program.proposal.written import Written, sizes_of
from einscope.core.program.questions.onward import Choice

OF_SHAPES = frozenset(
    {"rank-mismatch", "size-mismatch", "size-indivisible", "size-zero", "unit-mismatch", "cells-limit"}
)
"""Codes of a pattern and a shape that do not fit: the code may be right, and what comes in is looked at first."""

_MOST = 4  # choices
_TRIED = 8  # runs
_ALONG = (
    ("mean", say("take the mean along {axes}")),
    ("sum", say("take the sum along {axes}")),
    ("max", say("take the maximum along {axes}")),
)
"""Reductions that people mean most, and what they do."""

Draft = tuple[Sentence, Mapping[str, str]]
"""What a change does, and the parameters that change; ``op`` among them is another operation."""


def mended_calls(
    runner: Runner, fault: PatternError, shapes: Mapping[str, Shape], values: Mapping[str, Value], line: int
) -> list[Choice]:
    """What mends a call of einops that was refused, the nearest first; of anything else, nothing does.

    All of it was tried: the program comes further with it. Shapes change only of what comes in, and not where somebody
    has given its numbers.

    Args:
        runner: of the program.
        fault: why it is refused.
        shapes: of the tensors that come in.
        values: that are given.
        line: that is refused; 0: none of those that are run one after another.

    Cost: some tens of plans, and a few runs within a time.

    >>> from einscope.core.limits import DEFAULT_LIMITS
    >>> runner = Runner("y = rearrange(x, '(h p) -> h p')", DEFAULT_LIMITS)
    >>> refused = runner.attempt({"x": (6,)}, {}).fault
    >>> [(str(says), mend["code"]) for says, mend in mended_calls(runner, refused, {"x": (6,)}, {}, 1)]
    [('add h=2', "y = rearrange(x, '(h p) -> h p', h=2)")]
    """
    if not line or not isinstance(fault, Miscalled) or fault.repair:
        return []
    call, source, limits = fault.call, runner.source, runner.limits
    if sum(map(len, (call.pattern, *call.sizes))) > limits.pattern_characters:
        return []
    if any(size > limits.cells for size in call.sizes.values()):
        return []
    written = Written(call, source)
    inputs = "" if call.given in runner.data else call.given
    end = thread_time() + MOST_SECONDS
    choices: list[Choice] = []
    seen: list[Mapping[str, str]] = [{}]
    for tried, (says, texts) in enumerate(_drafts(call, written, inputs, limits)):
        if len(choices) == _MOST or tried == _TRIED or (tried and thread_time() > end):
            break
        code = written.with_texts(texts, limits)
        if code is None:
            continue
        given = _shapes(call, shapes, texts, limits) if "shape" in texts else shapes
        mend = {
            **({"code": code} if code != source.code else {}),
            **({"shape": NamedShapesText().write(given)} if given != shapes else {}),
        }
        told = says.naming(tensor=call.given) if call.given else says
        if mend in seen or told in (text for text, _ in choices):
            continue
        if runner.comes_further(given, line, code, values):
            seen.append(mend)
            choices.append((told, mend))
    return choices


def _shapes(
    call: Miscall, shapes: Mapping[str, Shape], texts: Mapping[str, str], limits: Limits
) -> Mapping[str, Shape]:
    (shape,) = ShapesText().read(texts["shape"], "shape", limits).shapes
    return {**shapes, call.given: shape} if shape != call.shape else shapes


def _drafts(call: Miscall, written: Written, inputs: str, limits: Limits) -> Iterator[Draft]:
    shape = ",".join(map(str, call.shape)) or "()"
    start = {"pattern": call.pattern, "shape": shape, "sizes": write_sizes(call.sizes)}
    if call.op == "reduce" and call.reduction in REDUCTIONS:
        start["reduction"] = call.reduction

    def may(op: str, texts: Mapping[str, str]) -> bool:
        return (texts.get("shape") == shape or bool(inputs)) and written.takes(op, texts, limits)

    if not call.lacks_reduction:
        for repair in repairs(call.op, start, limits, may):
            yield _said(repair.says, call, limits), repair.texts
        return
    axes = _dropped(call.pattern)
    for reduction, says in _ALONG if axes else ():
        yield _along(says, axes), {"reduction": reduction}
    for repair in repairs("reduce", start, limits, lambda op, texts: op == "reduce" and may(op, texts)):
        dropped = _dropped(repair.texts.get("pattern", call.pattern))
        if dropped:
            reduction, then = _ALONG[0]
            says = say("{first} and {then}", first=_said(repair.says, call, limits), then=_along(then, dropped))
            yield says, {**repair.texts, "reduction": reduction}
    if not axes:
        yield say("use rearrange instead"), {**start, "op": "rearrange"}
    for repair in repairs("rearrange", start, limits, lambda op, texts: op == "rearrange" and may(op, texts)):
        yield _said(repair.says, call, limits), {**start, **repair.texts, "op": "rearrange"}


def _along(says: Sentence, axes: Sequence[str]) -> Sentence:
    return Sentence(says.template, {"axes": " ".join(axes)})


def _dropped(pattern: str) -> list[str]:
    """The axes that end at the arrow; none, where the pattern cannot be read."""
    try:
        return [item.text for item in parse(pattern).dropped]
    except PatternError:
        return []


def _said(says: Sentence, call: Miscall, limits: Limits) -> Sentence:
    """What a change does, in words of a call, which has no fields to set."""
    values = {
        name: _said(value, call, limits) if isinstance(value, Sentence) else value
        for name, value in says.values.items()
    }
    if values.keys() == {"name", "text"} and values["name"] == called("shape"):
        return say("give {tensor} the shape {shape}", tensor=call.given, shape=values["text"])
    if values.keys() == {"name", "text"} and values["name"] == called("sizes"):
        sizes = sizes_of(str(values["text"]), limits)
        changes = [
            say("give {axis} the size {size}", axis=axis, size=size)
            if axis in call.sizes
            else say("add {axis}={size}", axis=axis, size=size)
            for axis, size in sizes.items()
            if call.sizes.get(axis) != size
        ]
        if changes and call.sizes.keys() <= sizes.keys():
            return reduce(lambda first, then: say("{first} and {then}", first=first, then=then), changes)
    return Sentence(says.template, values, says.singular)
