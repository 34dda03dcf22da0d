"""Where programs are worked on: beside the event loop, a few at a time, so that memory and time stay bounded."""

from collections.abc import Callable
from functools import cached_property, partial
from typing import TypeVar

from anyio import CapacityLimiter, to_thread

_AT_ONCE = 2
"""Programs at a time: the largest takes a second of one processor, and some 200 MB."""

Result = TypeVar("Result")


class Bench:
    """Works on a few programs at a time; the others wait their turn."""

    @cached_property
    def _limiter(self) -> CapacityLimiter:
        return CapacityLimiter(_AT_ONCE)  # made where the event loop runs

    async def run(self, work: Callable[..., Result], *arguments: object) -> Result:
        """What this work comes to."""
        return await to_thread.run_sync(partial(work, *arguments), limiter=self._limiter)
