"""``[[1,2],[3,4]]``: numbers or words of a person's own, as they are typed, printed or exported."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isfinite, prod

from einscope.core.errors import PatternError, Span, say
from einscope.core.fields.dotted import ENTRY
from einscope.core.limits import Limits
from einscope.core.plan import Shape
from einscope.core.typed import plain

Entry = int | float | bool | str
"""A number, or a word; what is no finite number is a word."""

_TOKEN = re.compile(
    r"""(?P<space>[ \t\n\r]+)|(?P<open>[\[({])|(?P<close>[\])}])|(?P<comma>,)|(?P<semicolon>;)"""
    r"""|(?P<quoted>'[^'\n]*'|"[^"\n]*")|(?P<word>[^\s\[\](){},;'"]+)"""
)
_NAME = re.compile(r"\s*([A-Za-z_][\w.\[\]]*?)\s*[:=](?!=)")
_CALL = re.compile(r"\s*((?:[A-Za-z_]\w*\.)*(?:tensor|Tensor|array|Array|asarray|DeviceArray|from_numpy))\s*\(")
_OPTION = re.compile(r",\s*[a-z_]+\s*=[^\[\]]*$", re.DOTALL)
_NUMBER = re.compile(r"[+-]?(?:\d{1,18}(?:_\d+)*|(?:\d+\.\d*|\.\d+|\d+)(?:[eE][+-]?\d{1,3})?)")
_WORDS: dict[str, Entry] = {"True": True, "False": False, "true": True, "false": False}
_SHORTENED = ("...", "…")
_DEEPEST = 32


@dataclass(frozen=True, slots=True)
class Numbers:
    """The data of one input.

    Args:
        name: of the input; empty: that which stands at this place.
        shape: as the brackets, or the lines, have it.
        entries: in C order.
        span: in the text.
    """

    name: str
    shape: Shape
    entries: tuple[Entry, ...]
    span: Span

    @property
    def flat(self) -> bool:
        """Whether the shape says nothing but how many there are."""
        return len(self.shape) == 1


@dataclass(frozen=True, slots=True)
class DataText:
    """``[[1,2],[3,4]]``; several inputs by name: ``x:[[1,2]];w:[[3],[4]]``."""

    form = say("numbers or words in brackets, as Python, NumPy or torch print them, or lines of them")
    json = str | list[object] | dict[str, list[object]] | int | float
    choices = ()

    def read(self, text: str, name: str, limits: Limits) -> tuple[Numbers, ...]:
        """The data of each input that has some.

        Raises:
            PatternError: ``data-shortened``, ``data-bracket``, ``data-ragged``, ``data-semicolon`` or
                ``data-repeated``.

        Cost: O(length).
        """
        read: list[Numbers] = []
        flat = plain(text)
        parts = _parts(text, flat)
        for numbers in (numbers for start, end in parts for numbers in _beside(text, flat, start, end, name)):
            if numbers.name and numbers.name in [other.name for other in read]:
                message = say("'{axis}' is given twice.", axis=numbers.name)
                raise PatternError("data-repeated", message, numbers.span, name)
            read.append(numbers)
        return tuple(read)

    def write(self, value: Sequence[Numbers]) -> str:
        r"""The canonical text.

        >>> form = DataText()
        >>> form.write(form.read("tensor([[1., 2.],\n        [3., 4.]], device='cuda:0')", "data", Limits()))
        '[[1.0,2.0],[3.0,4.0]]'
        >>> form.write(form.read("x: cat sat mat; w = [[1 2] [3 4]]", "data", Limits()))
        'x:[cat,sat,mat];w:[[1,2],[3,4]]'
        """
        return ";".join(
            f"{f'{numbers.name}:' if numbers.name else ''}{_written(numbers.shape, numbers.entries)}"
            for numbers in value
        )

    def plain(self, value: Sequence[Numbers]) -> object:
        """The value as JSON has it."""
        return [list(numbers.entries) for numbers in value]


