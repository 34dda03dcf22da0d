"""einops as the judge of patterns."""

from math import prod

import einops
import numpy as np

from einscope.core.checks.judge import EINOPS, Array, Judge, of_cells
from einscope.core.map import IntArray
from einscope.core.plan import Plan


def rearranged(x: IntArray, plan: Plan, values: object) -> Array:
    """What einops makes of an array by the plan's pattern."""
    return einops.rearrange(x, plan.pattern, **plan.sizes)


def _repeated(x: IntArray, plan: Plan, values: object) -> Array:
    return einops.repeat(x, plan.pattern, **plan.sizes)


def _reduced(x: IntArray, plan: Plan, values: object) -> Array:
    return einops.reduce(x, plan.pattern, _gathered, **plan.sizes)


def _gathered(x: IntArray, axes: tuple[int, ...]) -> Array:
    """In place of a reduction: each cell becomes the list of the cells that would be reduced to it."""
    kept = [axis for axis in range(x.ndim) if axis not in axes]
    shape = [x.shape[axis] for axis in kept]
    rows = x.transpose(*kept, *axes).reshape(prod(shape), prod(x.shape[axis] for axis in axes))
    gathered = np.empty(len(rows), dtype=object)
    for cell, row in enumerate(rows):
        gathered[cell] = row
    return gathered.reshape(shape)


REARRANGE, REPEAT, REDUCE = (Judge(lambda plan: EINOPS, of_cells(move)) for move in (rearranged, _repeated, _reduced))
