"""Memory beside the usual, asked for before it is used: whoever serves many requests says when there is some."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar

Asks = Callable[[int], AbstractContextManager[None]]
"""Waits until so many bytes are free, and keeps them while the block runs."""

USUAL = 2**26
"""Bytes that any work may take without asking."""

_ASKS: ContextVar[Asks | None] = ContextVar("asks", default=None)


@contextmanager
def asked_of(asks: Asks) -> Iterator[None]:
    """Whoever asks within the block asks here."""
    before = _ASKS.set(asks)
    try:
        yield
    finally:
        _ASKS.reset(before)


@contextmanager
def room(size: int) -> Iterator[None]:
    """So many bytes, while the block runs; where nobody counts them, or they are few, at once.

    >>> with room(2**30):
    ...     pass
    """
    asks = _ASKS.get()
    if asks is None or size <= USUAL:
        yield
    else:
        with asks(size):
            yield
