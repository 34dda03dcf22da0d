"""Who waits: one address after the other, each in its order, and no more than a bound."""

import asyncio
from collections import OrderedDict, deque
from contextvars import ContextVar
from typing import ClassVar
from weakref import WeakSet

ASKER: ContextVar[str] = ContextVar("asker", default="")
"""The address that the request came from; behind a trusted proxy the one that it names."""


class BusyError(Exception):
    """As many wait as may wait: whoever comes now is to come again."""


class Line:
    """Those who wait.

    Args:
        most: how many may wait.
        share: how many of one address; half of all where nothing is said.

    >>> asyncio.run(_shown())
    ['a', 'b', 'a']
    """

    _all: ClassVar[WeakSet["Line"]] = WeakSet()
    closed: ClassVar[bool] = False

    def __init__(self, most: int, share: int | None = None) -> None:
        self.most = most
        self.share = max(1, most // 2) if share is None else share
        self._asking: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()
        self._count = 0
        self._all.add(self)

    @classmethod
    def close(cls) -> None:
        """Send everybody away who waits, and whoever comes: the process ends."""
        cls.closed = True
        for line in list(cls._all):
            for own in line._asking.values():
                for called in own:
                    if not called.done():
                        called.set_exception(BusyError())
            line._asking.clear()
            line._count = 0

    def __len__(self) -> int:
        return self._count

    async def wait(self, shed: bool = True) -> None:
        """Return when :meth:`call` calls.

        Args:
            shed: whether to refuse where too many wait; what has been promised already is not.

        Raises:
            BusyError: too many wait, of all or of this address.
        """
        asker = ASKER.get()
        own = self._asking.get(asker)
        if self.closed:
            raise BusyError
        if shed and (self._count >= self.most or (own is not None and len(own) >= self.share)):
            raise BusyError
        called: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._asking.setdefault(asker, deque()).append(called)
        self._count += 1
        try:
            await called
        except asyncio.CancelledError:
            if not called.cancelled():  # called, and gone before it could come: the next one comes instead
                self.missed()
            elif called in self._asking.get(asker, ()):
                self._asking[asker].remove(called)
                self._left(asker)
            raise

    def missed(self) -> None:
        """Whoever was called has gone; what was held for it is free again. Whoever calls says what that means."""

    def call(self) -> bool:
        """Call the next one, of the address that was called longest ago; False where nobody waits."""
        while self._asking:
            asker, own = self._asking.popitem(last=False)
            called = own.popleft()
            if own:
                self._asking[asker] = own  # behind all other addresses
            self._count -= 1
            if not called.done():  # or it has gone in this very turn of the loop
                called.set_result(None)
                return True
        return False

    def _left(self, asker: str) -> None:
        self._count -= 1
        if not self._asking[asker]:
            del self._asking[asker]


async def _shown() -> list[str]:
    """Two of one address and one of another, as they are called."""
    line, came = Line(9), []

    async def ask(asker: str) -> None:
        ASKER.set(asker)
        await line.wait()
        came.append(asker)

    asking = [asyncio.ensure_future(ask(asker)) for asker in ("a", "a", "b")]
    await asyncio.sleep(0)
    while line.call():
        pass
    await asyncio.gather(*asking)
    return came
