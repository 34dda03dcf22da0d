"""Tensors beside another: of one number, of the type of its numbers, or without any."""

from dataclasses import replace

import numpy as np

from einscope.core.plan import Shape
from einscope.core.program.arithmetic.worked import Worked
from einscope.core.program.tensor.tensor import KNOWN_CELLS, Tensor, made

_WHOLE = 2**53


def filled(x: Tensor, value: object, shape: Shape = ()) -> Tensor:
    """A tensor beside another with one number in every cell; they come from nowhere."""
    tensor = made(x.budget, shape, x.library)
    if isinstance(value, (int, float)) and tensor.cells <= KNOWN_CELLS and (not shape or x.numbers is not None):
        tensor.numbers = np.full(tensor.cells, float(value) if abs(value) >= _WHOLE else value)
    return tensor


def without_numbers(x: Tensor) -> Tensor:
    """The same cells, of which no number is known; those of a tensor that is shared are left."""
    if x.numbers is None:
        return x
    other = replace(x)
    other.numbers = None
    return other


def as_kind_of(x: Tensor, block: Tensor) -> Tensor:
    """What is written into a tensor takes on the type of its numbers."""
    own, other = x.numbers, block.numbers
    if own is None or other is None or own.dtype == other.dtype or np.object_ in (own.dtype, other.dtype):
        return block
    with np.errstate(all="ignore"):
        fits = own.dtype.kind in "fb" or bool(np.isfinite(other.astype(np.float64)).all())
        found = replace(block)
        found.keep(
            Worked(other.astype(own.dtype), block.off) if fits and not (block.off and own.dtype.kind != "f") else None
        )
    return found
