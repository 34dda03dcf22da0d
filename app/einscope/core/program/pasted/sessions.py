"""What a console or a notebook shows: prompts, and what was printed between them."""

import re
from collections.abc import Iterator

from einscope.core.program.pasted.lines import Line, lines, whole
from einscope.core.program.pasted.reading import fault
from einscope.core.typed import Edit

_CONSOLE = re.compile(r"\s*(?:>>>|\.\.\.)(?: |$)")
_FIRST = re.compile(r"\s*>>>(?: |$)")
NOTEBOOK = re.compile(r"^\s*In ?\[(?:\d+|\*| )\]: ?", re.MULTILINE)
"""How a line of a notebook begins. To Python ``In [1]: y = x`` is an annotation; nobody writes one so."""
_MORE = re.compile(r"\s*\.{3,}: ?")
_OUT = re.compile(r"\s*Out ?\[\d+\]:")


def printed(code: str) -> Iterator[Edit]:
    r"""What was printed between prompts.

    >>> [*printed(">>> y = x.T\n>>> y.shape\ntorch.Size([3, 2])")]
    [Edit(start=24, end=42, text='')]
    """
    listed = [*lines(code)]
    if any(_FIRST.match(line.text) for line in listed):
        yield from _of_console(code, listed)
    elif NOTEBOOK.search(code):
        yield from _of_notebook(code, listed)


def prompts(code: str) -> Iterator[Edit]:
    r"""Prompts of a console or a notebook.

    >>> [*prompts(">>> y = x.T\n>>> y.shape")]
    [Edit(start=0, end=4, text=''), Edit(start=12, end=16, text='')]
    """
    listed = [*lines(code)]
    if any(_FIRST.match(line.text) for line in listed):
        kinds = [_CONSOLE]
    else:
        kinds = [NOTEBOOK, _MORE] if NOTEBOOK.search(code) else []
    for line in listed:
        if match := next((prompt for kind in kinds if (prompt := kind.match(line.text))), None):
            yield Edit(line.start, line.start + match.end())


def _of_console(code: str, listed: list[Line]) -> Iterator[Edit]:
    first = next(at for at, line in enumerate(listed) if _FIRST.match(line.text))
    before = fault(code[: listed[first].start]) is None
    for at, line in enumerate(listed):
        if line.text.strip() and not _CONSOLE.match(line.text) and (at > first or not before):
            yield whole(line, code)


def _of_notebook(code: str, listed: list[Line]) -> Iterator[Edit]:
    """A console shows code on the line of its prompt and output below; a notebook, code below."""
    below = True  # whether a line without a prompt is code
    for line in listed:
        if match := NOTEBOOK.match(line.text):
            below = not line.text[match.end() :].strip()
        elif _OUT.match(line.text):
            below = False
            yield whole(line, code)
        elif not _MORE.match(line.text) and not below and line.text.strip():
            yield whole(line, code)
