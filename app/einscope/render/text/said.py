"""Parts that several texts are made of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from einscope.core.errors import Sentence, say
from einscope.core.judge.verdict import Verdict
from einscope.core.judge.verdict.note import Note
from einscope.render.text.pen import Pen
from einscope.render.text.room import fitting
from einscope.render.text.width import left, plain, width

_MOST = 40  # steps that are told; a program may have hundreds
_MARKS = {True: ("good", "✓"), False: ("wrong", "✗"), None: ("quiet", "·")}


def joined(*parts: Iterable[str], room: int | None = None) -> str:
    """Parts of several lines each, with an empty line between them; a part without lines is left out.

    ``room``: how many bytes the text may have; None: any number.
    """
    whole = [lines for lines in map(list, parts) if lines]
    if room is not None:
        whole = fitting(whole, room - len(whole))
    return "\n\n".join("\n".join(lines) for lines in whole) + "\n"


def steps_said(steps: Sequence[Sentence], pen: Pen) -> Iterator[str]:
    """What happens, one sentence a line."""
    for number, step in enumerate(steps[:_MOST], start=1):
        yield f"{number:>2}. {plain(pen.spoken(step))}"
    if len(steps) > _MOST:
        more = say("and {count} more", count=len(steps) - _MOST)
        yield f"    {pen.spoken(more)}"


def remark(sentence: Sentence, pen: Pen, good: bool | None = None) -> str:
    """A sentence with a sign of whether it is good; None: neither good nor bad."""
    look, mark = _MARKS[good]
    return f"{pen.looks(look, mark)} {plain(pen.spoken(sentence))}"


def notes_said(notes: Iterable[Note], pen: Pen) -> Iterator[str]:
    """The sentences of a verdict, each with a sign of whether it is good."""
    for note in notes:
        yield remark(note.text, pen, note.good)


def inverse_said(verdict: Verdict, pen: Pen) -> Iterator[str]:
    """The way back, where there is one."""
    inverse = verdict.inverse
    if inverse is not None:
        told = ", ".join(f"{name}={text}" for name, text in inverse.texts.items() if name != "pattern")
        text = ", ".join(part for part in (inverse.pattern, told) if part)
        yield remark(say("Undone by {way}", way=f"{inverse.op}: {text}"), pen)


def links_said(links: Mapping[str, str | None], pen: Pen) -> Iterator[str]:
    """Where the same is found in other forms."""
    known = {name: link for name, link in links.items() if link}
    wide = max(map(width, known), default=0)
    yield from (f"{pen.looks('quiet', left(name, wide))}  {plain(link)}" for name, link in known.items())
