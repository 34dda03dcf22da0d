"""A refusal in characters: what is wrong, the text that was typed with a mark under the culprit, and what mends it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from einscope.core.errors import PatternError, Sentence, Span, say
from einscope.render.text.pen import Pen
from einscope.render.text.said import joined
from einscope.render.text.width import plain, width

_BEFORE, _LONGEST = 40, 96  # characters of a long line that are shown before the culprit, and in all
_CODE = "code"
_MISSING = "program-values"  # its places are in the code, though values are what is missing
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|$)")  # as Python ends them

Again = Callable[[Mapping[str, str]], str]


def refusal_text(error: PatternError, texts: Mapping[str, str], pen: Pen, again: Again) -> str:
    r"""A refusal as whoever typed it reads it.

    Args:
        error: what was raised.
        texts: what was asked, by parameter.
        pen: what it is written with.
        again: how to ask with these parameters instead.

    >>> error = PatternError("size-odd", say("5 is odd."), Span(2, 3), "shape", say("take 4"), {"shape": "1,4"})
    >>> print(refusal_text(error, {"shape": "1,5"}, Pen(str), lambda texts: f"ask {texts}"), end="")
    5 is odd.
    <BLANKLINE>
      shape  1,5
               ^
    take 4
      ask {'shape': '1,4'}
    """
    lines = [pen.looks("wrong", plain(pen.spoken(error.message))), *_shown(error, texts, pen)]
    if error.hint is not None:
        lines.append(_sentence(error.hint, pen))
    ways = [(text, repair) for text, repair in error.choices if repair]
    if not ways and error.repair:
        lines += _asked_again(error.repair, again, "  ")
    for text, repair in ways:
        lines += [f"· {_sentence(text, pen)}", *_asked_again(repair, again, "    ")]
    return joined(lines, room=pen.room)


def _asked_again(repair: Mapping[str, str], again: Again, margin: str) -> Iterator[str]:
    yield from (f"{margin}{plain(line)}" for line in again(repair).splitlines())


def _sentence(sentence: Sentence, pen: Pen) -> str:
    return plain(pen.spoken(sentence))


def _shown(error: PatternError, texts: Mapping[str, str], pen: Pen) -> Iterator[str]:
    """What was typed, and a mark under what is wrong with it."""
    field = _CODE if error.code == _MISSING else error.field
    text = texts.get(field)
    if error.span is None or text is None:
        return
    yield ""
    if field != _CODE:
        yield from _marked(f"  {field}  ", text, error.span, error.also, pen)
        return
    for number, line in enumerate(_LINE.finditer(text), start=1):
        start, end = line.span(1)
        if error.span.start < line.end() or line.end() == len(text):
            span = _within(error.span, start, end)
            also = [_within(each, start, end) for each in error.also if start <= each.start < end]
            place = say("Line {line}, column {column}:", line=number, column=span.start + 1)
            yield f"  {pen.spoken(place)}"
            yield from _marked("  ", line[1], span, also, pen)
            return


def _within(span: Span, start: int, end: int) -> Span:
    """The part of a span that lies in a line, counted from its beginning."""
    return Span(max(span.start, start) - start, max(min(span.end, end), start) - start)


def _marked(before: str, text: str, span: Span, also: Sequence[Span], pen: Pen) -> Iterator[str]:
    """A line, and a mark under its culprits; of a long one the part around the first."""
    first = max(0, span.start - _BEFORE) if len(text) > _LONGEST else 0
    part = plain(text[first : first + _LONGEST])
    cut = ("…" if first else "", "…" if first + _LONGEST < len(text) else "")
    yield f"{pen.looks('quiet', before)}{cut[0]}{part}{cut[1]}"
    marks = [" "] * (width(part) + 1)
    for each in (span, *also):
        start, end = (max(0, min(place - first, len(part))) for place in each)
        from_, to = width(part[:start]), width(part[:end])
        marks[from_ : max(to, from_ + 1)] = "^" * max(to - from_, 1)
    pad = " " * (width(before) + width(cut[0]))
    yield f"{pad}{pen.looks('wrong', ''.join(marks).rstrip())}"