def data_text(value: object) -> str:
    """A value from JSON as the text that a query would carry.

    >>> data_text([[1, 2.5], [True, "cat"]]), data_text({"x": [1, 2], "w": [[3]]}), data_text("1 2")
    ('[[1,2.5],[True,"cat"]]', 'x:[1,2];w:[[3]]', '1 2')
    """
    if isinstance(value, dict):
        return ";".join(f"{name}:{data_text(own)}" for name, own in value.items())
    return value if isinstance(value, str) else _nested_text(value)


def _nested_text(value: object) -> str:
    if isinstance(value, list):
        return f"[{','.join(map(_nested_text, value))}]"
    if isinstance(value, str):
        return f'"{value}"' if '"' not in value else f"'{value}'"
    return str(value)


def _parts(typed: str, text: str) -> Iterator[tuple[int, int]]:
    """Where the data of each input stand: between semicolons that no bracket or quote holds.

    Where every line has as many of them, and no input has a name, they stand between the cells of one table, as
    spreadsheets write it wherever a comma is the decimal point.
    """
    lines = [plain(line) for line in typed.splitlines() if line.strip()]
    if len(lines) > 1 and len({line.count(";") for line in lines}) == 1 and not set(text) & set("[](){}'\":="):
        yield 0, len(text)
        return
    depth, start, quote = 0, 0, ""
    for at, sign in enumerate(text):
        if quote:
            quote = "" if sign in (quote, "\n") else quote
        elif sign in "'\"":
            quote = sign
        elif sign in "[({":
            depth += 1
        elif sign in "])}":
            depth -= 1
        elif sign == ";" and depth <= 0:
            yield start, at
            start = at + 1
    if text[start:].strip() or start == 0:
        yield start, len(text)


def _beside(typed: str, text: str, start: int, end: int, field: str) -> list[Numbers]:
    """The data of one input; of several, where lists that make no list together stand beside each other."""
    try:
        return [_numbers(typed, text, start, end, field)]
    except PatternError as error:
        groups = list(_groups(text, start, end))
        if error.code != "data-ragged" or len(groups) < 2:
            raise
        return [_numbers(typed, text, first, last, field) for first, last in groups]


