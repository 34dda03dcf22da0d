"""All rows of all libraries, by path."""

from functools import cache

from einscope.core.program.calls.registry import Entry, registered
from einscope.core.program.libraries import (
    cutting,
    facts,
    making,
    numbering,
    picking,
    products,
    shaping,
    sliding,
    spreading,
)
from einscope.core.program.libraries.layers import mixing, pooling, weighing
from einscope.core.program.libraries.others import keras, mlx, paddle, tensorflow
from einscope.core.program.libraries.others.alike import borrowed


@cache
def functions() -> dict[str, Entry]:
    """Every function and method that is known, by its path.

    >>> "torch.cat" in functions(), "Tensor.view" in functions(), "ndarray.view" in functions()
    (True, True, False)
    """
    families = (
        *(mixing, weighing, pooling, shaping, cutting, spreading, picking, sliding, facts, making),
        *(products, numbering, tensorflow, keras, mlx, paddle),
    )
    own = registered(row for family in families for row in family.ROWS)
    return own | dict(borrowed(own))
