"""All connections of a process: how many there may be, and which of them ends for another."""

import asyncio
import time
from collections.abc import Collection

from einscope.listening.connection import Connection

_EVERY = 1.0  # seconds from one look at all connections to the next
_BESIDE = 128  # files that a process has open beside connections


class Connections:
    """Keeps as many connections as there may be, and ends those of which nothing comes.

    Args:
        most: how many there may be.
        open_ones: those that there are.
    """

    def __init__(self, most: int, open_ones: Collection[object]) -> None:
        self.most = most
        self.open = open_ones

    def crowded(self, new: Connection) -> bool:
        """Whether a new connection is one too many. The one that nobody has used for longest ends for it, if any."""
        if len(self.open) <= self.most:
            return False
        idle = [each for each in self.open if isinstance(each, Connection) and each.idle and each is not new]
        if not idle:
            return True
        min(idle, key=lambda each: each.since).transport.abort()
        return False

    async def watch(self) -> None:
        """Look at all of them, again and again."""
        while True:
            await asyncio.sleep(_EVERY)
            now = time.monotonic()
            for each in list(self.open):
                if isinstance(each, Connection):
                    each.look(now)


def affordable(most: int) -> int:
    """How many connections this process may have open, of so many that are wanted; it asks the system for as many."""
    try:
        import resource  # noqa: PLC0415 — not on Windows
    except ImportError:
        return most
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = most + _BESIDE
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(hard, wanted)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return most if soft == resource.RLIM_INFINITY else max(1, min(most, soft - _BESIDE))
