"""Where cells are looked at one by one: beside the event loop, a few requests at a time, so that others are answered.

What an answer says without that takes a few milliseconds, and is worked out where the request came in: a change of
threads would cost more than it spares. What nobody waits for any more is not begun. What begins has its memory set
aside, and so much time.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any, TypeVar
from weakref import WeakSet

from anyio import to_thread
from fastapi import Request

from einscope.core.patience import within
from einscope.core.room import asked_of
from einscope.web.server.bounds.garbage import GARBAGE
from einscope.web.server.bounds.line import BusyError
from einscope.web.server.bounds.memory import MB, Memory, TooLargeError, trim
from einscope.web.server.bounds.places import Places

_AT_ONCE = 2
"""Requests at a time: the largest takes a second of one processor."""

_WAITING = 64
_SECONDS = 10
_STREAMS = 32
_PATIENCE = 5.0  # seconds that work which has begun waits for more memory

ORDINARY = 60 * MB
"""Memory that whatever looks at cells takes at the most, unless it says more: an order of 2²⁰ cells takes 57."""

LITTLE = 2**13
"""Cells that are looked at on the event loop: ten milliseconds, with a second opinion on each."""

Result = TypeVar("Result")


class ThreadPool:
    """Works on a few requests at a time; the others wait their turn, so many of them.

    Args:
        memory: where that of each is set aside.
        at_once: requests at a time.
        waiting: how many may wait.
        seconds: of a processor that one may take.
        share: how many of those that wait may be of one address; half of them where nothing is said.
    """

    def __init__(
        self,
        memory: Memory | None = None,
        at_once: int = _AT_ONCE,
        waiting: int = _WAITING,
        seconds: int = _SECONDS,
        share: int | None = None,
    ) -> None:
        self.memory = memory or Memory(1024 * MB)
        self.places = Places(at_once, waiting, share)
        self.seconds = seconds
        self._streams: WeakSet[AsyncIterator[Any]] = WeakSet()

    @property
    def waiting(self) -> int:
        """How many wait for their turn."""
        return len(self.places.line)

    async def run(
        self, work: Callable[..., Result], *arguments: object, cost: int = ORDINARY, shed: bool = True
    ) -> Result:
        """What this work comes to.

        Cancelled, it is not begun where it was still waiting; what has begun keeps its place until it ends, so that
        there are never more at a time.

        Args:
            work: what to do.
            arguments: of it.
            cost: bytes that it takes at the most.
            shed: whether it is refused where too many wait; not what was begun in pieces.

        Raises:
            BusyError: too many wait.
            TooLargeError: there is never so much memory.
            SpentError: it took too long.
        """
        await self.places.enter(shed)
        try:
            if cost:
                await self.memory.take(cost)
        except BaseException:
            self.places.leave()
            raise
        begun, loop = Event(), asyncio.get_running_loop()

        @contextmanager
        def more(size: int) -> Iterator[None]:
            taking = asyncio.run_coroutine_threadsafe(self.memory.take(size), loop)
            try:
                taking.result(_PATIENCE)
            except TimeoutError:  # those who have the rest may wait for this in turn
                if not taking.cancel():
                    loop.call_soon_threadsafe(self.memory.give, size)
                raise BusyError from None
            try:
                yield
            finally:
                loop.call_soon_threadsafe(self.memory.give, size)

        def begin() -> Result:
            begun.set()
            try:
                with within(self.seconds), asked_of(more):
                    return work(*arguments)
            finally:
                trim()

        def ended(working: "asyncio.Future[Result]") -> None:
            GARBAGE.ended()
            if cost:
                self.memory.give(cost)
            self.places.leave()
            if not working.cancelled():
                working.exception()  # where nobody waits for it, it is not reported as overlooked

        GARBAGE.begun()
        working = asyncio.ensure_future(to_thread.run_sync(begin))
        working.add_done_callback(ended)
        try:
            return await asyncio.shield(working)
        except asyncio.CancelledError:
            if not begun.is_set():
                working.cancel()
            raise

    async def weighed(self, cells: int, work: Callable[..., Result], *arguments: object) -> Result:
        """What this work comes to, which looks at so many cells at the most: at once where they are few."""
        return work(*arguments) if cells < LITTLE else await self.run(work, *arguments)

    def pieces(self, made: Iterator[Result], cost: int = 0) -> AsyncIterator[Result]:
        """What is made piece by piece; between two of them others have their turn, and nobody waits for who reads.

        Args:
            made: makes them.
            cost: bytes that making one takes at the most.

        Raises:
            BusyError: as many are read already as may be: each keeps a piece until it is read.
            TooLargeError: there is never so much memory.
        """
        if cost > self.memory.size:
            raise TooLargeError
        if len(self._streams) >= _STREAMS:
            raise BusyError
        stream = self._pieces(made, cost)
        self._streams.add(stream)
        return stream

    async def _pieces(self, made: Iterator[Result], cost: int) -> AsyncIterator[Result]:
        while True:
            piece = await self.run(next, made, None, cost=cost, shed=False)
            if piece is None:
                return
            yield piece


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
