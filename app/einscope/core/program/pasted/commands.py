"""Lines of a program's text that are none of the program: commands for a shell or a notebook, loose backslashes."""

import re
from collections.abc import Iterator

from einscope.core.program.pasted.lines import lines, whole
from einscope.core.program.pasted.literals import outside, parts
from einscope.core.typed import Edit

_COMMAND = re.compile(
    r"\s*(?:[!%]{1,2}[\w./({]|\$ |\?{1,2}\w|(?:pip3?|conda|mamba|uv|uv pip|python3? -m pip) (?:install|add) "
    r"|[\w.]+\?{1,2}\s*$)"
)


def commands(code: str) -> Iterator[Edit]:
    r"""Lines for a shell or a notebook: ``!pip``, ``%matplotlib``, ``$ python``, ``x?``.

    >>> [*commands("!pip install einops\ny = x")]
    [Edit(start=0, end=20, text='')]
    """
    command_lines = [line for line in lines(code) if _COMMAND.match(line.text)]
    free = outside(code, [line.start for line in command_lines])
    for line in command_lines:
        continued = code[: line.start].rstrip("\r\n").endswith("\\") or _open(code, line.start)
        if line.start in free and not continued:
            yield whole(line, code)


def backslashes(code: str) -> Iterator[Edit]:
    r"""Backslashes that continue nothing: with spaces behind them, before an empty line, at the end.

    >>> [*backslashes("y = x \\ \n.T \\")]
    [Edit(start=7, end=8, text=''), Edit(start=12, end=13, text='')]
    """
    listed = [*lines(code)]
    ends = [(at, line, line.start + len(line.text.rstrip()) - 1) for at, line in enumerate(listed)]
    ends = [(at, line, place) for at, line, place in ends if line.text.rstrip().endswith("\\")]
    free = outside(code, [place for _, _, place in ends], {"string", "comment"})
    for at, line, place in ends:
        if place not in free:
            continue
        if at + 1 == len(listed) or not listed[at + 1].text.strip():
            yield Edit(place, line.end)
        elif place + 1 < line.end:
            yield Edit(place + 1, line.end)


def _open(code: str, place: int) -> bool:
    """Whether a bracket is open at a place."""
    depth = 0
    for part in parts(code[:place]):
        if part.kind == "code":
            for char in code[part.start : part.end]:
                depth = max(0, depth + (char in "([{") - (char in ")]}"))
    return depth > 0
