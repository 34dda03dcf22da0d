"""Pairs of cells as complex numbers, and back."""

import numpy as np

from einscope.core.change import Change
from einscope.core.errors import say
from einscope.core.map import Listed
from einscope.core.program.movement.axes.shape import with_axes
from einscope.core.program.movement.parts.spread import expand
from einscope.core.program.movement.sums.merge import combine, reduced
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.opaque import Opaque
from einscope.core.program.tensor.tensor import KNOWN_CELLS, Tensor, derived
from einscope.core.program.tensor.values import shape_text

_PAIRED = say("pairs become complex numbers")


def paired(x: Tensor) -> Tensor:
    """``view_as_complex``: the last axis, of two, as one number."""
    if not x.rank or x.shape[-1] != 2:
        raise Refusal("program-shape", say("The last axis of {shape} must have size 2.", shape=shape_text(x.shape)))
    return reduced(x, (-1,), False, Change(_PAIRED), told=False)


def apart(x: Tensor) -> Tensor:
    """``view_as_real``: both parts of each number along a new last axis.

    Of numbers that have only been moved since they were paired it is known which cell is which; where they were
    multiplied or added, each part is made of both of all of them.

    Raises:
        Opaque: ``program-mixes`` where something else was done to them.
    """
    steps = []
    origin = x
    while not _is_paired(origin) and len(origin.parents) == 1 and origin.step is not None and origin.step.arity == 1:
        steps.append(origin.step)
        origin = origin.parents[0]
    if _is_paired(origin) and x.changes == origin.changes and x.cells <= KNOWN_CELLS:
        places = np.arange(x.cells, dtype=np.int64)
        for step in steps:
            places = step.sources(places)[:, 0]
        pairs = places[:, None] * 2 + np.arange(2)
        listed = np.where(places[:, None] < 0, -1, pairs).reshape(-1, 1)
        result = derived([origin.parents[0]], (*x.shape, 2), Listed(listed))
        result.changes = origin.parents[0].changes
        return result
    if len(origin.parents) < 2 or origin.step is not None:
        raise Opaque(
            "program-mixes",
            say("{name} computes cells from those around them: it does not just move cells.", name="view_as_real"),
            x,  # whether its numbers are complex is not known, so neither is the shape
        )
    x.budget.remark(say("both operands are taken as complex numbers"))
    wide = expand(with_axes(x, (x.rank,)), (*x.shape, 2))
    return combine([wide], Change(say("real and imaginary parts")))


def _is_paired(x: Tensor) -> bool:
    last = x.changes.each[-1] if x.changes.each else None
    return len(x.parents) == 1 and last is not None and last.how == _PAIRED and x.step is not None and x.step.arity == 2
