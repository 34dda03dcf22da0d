"""What of a text is kept where there is little room: short parts whole, long ones their first lines."""

from collections.abc import Sequence

_MORE = "…"


def fitting(parts: Sequence[Sequence[str]], room: int) -> list[list[str]]:
    """The parts of a text cut to so many bytes: the longest ones lose most, and say so with a last line.

    Args:
        parts: each of several lines.
        room: bytes that all of them may have in UTF-8, with the ends of their lines.

    >>> fitting([["a short part"], ["1. one line", "2. another", "3. a third"]], 40)
    [['a short part'], ['1. one line', '2. another', '…']]
    >>> fitting([["a line that is too long"]], 12)
    [['a line t…']]
    """
    level = _level([_size(lines) for lines in parts], room)
    return [_cut(lines, level) for lines in parts]


def _size(lines: Sequence[str]) -> int:
    return sum(len(line.encode()) + 1 for line in lines)


def _level(sizes: Sequence[int], room: int) -> int:
    """How long a part may be, so that all have room."""
    left = room
    for number, size in enumerate(sorted(sizes)):
        share = left // (len(sizes) - number)
        if size > share:
            return share
        left -= size
    return room


def _cut(lines: Sequence[str], level: int) -> list[str]:
    if _size(lines) <= level:
        return list(lines)
    left, kept = level - _size([_MORE]), list[str]()
    for line in lines:
        left -= _size([line])
        if left < 0:
            break
        kept.append(line)
    if kept:
        return [*kept, _MORE]
    # Not even the first line: its beginning.
    return [lines[0].encode()[: max(0, level - _size([_MORE]))].decode(errors="ignore") + _MORE]
