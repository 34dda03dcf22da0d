"""Addresses: the state of a page or of a request, written so that a person can read it."""

from collections.abc import Mapping
from urllib.parse import urlencode


def address(path: str, texts: Mapping[str, str], public_url: str = "") -> str:
    """A path with its query.

    >>> address("/rearrange", {"pattern": "h w -> w h", "shape": "2,3"})
    '/rearrange?pattern=h+w+-%3E+w+h&shape=2,3'
    """
    query = urlencode(texts, safe="(),=;:")
    return f"{public_url}{path}?{query}" if query else f"{public_url}{path}"
