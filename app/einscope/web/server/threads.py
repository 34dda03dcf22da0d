"""Where cells are looked at one by one: beside the event loop, a few requests at a time, so that others are answered.

What an answer says without that takes a few milliseconds, and is worked out where the request came in: a change of
threads would cost more than it spares. What nobody waits for any more is not begun.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from functools import cached_property
from threading import Event
from typing import Any, TypeVar

from anyio import CapacityLimiter, to_thread
from fastapi import Request

_AT_ONCE = 2
"""Requests at a time: the largest takes a second of one processor, and some 200 MB."""

LITTLE = 2**13
"""Cells that are looked at on the event loop: ten milliseconds, with a second opinion on each."""

Result = TypeVar("Result")


class ThreadPool:
    """Works on a few requests at a time; the others wait their turn."""

    @cached_property
    def _limiter(self) -> CapacityLimiter:
        return CapacityLimiter(_AT_ONCE)  # made where the event loop runs

    @property
    def waiting(self) -> int:
        """How many wait for their turn."""
        return self._limiter.statistics().tasks_waiting

    async def run(self, work: Callable[..., Result], *arguments: object) -> Result:
        """What this work comes to.

        Cancelled, it is not begun where it was still waiting; what has begun keeps its place until it ends, so that
        there are never more at a time.
        """
        begun = Event()

        def begin() -> Result:
            begun.set()
            return work(*arguments)

        working = asyncio.ensure_future(to_thread.run_sync(begin, limiter=self._limiter))
        try:
            return await asyncio.shield(working)
        except asyncio.CancelledError:
            if not begun.is_set():
                working.cancel()
            working.add_done_callback(_forgotten)
            raise

    async def weighed(self, cells: int, work: Callable[..., Result], *arguments: object) -> Result:
        """What this work comes to, which looks at so many cells at the most: at once where they are few."""
        return work(*arguments) if cells < LITTLE else await self.run(work, *arguments)

    async def pieces(self, made: Iterator[Result]) -> AsyncIterator[Result]:
        """What is made piece by piece; between two of them others have their turn, and nobody waits for who reads."""
        while True:
            piece = await self.run(next, made, None)
            if piece is None:
                return
            yield piece


def _forgotten(working: "asyncio.Future[Result]") -> None:
    """Nobody waits for it: what went wrong in it, if anything did, is not reported as overlooked."""
    if not working.cancelled():
        working.exception()


class AbsentError(Exception):
    """Whoever asked has gone away, so nobody reads an answer."""


async def unless_gone(request: Request, work: Coroutine[Any, Any, Result]) -> Result:
    """What this work comes to; it is cancelled as soon as the connection is closed.

    Raises:
        AbsentError: it was.
    """
    working = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait((working, leaving), return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise AbsentError
        return working.result()
    finally:
        leaving.cancel()
        working.cancel()


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        await asyncio.sleep(0)
