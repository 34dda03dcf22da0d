"""Lines that stand further right than they belong, because they were cut out of something."""

from collections.abc import Iterator

from einscope.core.program.pasted.lines import Line, full, lines
from einscope.core.program.pasted.literals import outside
from einscope.core.program.pasted.reading import fault
from einscope.core.typed import Edit, applied

_MOST = 40
"""Lines that are put back one by one."""


def tabs(code: str) -> Iterator[Edit]:
    r"""Tabs at the beginnings of lines, where others begin with spaces.

    >>> [*tabs("if p:\n\ty = x\n        z = y")]
    [Edit(start=6, end=7, text='    ')]
    """
    for line in lines(code):
        head = _head(line.text)
        if "\t" in head:
            yield Edit(line.start, line.start + len(head), head.expandtabs(4))


def indentation(code: str) -> Iterator[Edit]:
    r"""What all lines are indented by; or all but the first, where that was cut off; or a few lines by themselves.

    >>> [*indentation("    y = x\n    z = y")]
    [Edit(start=0, end=4, text=''), Edit(start=10, end=14, text='')]
    """
    free = outside(code, [line.start for line in full(code)])
    listed = [line for line in full(code) if line.start in free]
    if not listed:
        return
    depths = [len(_head(line.text)) for line in listed]
    least = min(depths)
    shifts = [-least] * len(listed)
    if fault(_moved(code, listed, shifts)) is not None:
        rest = min(depths[1:], default=least)
        # The first line was cut off within its indentation: it belongs as deep as some other.
        for depth in sorted({*depths[1:]} - {depths[0]}):
            tried = [depth - depths[0] - min(depth, rest), *([-min(depth, rest)] * (len(listed) - 1))]
            if fault(_moved(code, listed, tried)) is None:
                shifts = tried
                break
        else:
            shifts = _one_by_one(code, listed, shifts)
    yield from (edit for edit in _edits(listed, shifts) if edit.start < edit.end or edit.text)


def _one_by_one(code: str, listed: list[Line], shifts: list[int]) -> list[int]:
    """Put lines that are indented without need where the line before them is; others stay."""
    numbers = {line.start: at for at, line in enumerate(listed)}
    starts = [line.start for line in lines(code)]
    tried = shifts
    for _ in range(_MOST):
        error = fault(_moved(code, listed, tried))
        if error is None:
            return tried
        if not isinstance(error, IndentationError) or "unexpected indent" not in error.msg or not error.lineno:
            return shifts
        at = numbers.get(starts[error.lineno - 1]) if error.lineno <= len(starts) else None
        if not at:
            return shifts
        depths = [len(_head(line.text)) + shift for line, shift in zip(listed, tried, strict=True)]
        by = depths[at] - depths[at - 1]
        end = next((later for later in range(at, len(listed)) if depths[later] < depths[at]), len(listed))
        tried = [shift - by if at <= number < end else shift for number, shift in enumerate(tried)]
    return shifts


def _moved(code: str, listed: list[Line], shifts: list[int]) -> str:
    return applied(code, _edits(listed, shifts))


def _edits(listed: list[Line], shifts: list[int]) -> Iterator[Edit]:
    for line, shift in zip(listed, shifts, strict=True):
        depth = len(_head(line.text))
        if shift < 0:
            yield Edit(line.start, line.start + min(depth, -shift))
        elif shift:
            yield Edit(line.start, line.start, " " * shift)


def _head(text: str) -> str:
    return text[: len(text) - len(text.lstrip(" \t\f"))]
