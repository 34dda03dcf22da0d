"""All rows of all libraries, by path."""

from functools import cache

from app.core.program.libraries import cutting, facts, making, mixing, picking, shaping, sliding, spreading, weighing
from app.core.program.registry import Entry, registered


@cache
def functions() -> dict[str, Entry]:
    """Every function and method that is known, by its path.

    >>> "torch.cat" in functions(), "Tensor.view" in functions(), "ndarray.view" in functions()
    (True, True, False)
    """
    families = (mixing, weighing, shaping, cutting, spreading, picking, sliding, facts, making)
    return registered(row for family in families for row in family.ROWS)
