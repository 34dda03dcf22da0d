"""What is known of the request that is being answered, for whoever writes it down afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


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
