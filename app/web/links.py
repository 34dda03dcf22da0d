"""Addresses: the state of a page or of a request, written so that a person can read it."""

from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote_plus


def address(path: str, texts: Mapping[str, str], public_url: str = "") -> str:
    """A path with its query.

    >>> address("/rearrange", {"pattern": "h w -> w h", "shape": "2,3"})
    '/rearrange?pattern=h+w+-%3E+w+h&shape=2,3'
    """
    query = "&".join(f"{name}={_quoted(text)}" for name, text in texts.items())
    return f"{public_url}{path}?{query}" if query else f"{public_url}{path}"


@lru_cache(maxsize=64)  # the links of one answer say the same few texts again and again
def _quoted(text: str) -> str:
    return quote_plus(text, safe="(),=;:")
