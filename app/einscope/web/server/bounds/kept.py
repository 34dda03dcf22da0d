"""What is finished and may be asked for again, within so many bytes."""

from collections import OrderedDict
from typing import Generic, TypeVar

from einscope.web.server.seen import metrics

_PART = 2  # of all there is room for; what takes more than one such part would drive out everything else

Key = TypeVar("Key")
Value = TypeVar("Value")


class Kept(Generic[Key, Value]):
    """Values by their keys; for a new one, those that nobody has asked for for longest go.

    Args:
        name: that it is counted by.
        size: bytes of all of them.

    >>> kept = Kept("examples", 100)
    >>> for name in "abcde":
    ...     kept.put(name, name.upper(), 25)
    >>> kept.get("a"), kept.get("e"), kept.bytes
    (None, 'E', 100)
    """

    def __init__(self, name: str, size: int) -> None:
        self.name = name
        self.size = size
        self.bytes = 0
        self._entries: OrderedDict[Key, tuple[Value, int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: Key) -> Value | None:
        """The value; None: it is not kept."""
        entry = self._entries.get(key)
        metrics.looked_up(self.name, entry is not None)
        if entry is None:
            return None
        self._entries.move_to_end(key)
        return entry[0]

    def put(self, key: Key, value: Value, size: int) -> None:
        """Keep a value, unless it takes too large a part of the room.

        Args:
            key: by which it is asked for.
            value: whatever was kept by that key before is replaced.
            size: bytes that the two take.
        """
        _, before = self._entries.pop(key, (None, 0))
        self.bytes -= before
        if size * _PART <= self.size:
            self._entries[key] = (value, size)
            self.bytes += size
        while self.bytes > self.size:
            _, (_, oldest) = self._entries.popitem(last=False)
            self.bytes -= oldest
        metrics.keeps(self.name, self.bytes)
