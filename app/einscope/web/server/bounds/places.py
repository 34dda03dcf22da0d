"""A bounded number of places: whoever finds none waits in line for one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from einscope.web.server.bounds.line import Line


class Places:
    """So many places.

    Args:
        count: of places.
        waiting: how many may wait for one.
        share: how many of them of one address.
    """

    def __init__(self, count: int, waiting: int, share: int | None = None) -> None:
        self.free = count
        self.line = Line(waiting, share)
        self.line.missed = self.leave  # type: ignore[method-assign]

    async def enter(self, shed: bool = True) -> None:
        """Take a place, and wait for it where there is none.

        Raises:
            BusyError: too many wait already.
        """
        if self.free and not len(self.line):
            self.free -= 1
        else:
            await self.line.wait(shed)

    def leave(self) -> None:
        """Give the place back: to whoever is next."""
        if not self.line.call():
            self.free += 1

    @asynccontextmanager
    async def taken(self, shed: bool = True) -> AsyncIterator[None]:
        """A place, while the block runs."""
        await self.enter(shed)
        try:
            yield
        finally:
            self.leave()
