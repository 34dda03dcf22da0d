"""Memory that work is admitted by: what it is known to take at the most is set aside before it begins."""

import asyncio
import ctypes
import sys
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

MB = 2**20

_ARENAS, _MAPPED, _TRIMMED = -8, -3, -1  # M_ARENA_MAX, M_MMAP_THRESHOLD, M_TRIM_THRESHOLD of malloc.h
_LIBRARY = ctypes.CDLL(None) if sys.platform == "linux" else None
_SELDOM = 1.0  # seconds from one look for what can be given back to the next
_last = [0.0]


class TooLargeError(Exception):
    """It takes more memory than this server has for it, whoever else works."""


class Memory:
    """So many bytes for work; who finds too few free ones waits, and whoever came first is first.

    Args:
        size: bytes.
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self.free = size
        self._waiting: deque[tuple[int, asyncio.Future[None]]] = deque()

    @asynccontextmanager
    async def set_aside(self, cost: int) -> AsyncIterator[None]:
        """So many bytes, while the block runs.

        Raises:
            TooLargeError: there are never so many.
        """
        await self.take(cost)
        try:
            yield
        finally:
            self.give(cost)

    async def take(self, cost: int) -> None:
        """Set bytes aside, and wait until they are free.

        Raises:
            TooLargeError: there are never so many.
        """
        if cost > self.size:
            raise TooLargeError
        if not self._waiting and cost <= self.free:
            self.free -= cost
            return
        ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        entry = (cost, ready)
        self._waiting.append(entry)
        try:
            await ready
        except asyncio.CancelledError:
            if not ready.cancelled():
                self.give(cost)
            elif entry in self._waiting:
                self._waiting.remove(entry)
                self._admit()
            raise

    def give(self, cost: int) -> None:
        """Give bytes back."""
        self.free += cost
        self._admit()

    def _admit(self) -> None:
        while self._waiting and self._waiting[0][0] <= self.free:
            cost, ready = self._waiting.popleft()
            if not ready.done():  # or whoever waited has gone in this very turn of the loop
                self.free -= cost
                ready.set_result(None)


def settle() -> None:
    """Let the allocator give back to the system what work has left, instead of keeping it for as much again.

    glibc keeps an arena for each thread, and raises the size from which an array is a mapping of its own with every one
    that is freed: after an hour of everything that can be asked, three times as much was held as at the start.
    """
    if _LIBRARY is not None and hasattr(_LIBRARY, "mallopt"):
        _LIBRARY.mallopt(_ARENAS, 2)
        _LIBRARY.mallopt(_MAPPED, 256 * 1024)
        _LIBRARY.mallopt(_TRIMMED, MB)


def trim() -> None:
    """Give back what is free between what is not; about a millisecond, and seldom enough to cost nothing."""
    now = time.monotonic()
    if now - _last[0] > _SELDOM and _LIBRARY is not None and hasattr(_LIBRARY, "malloc_trim"):
        _last[0] = now
        _LIBRARY.malloc_trim(0)
