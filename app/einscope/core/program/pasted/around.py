"""What stands around code where it is shown: fences, labels, quotation marks, a diff, line numbers."""

import re
from collections.abc import Iterator
from itertools import pairwise

from einscope.core.program.pasted.lines import Line, full, lines, whole
from einscope.core.program.pasted.reading import fault
from einscope.core.typed import Edit, applied

_QUOTED = re.compile(r"(?:>(?!>>) ?)+")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})\s*([\w+#.{}=\" -]*)\s*")
_OTHER = re.compile(r"\{?\.?(?:ba|z|c)?sh(?:ell|-session)?\b|console|text|txt|plain|output|json|ya?ml|diff|out\b", re.I)
_LABEL = re.compile(r"\s*(?:python3?|py|copy(?: code)?|edit|run|复制代码|复制|运行)?\s*", re.I)
_HUNK = re.compile(r"diff --git |index [0-9a-f]{6,}\.\.|--- |\+\+\+ |@@ .*@@|\\ No newline|new file mode ")
_NUMBER = re.compile(r"(\s*)(\d{1,5})(\s*[:|.)│]|(?=\s|$))")


def quotation_marks(code: str) -> Iterator[Edit]:
    r"""``> `` before every line, as in a reply.

    >>> [*quotation_marks("> y = x\n>     z")]
    [Edit(start=0, end=2, text=''), Edit(start=8, end=10, text='')]
    """
    listed = full(code)
    quoted = [(line, match) for line in listed if (match := _QUOTED.match(line.text))]
    if len(quoted) == len(listed):
        yield from (Edit(line.start, line.start + match.end()) for line, match in quoted)


def prose(code: str) -> Iterator[Edit]:
    r"""What stands around blocks between fences, and blocks of other languages.

    >>> [*prose("See:\n```\ny = x\n```")]
    [Edit(start=0, end=5, text='')]
    """
    listed = [*lines(code)]
    kept: set[int] = set()
    blocks = _blocks(listed)
    for start, end, word in [block for block in blocks if not _OTHER.match(block[2])] or blocks:
        kept |= {*range(start, end + 1)}
        if end == len(listed) and not word and len(blocks) == 1:  # cut off: what is before the fence may be the block
            kept |= {*range(start)}
    yield from (whole(line, code) for at, line in enumerate(listed) if blocks and at not in kept and line.text.strip())


def fences(code: str) -> Iterator[Edit]:
    r"""Fences, and the marks of code within a line.

    >>> [*fences("```python\ny = x\n```")]
    [Edit(start=0, end=10, text=''), Edit(start=16, end=19, text='')]
    """
    stripped = code.strip()
    if len(stripped) > 2 and stripped[0] == stripped[-1] == "`" and "`" not in stripped[1:-1]:
        start = code.index("`")
        yield from (Edit(start, start + 1), Edit(start + len(stripped) - 1, start + len(stripped)))
    else:
        yield from (whole(line, code) for line in lines(code) if _FENCE.fullmatch(line.text))


def labels(code: str) -> Iterator[Edit]:
    r"""What the box around a block says: its language, and a button to copy it.

    >>> [*labels("python\nCopy code\ny = x")]
    [Edit(start=0, end=7, text=''), Edit(start=7, end=17, text='')]
    """
    for line in lines(code):
        if not _LABEL.fullmatch(line.text):
            break
        if line.text.strip():
            yield whole(line, code)


def old_lines(code: str) -> Iterator[Edit]:
    r"""The lines that a diff takes out.

    >>> [*old_lines("-y = x\n+y = x.T")]
    [Edit(start=0, end=7, text='')]
    """
    if _is_diff(code):
        yield from (whole(line, code) for line in full(code) if line.text[0] == "-" and not _HUNK.match(line.text))


def marks(code: str) -> Iterator[Edit]:
    r"""What heads a diff, and the marks of the lines that it puts in and of those that it leaves.

    >>> [*marks("@@ -1 +1,2 @@\n+y = x.T\n z = y")]
    [Edit(start=0, end=14, text=''), Edit(start=14, end=15, text=''), Edit(start=23, end=24, text='')]
    """
    listed = full(code)
    body = [line for line in listed if not _HUNK.match(line.text)]
    headed = len(body) < len(listed)
    if not headed and (any(line.text[0] == "-" for line in body) or not any(line.text[0] == "+" for line in body)):
        return
    heads = (whole(line, code) for line in listed if _HUNK.match(line.text))
    yield from sorted([*heads, *_marks(body)])


def numbers(code: str) -> Iterator[Edit]:
    r"""Line numbers, each larger than the one before, with the room between them and the code.

    >>> [*numbers(" 9: y = x\n10: z = y")]
    [Edit(start=0, end=4, text=''), Edit(start=10, end=14, text='')]
    """
    listed = full(code)
    numbered = [(line, match) for line in listed if (match := _NUMBER.match(line.text))]
    values = [int(match[2]) for _, match in numbered]
    if not listed or len(numbered) < len(listed) or any(after <= before for before, after in pairwise(values)):
        return
    rests = [line.text[match.end() :].expandtabs(4) for line, match in numbered]
    inner = [len(rest) - len(rest.lstrip()) for rest in rests]
    # Either the code is in a column of its own, or it begins behind the number, however wide that is.
    ways = [inner, [depth + match.end() for depth, (_, match) in zip(inner, numbered, strict=True)]]
    depths = min((_level(way, rests) for way in ways), key=lambda way: sum(depth % 4 != 0 for depth in way))
    for (line, match), rest, depth in zip(numbered, rests, depths, strict=True):
        room = len(line.text[match.end() :]) - len(line.text[match.end() :].lstrip())
        yield Edit(line.start, line.start + match.end() + room, " " * depth if rest.strip() else "")


def _level(depths: list[int], rests: list[str]) -> list[int]:
    least = min((depth for depth, rest in zip(depths, rests, strict=True) if rest.strip()), default=0)
    return [max(0, depth - least) for depth in depths]


def _blocks(listed: list[Line]) -> list[tuple[int, int, str]]:
    """The first and last line of each block, fences with it, and what its fence says."""
    blocks: list[tuple[int, int, str]] = []
    opened: tuple[int, re.Match[str]] | None = None
    for at, line in enumerate(listed):
        match = _FENCE.fullmatch(line.text)
        if match and opened is None:
            opened = at, match
        elif match and opened is not None and match[1].startswith(opened[1][1]):
            blocks.append((opened[0], at, opened[1][2]))
            opened = None
    return blocks if opened is None else [*blocks, (opened[0], len(listed), opened[1][2])]


def _is_diff(code: str) -> bool:
    listed = full(code)
    if any(_HUNK.match(line.text) for line in listed):
        return True
    marks = {line.text[0] for line in listed}
    if not {"+", "-"} <= marks:
        return False
    if marks <= {"+", "-", " ", "\t"}:
        return True
    kept = applied(code, (whole(line, code) for line in listed if line.text[0] == "-"))
    return fault(applied(kept, _marks(full(kept)))) is None


def _marks(listed: list[Line]) -> Iterator[Edit]:
    spaced = all(line.text[0] in "+ \t" for line in listed)
    for line in listed:
        if line.text[0] == "+" or (spaced and line.text[0] == " "):
            yield Edit(line.start, line.start + 1)
