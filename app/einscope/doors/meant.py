"""Which operation a pattern is of, where nobody says."""

ARROW = "->"


def meant(pattern: str, reduces: bool = False) -> str:
    """The name of the operation.

    Args:
        pattern: of it; several operands are those of an einsum.
        reduces: whether it is said how cells become one.

    >>> meant("h w -> w h"), meant("i j, j k -> i k"), meant("h w -> h", reduces=True)
    ('rearrange', 'einsum', 'reduce')
    """
    return "einsum" if "," in pattern.split(ARROW, maxsplit=1)[0] else "reduce" if reduces else "rearrange"
