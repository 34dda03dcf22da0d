"""The search itself: checks what it is given, reads the digits, and says them as a pattern or a slice."""

from math import prod
from typing import Literal

import numpy as np

from einscope.core.errors import PatternError, say
from einscope.core.fields import refuse_too_many_cells
from einscope.core.judge.infer.compare import Sources
from einscope.core.judge.infer.empty import empty
from einscope.core.judge.infer.inferred import Inferred, RuledOut
from einscope.core.judge.infer.slices import Cut, cuts, sliced, without_pattern
from einscope.core.judge.infer.walk import Reading, read
from einscope.core.judge.infer.wording import share_batch, worded
from einscope.core.limits import DEFAULT_LIMITS, Limits
from einscope.core.map import NO_SOURCE
from einscope.core.plan import Shape


def infer(sources: Sources, input_shape: Shape, output_shape: Shape, limits: Limits = DEFAULT_LIMITS) -> Inferred:
    """The einops pattern or the slice that takes every output cell from its source, or the cell that rules it out.

    What is looked for: a rearrangement or a repeat of the whole input; or a basic slice of it, integer indices and
    negative steps included, that a rearrangement or a repeat may follow.

    Args:
        sources: for every output cell, in C order, the flat input position it comes from; -1: it has none.
            Integers of any type and any shape; read, never written.
        input_shape: of the input; only a slice tells an input that is larger than what is used of it.
        output_shape: of the output; its product is the number of sources.
        limits: of which ``gather_cells`` and ``axes`` apply.

    Returns:
        A pattern that gives exactly these sources; or the first cell that contradicts the cells before it, so that
        no pattern agrees with all of them. Where nothing does but places of the input are left out, it is the cell
        at which the source steps over them.

    Raises:
        PatternError: ``sources-not-integers``, ``sources-length`` or ``source-outside`` in the field ``sources``;
            ``axes-limit``, ``size-negative`` or ``cells-limit`` in the field of a shape.

    Cost: O(cells), as each digit's rows are compared once and are twice as many as those before, at least. Beside
    the sources a few blocks of memory, whatever their number; a copy if they do not lie in C order.

    >>> infer(np.array([0, 2, 1, 3]), (2, 2), (2, 2)).pattern
    'a b -> b a'
    >>> infer(np.array([5, 3, 1]), (6,), (3,)).expression
    'x[::-2]'
    >>> inferred = infer(np.array([0, 1, 2, 4, 3, 5]), (3, 2), (3, 2))
    >>> inferred.cell, str(inferred.reason)
    (3, 'Going by the cells before it, cell 3 would come from 3; it comes from 4.')
    """
    _refuse_shape(input_shape, "input_shape", limits)
    _refuse_shape(output_shape, "output_shape", limits)
    flat = _checked(sources, prod(input_shape), prod(output_shape), limits)
    if not flat.size:
        return empty(input_shape, output_shape)
    try:
        reading = read(flat, input_shape, output_shape)
        return _said(reading, cuts(reading, input_shape), output_shape)
    except RuledOut as ruled_out:
        return Inferred(found=False, cell=ruled_out.cell, reason=ruled_out.reason)


def _said(reading: Reading, parts: tuple[Cut, ...], output_shape: Shape) -> Inferred:
    """The digits as a pattern, and the parts of the input's axes, where they are not whole, as a slice before it."""
    right = [
        [digit for digit in reversed(reading.digits) if digit.target == target] for target in range(len(output_shape))
    ]
    left = [reading.along(axis)[::-1] for axis in range(len(parts))]
    # Three ways to say it, the plainest first: a pattern of the whole input; a slice alone, where digits stand in the
    # order of their axes; else a slice and a pattern of what it leaves, without axes that an index took away.
    repeats = any(digit.axis is None for digit in reading.digits)
    then: Literal["repeat", "rearrange"] = "repeat" if repeats else "rearrange"
    if all(part.whole for part in parts):
        share_batch(left, right)
        wording = worded(left, right)
        return Inferred(True, then, wording.pattern, wording.sizes)
    if not repeats and all(len(group) <= 1 for group in right):
        alone = without_pattern(parts, tuple(group[0].axis if group else None for group in right))
        if alone is not None:
            return Inferred(True, "slice", expression=sliced(alone))
    remain = [part.whole or part.count > 1 for part in parts]
    taken = [part if stays else part.start for part, stays in zip(parts, remain, strict=True)]
    wording = worded([group for group, stays in zip(left, remain, strict=True) if stays], right)
    return Inferred(True, "slice", wording.pattern, wording.sizes, sliced(taken), then)


def _refuse_shape(shape: Shape, field: str, limits: Limits) -> None:
    if len(shape) > limits.axes:
        message = say(
            "A tensor may have at most {limit} axes; this one has {count}.", limit=limits.axes, count=len(shape)
        )
        raise PatternError("axes-limit", message, field=field)
    if any(size < 0 for size in shape):
        raise PatternError("size-negative", say("A size cannot be negative."), field=field)
    refuse_too_many_cells(shape, limits, field)


def _checked(sources: Sources, input_cells: int, output_cells: int, limits: Limits) -> Sources:
    """The sources as a flat array that is safe to compute with; a view wherever they lie in C order."""
    if sources.dtype.kind not in "iu":
        raise PatternError("sources-not-integers", say("The sources must be integers."), field="sources")
    if output_cells > limits.gather_cells:
        message = say(
            "At most {limit} cells can be checked; the output has {count}.",
            limit=limits.gather_cells,
            count=output_cells,
        )
        hint = say("a smaller tensor of the same kind has the same pattern")
        raise PatternError("cells-limit", message, field="output_shape", hint=hint)
    if sources.size != output_cells:
        message = say("The output has {cells} cells; got {count} sources.", cells=output_cells, count=sources.size)
        raise PatternError("sources-length", message, field="sources")
    flat = sources.reshape(-1)
    if flat.size:
        for cell in (int(flat.argmin()), int(flat.argmax())):
            _refuse_outside(cell, int(flat[cell]), input_cells)
    if flat.dtype.kind == "u":
        # Every value is known to fit; without a sign, differences would not.
        return flat.view(flat.dtype.str.replace("u", "i")) if flat.dtype.itemsize == 8 else flat.astype(np.int64)
    return flat


def _refuse_outside(cell: int, source: int, input_cells: int) -> None:
    if NO_SOURCE <= source < input_cells:
        return
    message = say(
        "Cell {cell} comes from {source}; input cells run from 0 to {last}, and -1 means no source.",
        cell=cell,
        source=source,
        last=input_cells - 1,
    )
    raise PatternError("source-outside", message, field="sources")
