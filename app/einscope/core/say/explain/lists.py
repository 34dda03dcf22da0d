"""Lists of words that can be translated."""

from collections.abc import Sequence

from einscope.core.errors import Sentence, say
from einscope.core.plan import Axis


def listing(words: Sequence[Sentence | str], last: bool = True) -> Sentence | str:
    """The words with commas and, before the last one, an "and"; without ``last`` commas alone.

    >>> str(listing(["h"])), str(listing(["h", "w"])), str(listing(["b", "h", "w"]))
    ('h', 'h and w', 'b, h and w')
    """
    if not words:
        return ""
    listed: Sentence | str = words[0]
    for word in words[1:-1] if last else words[1:]:
        listed = say("{some}, {word}", some=listed, word=word)
    return say("{some} and {last}", some=listed, last=words[-1]) if last and len(words) > 1 else listed


def names(parts: Sequence[int], axes: tuple[Axis, ...]) -> Sentence | str:
    """The names of axes, listed."""
    return listing([axes[part].name for part in parts])
