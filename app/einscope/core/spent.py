"""How long the parts of an answer take, added up for whoever counts it; looking at a clock is all that it costs."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Lock
from time import perf_counter


class Spent:
    """Seconds, and how often, by part.

    >>> spent = Spent()
    >>> spent.add("plan", 0.5), spent.add("plan", 0.25)
    (None, None)
    >>> spent.taken(), spent.taken()
    ({'plan': (0.75, 2)}, {})
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._parts: dict[str, tuple[float, int]] = {}

    def add(self, part: str, seconds: float) -> None:
        """Note that a part took so long."""
        self.add_all({part: seconds})

    def add_all(self, parts: Mapping[str, float]) -> None:
        """Note how long several parts took."""
        with self._lock:
            for part, seconds in parts.items():
                before, times = self._parts.get(part, (0.0, 0))
                self._parts[part] = before + seconds, times + 1

    def taken(self) -> dict[str, tuple[float, int]]:
        """What has been noted since this was last asked."""
        with self._lock:
            parts, self._parts = self._parts, {}
        return parts


SPENT = Spent()
"""In this process."""


@contextmanager
def spent_on(part: str) -> Iterator[None]:
    """Note how long the block takes."""
    begun = perf_counter()
    try:
        yield
    finally:
        SPENT.add(part, perf_counter() - begun)
