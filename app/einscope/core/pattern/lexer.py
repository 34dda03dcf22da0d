"""Text to tokens. Lossless (the tokens tile the text) and total (no text makes it fail)."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from einscope.core.errors import Span

Kind = Literal["name", "number", "arrow", "open", "close", "ellipsis", "comma", "space", "unknown"]

# A word is what einops collects: a run of alphanumeric characters and underscores, which is what \w matches.
# Only U+0020 separates; a tab or an ideographic space is unknown, as it is to einops.
_TOKEN = re.compile(
    r"(?P<arrow>->)|(?P<ellipsis>\.\.\.)|(?P<open>\()|(?P<close>\))|(?P<comma>,)"
    r"|(?P<space> +)|(?P<name>\w+)|(?P<unknown>.)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the pattern; the tokens tile its text.

    Args:
        kind: what it is.
        text: as typed.
        span: half-open range in code points of the text as typed.
        axis: number of the axis that a name stands for.
    """

    kind: Kind
    text: str
    span: Span
    axis: int | None = None


@lru_cache(maxsize=64)  # one request cuts the same few texts again and again
def tokenize(text: str) -> tuple[Token, ...]:
    """Cut the text into tokens.

    A word is a ``number`` if all of it is decimal digits of any script, else a ``name``; whether it is a
    good name is the parser's question. Whatever has no meaning becomes ``unknown``, a token a character.

    Cost: O(length).

    >>> [(token.kind, token.text) for token in tokenize("a(b 2)->*")]  # doctest: +NORMALIZE_WHITESPACE
    [('name', 'a'), ('open', '('), ('name', 'b'), ('space', ' '), ('number', '2'), ('close', ')'),
     ('arrow', '->'), ('unknown', '*')]
    """
    return tuple([_token(match) for match in _TOKEN.finditer(text)])


def _token(match: re.Match[str]) -> Token:
    text = match[0]
    kind: Kind = "number" if text.isdecimal() else match.lastgroup  # type: ignore[assignment]  # its groups are kinds
    return Token(kind, text, Span(*match.span()))
