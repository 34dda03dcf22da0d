"""Where pictures are drawn: in a few threads, each picture once, and no more than so many waiting."""

import asyncio
import gzip
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock

from einscope.core.spent import spent_on
from einscope.web.server.seen.metrics import looked_up

_COMPRESSED = ("image/svg+xml",)


@dataclass(frozen=True, slots=True)
class Finished:
    """A picture as it is sent. ``packed``: the same, compressed, where that makes it smaller."""

    media_type: str
    body: bytes
    packed: bytes | None
    tag: str


class BusyError(Exception):
    """As many pictures are waiting as may wait."""


class GoneError(Exception):
    """Nobody waits for the picture any more."""


Going = Callable[[], None]
"""Raises :class:`GoneError` where that is so; asked between two frames."""


@dataclass(slots=True)
class _Begun:
    """A picture that is being drawn, or waits for its turn, and how many are waiting for it."""

    made: Future[Finished]
    waiting: int

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
    """

    def __init__(self, version: str, at_once: int, waiting: int, kept_bytes: int) -> None:
        self._version = version
        self._pool = ThreadPoolExecutor(at_once, thread_name_prefix="picture")
        self._at_once = at_once
        self._most = at_once + waiting
        self._kept_bytes = kept_bytes
        self._lock = Lock()
        self._begun: dict[str, _Begun] = {}
        self._kept: OrderedDict[str, Finished] = OrderedDict()
        self._bytes = 0

    @property
    def waiting(self) -> int:
        """How many pictures wait to be drawn."""
        return max(0, len(self._begun) - self._at_once)

    async def picture(self, key: str, media_type: str, draw: Callable[[Going], bytes]) -> Finished:
        """The picture with this key; it is drawn where it is not kept.

        Who goes away does not end what others wait for. What nobody waits for any more is not begun, or ends at its
        next frame.

        Args:
            key: says everything that the picture depends on.
            media_type: of what ``draw`` makes.
            draw: makes it.

        Raises:
            BusyError: too many are waiting.
        """
        with self._lock:
            kept = self._kept.get(key)
            looked_up("pictures", kept is not None)
            if kept is not None:
                self._kept.move_to_end(key)
                return kept
            begun = self._begun.get(key)
            if begun is None and len(self._begun) >= self._most:
                raise BusyError
            if begun is not None:
                begun.waiting += 1
            else:
                begun = self._begun[key] = _Begun(Future(), 1)
                self._pool.submit(self._finish, key, media_type, draw, begun)
        try:
            return await asyncio.shield(asyncio.wrap_future(begun.made))
        finally:
            with self._lock:
                begun.waiting -= 1
                if not begun.waiting and self._begun.get(key) is begun:
                    del self._begun[key]  # whoever asks now begins anew

    def _finish(self, key: str, media_type: str, draw: Callable[[Going], bytes], begun: _Begun) -> None:
        made: Finished | None = None
        try:
            begun.going()
            with spent_on("picture"):
                body = draw(begun.going)
            packed = gzip.compress(body, 9, mtime=0) if media_type in _COMPRESSED else None
            tag = sha256(self._version.encode() + b"\0" + body).hexdigest()[:32]
            made = Finished(media_type, body, packed, tag)
        except GoneError:
            begun.made.cancel()
        except BaseException as error:
            begun.made.set_exception(error)
        finally:
            with self._lock:
                if self._begun.get(key) is begun:
                    del self._begun[key]
                if made is not None:
                    self._keep(key, made)
        if made is not None:
            begun.made.set_result(made)

    def _keep(self, key: str, made: Finished) -> None:
        if key in self._kept:
            return  # it was begun anew, and both came to their end
        self._kept[key] = made
        self._bytes += _size(made)
        while self._bytes > self._kept_bytes:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= _size(oldest)


def _size(made: Finished) -> int:
    return len(made.body) + len(made.packed or b"")
