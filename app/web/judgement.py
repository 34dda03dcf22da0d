"""The verdict of the core as the answer has it, with einops' opinion beside it where that was asked for."""

from app.core.operation import Request
from app.core.plan import Plan
from app.core.verdict import Verdict, verdict
from app.core.verdict.words import notes
from app.settings import Settings
from app.web import models
from app.web.checked import Checked, checked
from app.web.language import translate
from app.web.links import address
from app.web.view import View


def verdict_model(request: Request, plan: Plan, view: View, settings: Settings) -> models.Verdict:
    """The verdict on a plan.

    Cost: that of :func:`app.core.verdict.verdict`, and of einops on 65,536 cells where it is asked.
    """
    found = verdict(plan, settings.limits.verdict_cells)
    opinion = checked(request.operation.name, plan, request.values) if view.check else None
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
        inverse=_inverse(found, settings),
        notes=[
            models.Note(text=translate(note.text, view.language), good=note.good)
            for note in notes(found, plan.output.cells)
        ],
        checked=None if opinion is None else _checked(opinion),
    )


def _checked(opinion: Checked) -> models.Checked:
    return models.Checked(agrees=opinion.agrees, library=opinion.library, cells=opinion.cells)


def _inverse(found: Verdict, settings: Settings) -> models.Inverse | None:
    inverse = found.inverse
    if inverse is None:
        return None
    return models.Inverse(
        op=inverse.op,
        pattern=inverse.pattern,
        sizes=inverse.sizes,
        texts=inverse.texts,
        url=address(f"/{inverse.op}", inverse.texts, settings.public_url),
    )
