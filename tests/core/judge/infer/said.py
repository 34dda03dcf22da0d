"""What an inference says, done by numpy and einops."""

from typing import Any

import einops
import numpy as np
import numpy.typing as npt

from einscope.core.judge.infer import Inferred

Cells = npt.NDArray[np.int64]


def numbered(shape: tuple[int, ...]) -> Cells:
    """A tensor whose cells hold their own positions."""
    return np.arange(int(np.prod(shape, dtype=np.int64)), dtype=np.int64).reshape(shape)


def done(said: Inferred, x: Cells) -> Any:
    """The array that the words make of x."""
    assert said.found
    y = x
    if said.expression is not None:
        assert said.op == "slice"
        y = eval(said.expression, {"x": x})
    if said.pattern is None:
        return y
    operation = said.then if said.op == "slice" else said.op
    assert operation is not None
    return getattr(einops, operation)(y, said.pattern, **said.sizes)
