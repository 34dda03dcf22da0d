"""What is known of the request that is being answered, for whoever writes it down afterwards."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from secrets import token_hex

NAMED = "X-Request-ID"
"""The header that a request and its answer are named by."""

_HEADER = NAMED.lower().encode()
_SANE = re.compile(rb"[A-Za-z0-9._:/+=-]{1,64}")


@dataclass(slots=True)
class Note:
    """Of one request.

    Args:
        request_id: that everything written down of it has.
        route: the template of its address; empty: there is none.
        code: of its refusal; empty: it was answered.
    """

    request_id: str
    route: str = ""
    code: str = ""


NOTE: ContextVar[Note | None] = ContextVar("note", default=None)
"""Of the request that is being answered; threads that work for it know it too."""


def name_of(headers: Iterable[tuple[bytes, bytes]] = ()) -> str:
    """The name of a request: the one that it came with, where that is fit for a log, else a new one.

    >>> name_of([(b"x-request-id", b"mine")]), len(name_of([(b"x-request-id", b"not mine")])), len(name_of())
    ('mine', 16, 16)
    """
    given = next((value for name, value in headers if name == _HEADER), b"")
    return given.decode() if _SANE.fullmatch(given) else token_hex(8)


@contextmanager
def noting(note: Note | None) -> Iterator[None]:
    """While the block runs, a request is answered; None: one that is none of anybody's."""
    token = NOTE.set(note)
    try:
        yield
    finally:
        NOTE.reset(token)


def refused(code: str) -> None:
    """Note that the request is refused."""
    if note := NOTE.get():
        note.code = code
