"""How long a request may work: a budget of processor time, asked after between pieces of long work.

It is time of the thread that works, not of the clock: a busy machine refuses nothing that a quiet one answers.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class SpentError(Exception):
    """The time is spent. No :class:`PatternError`: whoever tries what might do must not take it for a refusal."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"it took more than {seconds:g} seconds")
        self.seconds = seconds


_ENDS: ContextVar[tuple[float, float] | None] = ContextVar("ends", default=None)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Give the block so many seconds of a processor.

    >>> with within(0):
    ...     go_on()
    Traceback (most recent call last):
    ...
    einscope.core.patience.SpentError: it took more than 0 seconds
    """
    before = _ENDS.set((time.thread_time() + seconds, seconds))
    try:
        yield
    finally:
        _ENDS.reset(before)


def go_on() -> None:
    """Nothing, while there is time left, or where nobody counts it; called from whatever may take long.

    Raises:
        SpentError: there is none.

    Cost: about a microsecond.
    """
    ends = _ENDS.get()
    if ends is not None and time.thread_time() > ends[0]:
        raise SpentError(ends[1])
