"""A request as far as its answer depends on it: what is kept is kept by that, and whoever answers sees nothing else.

Of each header that an answer may depend on, only what it decides is left, so that everybody to whom the same is
answered asks alike: browsers of ten kinds ask for the same page in Chinese, packed as zstd.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from starlette.types import Scope

from einscope.web.server.asked_language import preferred
from einscope.web.server.preferences import kind
from einscope.web.server.sending.codings import taken
from einscope.web.server.where.home import named_here

_SHORT, _MANY = 200, 500  # bytes of a header, and headers, of which is remembered what they decide
_CONDITION = b"if-none-match"

_Headers = tuple[tuple[bytes, bytes], ...]


def _remembered(read: Callable[[str], str]) -> Callable[[bytes], bytes]:
    """What a header decides: people send few different ones, and each of them often."""

    def fresh(value: bytes) -> bytes:
        return read(value.decode("latin-1")).encode("latin-1")

    short = lru_cache(_MANY)(fresh)
    return lambda value: short(value) if len(value) <= _SHORT else fresh(value)


_DECIDING = {
    b"host": _remembered(lambda host: host if named_here(host) else ""),
    b"accept": _remembered(kind),
    b"accept-encoding": _remembered(lambda codings: ", ".join(taken(codings))),
    b"accept-language": _remembered(preferred),
    b"origin": _remembered(lambda origin: "null" if origin else ""),  # that it is from elsewhere, not from where
}
"""Headers that an answer to GET may depend on, and what of each: the same as is made of it further in."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a GET asks for.

    Args:
        path: from the root on.
        query: as it was sent.
        headers: what those decide that an answer depends on.
        place: the scheme, and the address of this server, as it was reached.
        condition: tags that whoever asks has already; the answer does not depend on them.
    """

    path: str
    query: bytes
    headers: _Headers
    place: tuple[Any, ...]
    condition: str

    @property
    def key(self) -> tuple[Any, ...]:
        """All that an answer depends on."""
        return self.path, self.query, self.headers, self.place

    @property
    def size(self) -> int:
        """Bytes of what is long in the key."""
        return len(self.path) * 4 + len(self.query) + sum(len(value) for _, value in self.headers)

    def within(self, scope: Scope) -> Scope:
        """The request as whoever answers sees it."""
        return {**scope, "headers": list(self.headers)}


def asked(scope: Scope) -> Asked:
    """What a request asks for.

    >>> known = [(b"accept-language", b"fr, zh;q=0.5"), (b"accept-encoding", b"gzip"), (b"cookie", b"a=b")]
    >>> asked({"path": "/", "query_string": b"", "headers": known}).headers
    ((b'accept-encoding', b'gzip'), (b'accept-language', b'zh'))
    """
    given: dict[bytes, bytes] = {}
    for name, value in scope["headers"]:
        if name in _DECIDING or name == _CONDITION:  # said twice, it is one list
            given[name] = b"%b,%b" % (given[name], value) if name in given else value
    deciding = ((name, read(given.get(name, b""))) for name, read in _DECIDING.items())
    headers = tuple(each for each in deciding if each[1])
    place = (scope.get("scheme"), *(scope.get("server") or ()))
    return Asked(scope["path"], scope["query_string"], headers, place, given.get(_CONDITION, b"").decode("latin-1"))
