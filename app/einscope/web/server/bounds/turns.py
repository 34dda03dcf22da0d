"""Answers that take a few milliseconds of the event loop begin one in each of its turns, kept ones a few.

Between two turns it looks at every socket, so whoever asks for something cheap, or opens a connection, waits for these
and not for all that came before.
"""

import asyncio

from einscope.web.server.bounds.line import Line

FILES = "/static/"
"""What the addresses of files begin with."""

_AT_ONCE = {"/healthz", "/readyz", "/metrics", "/robots.txt", "/favicon.ico"}


def at_once(path: str) -> bool:
    """Whether what is at this address costs nothing, and is answered whoever else waits."""
    return path in _AT_ONCE or path.startswith(FILES)


class Turns:
    """Lets in so many in each turn of the event loop.

    Args:
        waiting: how many may wait for theirs.
        share: how many of them of one address.
        each: how many begin in each turn.
    """

    def __init__(self, waiting: int, share: int | None = None, each: int = 1) -> None:
        self.line = Line(waiting, share)
        self.each = each
        self._free = each  # who may still begin in this turn
        self._loop: asyncio.AbstractEventLoop | None = None  # the one that has begun some in this turn

    async def turn(self, shed: bool = True) -> None:
        """Return when it is one's turn.

        Args:
            shed: whether to refuse where too many wait.

        Raises:
            BusyError: too many wait for theirs, or the process ends.
        """
        loop = asyncio.get_running_loop()
        if self._loop is not loop:  # nobody has begun; or a loop that had is no more
            self._loop, self._free = loop, self.each
            loop.call_soon(self._next)
        if self._free:
            self._free -= 1
        else:
            await self.line.wait(shed)

    def _next(self) -> None:
        self._free = self.each
        while self._free and self.line.call():
            self._free -= 1
        if self._loop is not None and self._free < self.each:
            self._loop.call_soon(self._next)
        else:
            self._loop = None
