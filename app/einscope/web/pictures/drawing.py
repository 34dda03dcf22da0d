"""Where pictures are drawn: in a few threads, each picture once, and no more than so many waiting."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256

from einscope.core.spent import spent_on
from einscope.web.server.bounds.kept import Kept
from einscope.web.server.bounds.memory import Memory
from einscope.web.server.sending.codings import QUICK
from einscope.web.server.threads import ORDINARY, ThreadPool

_COMPRESSED = ("image/svg+xml",)


@dataclass(frozen=True, slots=True)
class Finished:
    """A picture as it is sent. ``packed``: the same, compressed, where that makes it smaller."""

    media_type: str
    body: bytes
    packed: bytes | None
    tag: str


class GoneError(Exception):
    """Nobody waits for the picture any more."""


Going = Callable[[], None]
"""Raises :class:`GoneError` where that is so; asked between two frames."""


@dataclass(slots=True)
class _Begun:
    """A picture that is being drawn, or waits for its turn, and how many are waiting for it."""

    waiting: int = 0
    made: "asyncio.Future[Finished]" = field(init=False)

    def going(self) -> None:
        if not self.waiting:
            raise GoneError


class PicturePool:
    """Draws pictures off the event loop and keeps those that were asked for last.

    Args:
        version: part of every tag, so that a new release is seen.
        at_once: pictures drawn at the same time.
        waiting: pictures that may wait beside them.
        kept_bytes: size of the finished pictures that are kept.
        memory: where that of each is set aside.
        seconds: of a processor that one may take.
    """

    def __init__(
        self,
        version: str,
        at_once: int,
        waiting: int,
        kept_bytes: int,
        memory: Memory | None = None,
        seconds: int = 10,
    ) -> None:
        self._version = version
        self._threads = ThreadPool(memory, at_once, waiting, seconds, share=waiting)
        self._begun: dict[str, _Begun] = {}
        self._kept: Kept[str, Finished] = Kept("pictures", kept_bytes)

    @property
    def waiting(self) -> int:
        """How many pictures wait to be drawn."""
        return self._threads.waiting

    async def picture(
        self, key: str, media_type: str, draw: Callable[[Going], bytes], cost: int = ORDINARY
    ) -> Finished:
        """The picture with this key; it is drawn where it is not kept.

        Who goes away does not end what others wait for. What nobody waits for any more is not begun, or ends at its
        next frame.

        Args:
            key: says everything that the picture depends on.
            media_type: of what ``draw`` makes.
            draw: makes it.
            cost: bytes of memory that it takes at the most.

        Raises:
            BusyError: too many are waiting.
            TooLargeError: there is never so much memory.
        """
        kept = self._kept.get(key)
        if kept is not None:
            return kept
        begun = self._begun.get(key)
        if begun is None:
            begun = self._begun[key] = _Begun()
            drawing = self._threads.run(self._finished, media_type, draw, begun.going, cost=cost)
            begun.made = asyncio.ensure_future(drawing)
            begun.made.add_done_callback(lambda made: self._ended(key, begun, made))
        begun.waiting += 1
        try:
            return await asyncio.shield(begun.made)
        finally:
            begun.waiting -= 1
            if not begun.waiting:
                begun.made.cancel()
                self._forget(key, begun)  # whoever asks now begins anew

    def _finished(self, media_type: str, draw: Callable[[Going], bytes], going: Going) -> Finished:
        going()
        with spent_on("picture"):
            body = draw(going)
        packed = QUICK["gzip"](body) if media_type in _COMPRESSED else None
        return Finished(media_type, body, packed, sha256(self._version.encode() + b"\0" + body).hexdigest()[:32])

    def _ended(self, key: str, begun: _Begun, made: "asyncio.Future[Finished]") -> None:
        self._forget(key, begun)
        if not made.cancelled() and made.exception() is None:
            finished = made.result()
            self._kept.put(key, finished, len(finished.body) + len(finished.packed or b""))

    def _forget(self, key: str, begun: _Begun) -> None:
        if self._begun.get(key) is begun:
            del self._begun[key]