def _groups(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the brackets stand that no other bracket holds; what is between them, a comma or a word, says nothing."""
    depth, first = 0, start
    for at in range(start, end):
        if text[at] in "[(":
            first = at if depth == 0 else first
            depth += 1
        elif text[at] in "])":
            depth -= 1
            if depth == 0:
                yield first, at + 1


def _numbers(typed: str, text: str, start: int, end: int, field: str) -> Numbers:
    named = _NAME.match(text, start, end)
    name = named[1] if named and ENTRY.fullmatch(named[1]) else ""
    first = named.end() if named and name else start
    call = _CALL.match(text, first, end)
    last = end
    if call:
        first = call.end()
        closing = text.rfind(")", first, end)
        last = closing if closing >= 0 else end
        option = _OPTION.search(text[first:last])
        last = first + option.start() if option else last
    span = Span(start + len(text[start:end]) - len(text[start:end].lstrip()), start + len(text[start:end].rstrip()))
    for sign in _SHORTENED:
        if (at := text.find(sign, first, last)) >= 0:
            raise PatternError(
                "data-shortened",
                say("Cells are missing at the dots: this was shortened when it was printed."),
                Span(at, at + len(sign)),
                field,
                say("print all of it: torch.set_printoptions(profile='full'), np.set_printoptions(threshold=10**6)"),
            )
    inner = typed[first:last]  # where lines are still lines
    lines = [plain(line) for line in inner.splitlines() if line.strip()]
    if "[" in text[first:last] or "(" in text[first:last] or len(lines) < 2:
        shape, entries = _nested(text, first, last, field)
        return Numbers(name, shape, entries, span)
    rows = [[_entry(cell) for cell in _cells(line)] for line in lines]
    if len({len(row) for row in rows}) > 1:
        raise _ragged(span, field)
    return Numbers(name, (len(rows), len(rows[0])), tuple(entry for row in rows for entry in row), span)


def _cells(line: str) -> list[str]:
    """The cells of a line: between its semicolons, and where there are none between blanks and commas."""
    if ";" in line:
        return [cell.strip() for cell in line.split(";")]
    return [match[0] for match in _TOKEN.finditer(line) if match.lastgroup in ("quoted", "word")]


def _nested(text: str, first: int, last: int, field: str) -> tuple[Shape, tuple[Entry, ...]]:
    """Lists in lists; one entry alone is a scalar, several without brackets are a list."""
    entries: list[Entry] = []
    counts: list[int] = []  # entries or lists so far, in each list that is open
    sizes: dict[int, int] = {}  # of the lists at each depth, once one was closed
    opened: list[int] = []
    holds: dict[int, bool] = {}  # whether lists at each depth hold lists or entries
    for match in _TOKEN.finditer(text, first, last):
        kind = match.lastgroup
        if kind in ("open", "quoted", "word") and holds.setdefault(len(counts), kind == "open") != (kind == "open"):
            raise _ragged(Span(*match.span()), field)
        if kind == "open":
            if counts:
                counts[-1] += 1
            counts.append(0)
            opened.append(match.start())
            if len(counts) > _DEEPEST:
                raise PatternError("data-bracket", say("Brackets nest too deeply."), Span(*match.span()), field)
        elif kind == "close":
            if not counts:
                raise _unbalanced(Span(*match.span()), field)
            size, depth = counts.pop(), len(counts)
            opened.pop()
            if sizes.setdefault(depth, size) != size:
                raise _ragged(Span(*match.span()), field)
        elif kind == "semicolon":
            message = say("A semicolon does not end a row here: put each row in its own brackets, as in [[1,2],[3,4]].")
            raise PatternError("data-semicolon", message, Span(*match.span()), field)
        elif kind in ("quoted", "word"):
            if counts:
                counts[-1] += 1
            entries.append(_entry(match[0]))
    if counts:
        raise _unbalanced(Span(opened[-1], opened[-1] + 1), field)
    if not sizes:
        return (() if len(entries) == 1 else (len(entries),)), tuple(entries)
    shape = tuple(sizes[depth] for depth in range(len(sizes)))
    if prod(shape) != len(entries):  # entries beside lists
        raise _ragged(Span(first, last), field)
    return shape, tuple(entries)


def _unbalanced(span: Span, field: str) -> PatternError:
    return PatternError("data-bracket", say("This bracket has no partner."), span, field)


def _ragged(span: Span, field: str) -> PatternError:
    return PatternError("data-ragged", say("The lists are not equally long."), span, field)


def _entry(text: str) -> Entry:
    """A number, or a word.

    >>> [_entry(text) for text in ("3", "-1.5", "2.", "nan", "True", "'a b'", "cat")]
    [3, -1.5, 2.0, 'nan', True, 'a b', 'cat']
    """
    if text.startswith(("'", '"')):
        return text[1:-1]
    if text in _WORDS:
        return _WORDS[text]
    if not _NUMBER.fullmatch(text):
        return text
    if re.fullmatch(r"[+-]?\d{1,18}", text):
        return int(text)
    number = float(text.replace("_", ""))
    return number if isfinite(number) else text


def _written(shape: Shape, entries: Sequence[Entry]) -> str:
    if not shape:
        return _word(entries[0])
    step = len(entries) // shape[0] if shape[0] else 0
    parts = (entries[place * step : (place + 1) * step] for place in range(shape[0]))
    return f"[{','.join(_written(shape[1:], part) for part in parts)}]"


def _word(entry: Entry) -> str:
    """An entry as it is written: words that would be read as something else in quotes."""
    if not isinstance(entry, str):
        return str(entry)
    if entry and _TOKEN.fullmatch(entry) and not set(entry) & set("[](){},'\" ;:=") and _entry(entry) == entry:
        return entry
    return f'"{entry}"' if '"' not in entry else f"'{entry}'"
