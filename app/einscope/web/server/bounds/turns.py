"""Answers that take a few milliseconds of the event loop begin one in each of its turns.

Between two of them it looks at every socket, so whoever asks for something cheap, or opens a connection, waits for one
of them and not for all that came before.
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
    """Lets in one in each turn of the event loop.

    Args:
        waiting: how many may wait for theirs.
        share: how many of them of one address.
    """

    def __init__(self, waiting: int, share: int | None = None) -> None:
        self.line = Line(waiting, share)
        self._loop: asyncio.AbstractEventLoop | None = None  # the one that has begun one in this turn

    async def turn(self) -> None:
        """Return when it is one's turn.

        Raises:
            BusyError: too many wait for theirs.
        """
        loop = asyncio.get_running_loop()
        if self._loop is loop:
            await self.line.wait()
        else:  # nobody has begun; or a loop that had is no more
            self._loop = loop
            loop.call_soon(self._next)

    def _next(self) -> None:
        if self._loop is not None and self.line.call():
            self._loop.call_soon(self._next)
        else:
            self._loop = None
