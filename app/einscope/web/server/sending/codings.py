"""How answers are packed: the codings there are, the first of them first, and who takes which."""

import gzip
import sys
from collections.abc import Callable, Mapping

import brotli  # type: ignore[import-untyped]

from einscope.web.server.preferences import weighed

if sys.version_info >= (3, 14):
    from compression.zstd import compress as zstd
else:
    from zstandard import ZstdCompressor

    def zstd(body: bytes, level: int) -> bytes:
        """The body as zstd, as Python itself has it from 3.14 on."""
        return ZstdCompressor(level=level).compress(body)


Pack = Callable[[bytes], bytes]

QUICK: Mapping[str, Pack] = {
    "zstd": lambda body: zstd(body, level=5),
    "br": lambda body: brotli.compress(body, quality=5),
    "gzip": lambda body: gzip.compress(body, 5, mtime=0),
}
"""For what is packed while somebody waits: more takes longer than it saves."""

_SMALL = 100_000  # bytes; brotli's best takes a tenth of a second for as many
BEST: Mapping[str, Pack] = {
    "br": lambda body: brotli.compress(body, quality=11 if len(body) < _SMALL else 9),
    "zstd": lambda body: zstd(body, level=19),
    "gzip": lambda body: gzip.compress(body, 9, mtime=0),
}
"""For what is packed once."""


def taken(header: str) -> list[str]:
    """The codings that whoever asks likes best, and no less than an answer as it is.

    >>> [taken(each) for each in ("gzip, deflate, br, zstd", "gzip", "*", "gzip;q=0", "br;q=0.9, gzip;q=0.5")]
    [['zstd', 'br', 'gzip'], ['gzip'], ['zstd', 'br', 'gzip'], [], ['br']]
    >>> [taken(each) for each in ("identity", "gzip;q=0.5, identity", "identity;q=0.5, *;q=0.1, gzip", "")]
    [[], [], ['gzip'], []]
    """
    weights = {name: weight for weight, name in reversed(weighed(header))}
    liked = {coding: weights.get(coding, weights.get("*", 0.0)) for coding in QUICK}
    most = max(liked.values())
    return [coding for coding in QUICK if 0 < most == liked[coding] >= weights.get("identity", 0.0)]
