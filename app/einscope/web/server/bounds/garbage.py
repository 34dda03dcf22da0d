"""The garbage collector, a little at a time: while it looks at objects nobody else runs, in whatever thread it is.

Nearly all that an answer needs is freed without it. So by itself it looks at young objects, a few thousand each time,
and at all of them when no answer is worked on: where it chose the moment, that was amid one of a hundred thousand.
"""

import asyncio
import gc

_YOUNG = 5_000
"""Objects that may be new when it looks at them: one to two milliseconds."""

_MIDDLE = 4
"""Such rounds before it looks once more at those that were left: 30,000 objects at the most."""

_OLD = 100
"""Rounds of the middle before it looks at all by itself, where there never was a moment without work."""


class Garbage:
    """When the collector of this process looks at what; called on the thread of the event loop."""

    def __init__(self) -> None:
        self._works = 0
        self._settled = self._waits = False

    def settle(self) -> None:
        """Leave out all that there is now, and look at the rest as said above."""
        self.leave_out()
        gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
        self._settled = True

    @staticmethod
    def leave_out() -> None:
        """Look no more at what there is now, since it lives as long as the process; from whatever thread."""
        gc.freeze()

    def begun(self) -> None:
        """Work has begun that may have many objects: until it ends, not all are looked at."""
        self._works += 1

    def ended(self) -> None:
        """It has ended."""
        self._works -= 1

    def answered(self) -> None:
        """A request has been answered. When it is gone all is looked at, if anything has grown old and nobody works.

        Cost: little is alive then, so a few milliseconds; none in a process that has not settled, as in a test.
        """
        if self._settled and not self._waits and not self._works and gc.get_count()[2]:
            self._waits = True
            asyncio.get_running_loop().call_soon(self._look)

    def _look(self) -> None:
        self._waits = False
        if not self._works and gc.get_count()[2]:  # rounds of the middle since all were looked at
            gc.collect()


GARBAGE = Garbage()
"""Of this process."""
