"""Where pictures are drawn: in a few threads, each picture once, and no more than so many waiting."""

import asyncio
import gzip
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock

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
        self._most = at_once + waiting
        self._kept_bytes = kept_bytes
        self._lock = Lock()
        self._begun: dict[str, Future[Finished]] = {}
        self._kept: OrderedDict[str, Finished] = OrderedDict()
        self._bytes = 0

    async def picture(self, key: str, media_type: str, draw: Callable[[], bytes]) -> Finished:
        """The picture with this key; it is drawn where it is not kept.

        Args:
            key: says everything that the picture depends on.
            media_type: of what ``draw`` makes.
            draw: makes it.

        Raises:
            BusyError: too many are waiting.
        """
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
                return kept
            begun = self._begun.get(key)
            if begun is None:
                if len(self._begun) >= self._most:
                    raise BusyError
                begun = self._begun[key] = self._pool.submit(self._finish, key, media_type, draw)
        # Who goes away does not end what others wait for.
        return await asyncio.shield(asyncio.wrap_future(begun))

    def _finish(self, key: str, media_type: str, draw: Callable[[], bytes]) -> Finished:
        made: Finished | None = None
        try:
            body = draw()
            packed = gzip.compress(body, 9, mtime=0) if media_type in _COMPRESSED else None
            tag = sha256(self._version.encode() + b"\0" + body).hexdigest()[:32]
            made = Finished(media_type, body, packed, tag)
            return made
        finally:
            with self._lock:
                del self._begun[key]
                if made is not None:
                    self._keep(key, made)

    def _keep(self, key: str, made: Finished) -> None:
        self._kept[key] = made
        self._bytes += _size(made)
        while self._bytes > self._kept_bytes:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= _size(oldest)


def _size(made: Finished) -> int:
    return len(made.body) + len(made.packed or b"")
