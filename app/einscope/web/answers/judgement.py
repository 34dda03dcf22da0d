"""The verdict of the core as the answer has it, with another library's opinion beside it where that was asked for."""

from collections.abc import Sequence
from typing import Any

from einscope.core.checks import Checked, checked
from einscope.core.judge.verdict import Verdict, verdict
from einscope.core.judge.verdict.terms import terms_of_plan
from einscope.core.judge.verdict.words import Note, notes
from einscope.core.operation import Request
from einscope.core.plan import Plan
from einscope.settings import Settings
from einscope.web.answers import models
from einscope.web.requests.links import address
from einscope.web.requests.view import View
from einscope.web.server.language import translate


def verdict_model(request: Request[Any], plan: Plan, view: View, settings: Settings) -> models.Verdict:
    """The verdict on a plan.

    Cost: that of :func:`einscope.core.judge.verdict.verdict`, and of another library on 65,536 cells where it is asked.
    """
    found = verdict(plan, settings.limits.verdict_cells)
    opinion = checked(request.operation.judge, plan, request.values) if view.check else None
    sources = sum(each.cells for each in plan.inputs)
    said = (
        *(Note(each, None) for each in plan.remarks),
        *notes(found, sources, plan.output.cells, terms_of_plan(plan)),
    )
    return written(found, said, view, settings, opinion)


def written(
    found: Verdict, said: Sequence[Note], view: View, settings: Settings, opinion: Checked | None = None
) -> models.Verdict:
    """A verdict as the answer has it.

    Args:
        found: the verdict.
        said: the same in sentences.
        view: says the language.
        settings: of the application.
        opinion: of another library, where one was asked.
    """
    return models.Verdict(
        bijective=found.bijective,
        identity=found.identity,
        moved=found.moved,
        dropped=found.dropped,
        duplicated=found.duplicated,
        padded=found.padded,
        reshape_only=found.reshape_only,
        order=found.order,
        exact=found.exact,
        inverse=_inverse(found, view, settings),
        notes=[models.Note(text=translate(note.text, view.language), good=note.good) for note in said],
        checked=None if opinion is None else _checked(opinion),
    )


def _checked(opinion: Checked) -> models.Checked:
    return models.Checked(agrees=opinion.agrees, library=opinion.library, cells=opinion.cells)


def _inverse(found: Verdict, view: View, settings: Settings) -> models.Inverse | None:
    inverse = found.inverse
    if inverse is None:
        return None
    return models.Inverse(
        op=inverse.op,
        pattern=inverse.pattern,
        sizes=inverse.sizes,
        texts=inverse.texts,
        url=address(f"/{inverse.op}", {**inverse.texts, **view.spoken()}, settings.public_url),
    )
