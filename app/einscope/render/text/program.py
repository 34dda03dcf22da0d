"""The answer to a program in characters."""

from collections.abc import Iterator, Mapping

from einscope.core.errors import say
from einscope.core.program.answer.answer import ProgramAnswer
from einscope.render.subject import Subject
from einscope.render.text.grid import grids
from einscope.render.text.pen import Pen
from einscope.render.text.said import inverse_said, joined, links_said, notes_said, remark, steps_said
from einscope.render.text.width import plain

_MOST = 8  # inputs of which each is told on its own


def program_text(answer: ProgramAnswer, subject: Subject, pen: Pen, links: Mapping[str, str | None]) -> str:
    """What every line does, the verdict, what does the same, and a grid of what comes in and what comes out.

    Args:
        answer: what is told.
        subject: what its picture shows.
        pen: what it is written with.
        links: other forms, by name.

    Cost: O(cells shown · rank + length).
    """
    return joined(
        [pen.looks("strong", plain("".join(text for text, _ in subject.heading))), plain(subject.subtitle)],
        (plain(pen.spoken(sentence)) for sentence in answer.cleaned),
        steps_said(answer.steps, pen),
        [
            *notes_said(answer.verdict.notes, pen),
            *_alike(answer, pen),
            *inverse_said(answer.verdict, pen),
            *_remarks(answer, pen),
        ],
        _each_input(answer, pen),
        [plain(answer.formula.text)] if answer.formula else [],
        grids(subject, pen),
        links_said(links, pen),
        room=pen.room,
    )


def _alike(answer: ProgramAnswer, pen: Pen) -> Iterator[str]:
    """The one operation that does the same, or why there is none."""
    if answer.alike is not None:
        line = answer.alike.line
        how = (
            say("The same as")
            if answer.same
            else say("Same movement as")
            if line is None
            else say("From line {line} on, the same movement as", line=line)
        )
        yield f"{remark(how, pen)} {pen.looks('strong', plain(answer.alike.text))}"
    elif answer.ruled_out is not None:
        yield remark(say("No single pattern does this: {reason}", reason=answer.ruled_out.reason), pen)


def _remarks(answer: ProgramAnswer, pen: Pen) -> Iterator[str]:
    for note in answer.notes:
        yield remark(say("Line {line}: {note}", line=note.line, note=note.text), pen)


def _each_input(answer: ProgramAnswer, pen: Pen) -> Iterator[str]:
    """What becomes of each input, where there are several."""
    told = [each for each in answer.inputs if each.notes]
    for each in told[:_MOST] if len(told) > 1 else ():
        yield pen.looks("strong", plain(each.name))
        yield from (f"  {line}" for line in notes_said(each.notes, pen))
        if each.alike:
            yield f"  {remark(say('Same movement as'), pen)} {plain(each.alike.text)}"
