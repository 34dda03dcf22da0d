"""The answer to an operation in characters."""

from collections.abc import Iterator, Mapping

from einscope.core.answer.answer import Answer
from einscope.core.errors import say
from einscope.render.subject import Subject
from einscope.render.text.grid import grids
from einscope.render.text.pen import Pen
from einscope.render.text.said import inverse_said, joined, links_said, notes_said, remark, steps_said
from einscope.render.text.width import plain


def operation_text(answer: Answer, subject: Subject, pen: Pen, links: Mapping[str, str | None]) -> str:
    """Formula, steps, verdict, the way back and a grid; beyond a window, what is shown is said.

    Args:
        answer: what is told.
        subject: what its picture shows.
        pen: what it is written with.
        links: other forms, by name.

    Cost: O(cells shown · rank + length).
    """
    return joined(
        [*([pen.looks("strong", plain(answer.pattern))] if answer.pattern else []), plain(subject.subtitle)],
        _formula(answer, pen),
        steps_said(answer.steps, pen),
        [*notes_said(answer.verdict.notes, pen), *inverse_said(answer.verdict, pen), *_checked(answer, pen)],
        grids(subject, pen),
        links_said(links, pen),
        room=pen.room,
    )


def _formula(answer: Answer, pen: Pen) -> Iterator[str]:
    formula = answer.formula
    yield plain(formula.text)
    if formula.condition and formula.condition not in formula.text:
        yield plain(pen.spoken(say("where {condition}, else 0", condition=formula.condition)))
    if formula.where_to is not None:
        yield pen.looks("quiet", plain(formula.where_to.text))


def _checked(answer: Answer, pen: Pen) -> Iterator[str]:
    checked = answer.verdict.checked
    if checked is not None and checked.agrees:
        yield remark(say("agrees with {library}", library=checked.library), pen, good=True)
