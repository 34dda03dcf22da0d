"""How an answer is shown: which cells are listed, which windows, from which side, in which language."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from einscope.core.errors import PatternError, say
from einscope.core.fields import ChoiceText, DataText, PatternText, Sizes, SizesText, Views, ViewText
from einscope.core.limits import DEFAULT_LIMITS, Limits
from einscope.core.operation import read
from einscope.core.plan import Shape
from einscope.core.scene.layout.depth import SHOWN, Shown
from einscope.core.scene.look import Look
from einscope.core.values import Given, given
from einscope.web.requests.links import address
from einscope.web.server.language import LANGUAGES
from einscope.web.server.written import Reader

DEFAULT_COUNT = 4_096
LAST_STAGE = 3
DECIMAL = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")
_SOURCE = "source"
LABEL = ChoiceText(("numbers", "values", "both"))
"""What may be written on cells."""


@dataclass(frozen=True, slots=True)
class View:
    """How an answer is shown.

    Args:
        start: first cell listed.
        count: how many are listed; as many as is ``usual`` where it is None.
        at: where the picture's windows begin.
        usual: see ``count``.
        language: of the steps and of captions.
        asked: whether the language was asked for, and not only preferred: links then keep it, even if it is English.
        check: whether einops is asked too.
        show: how many cells the picture may have; as many as are easy to read where it is None.
        directions: which way tensor axes run, as the parameter ``view`` says it.
        color: what the colour of a cell tells.
        layout: how depth is shown: ``stack`` or ``tiles``; as it is read best where it is empty.
        label: what is written on cells; empty: values where there are some, else numbers.
        lead: of a program, the input whose cells stand out.
        stage: the stage that a page shows first, 0 to 3.
        cell: the output cell that a page has selected.
        data: numbers or words of the inputs' cells, as typed.
        data_cells: how many of them there may be.
    """

    start: int = 0
    count: int | None = None
    at: str = ""
    usual: int = DEFAULT_COUNT
    language: str = LANGUAGES[0]
    asked: bool = False
    check: bool = False
    show: int | None = None
    directions: str = ""
    color: str = _SOURCE
    layout: str = ""
    label: str = ""
    lead: str = ""
    stage: float | None = None
    cell: int | None = None
    data: str = ""
    data_cells: int = DEFAULT_LIMITS.data_query_cells

    @property
    def most(self) -> int:
        """How many cells to list at the most."""
        return self.usual if self.count is None else self.count

    def spoken(self) -> dict[str, str]:
        """The language, as a text of an address, where it has to be said."""
        return {"lang": self.language} if self.asked or self.language != LANGUAGES[0] else {}

    def reader(self, public_url: str) -> Reader:
        """Whom the answer is written for: links are absolute where ``public_url`` says how, and keep the language."""
        return Reader(
            self.language, lambda found: address(f"/{found.op}", {**found.texts, **self.spoken()}, public_url)
        )

    def texts(self) -> dict[str, str]:
        """What differs from the default, as texts of an address."""
        texts = {
            "start": str(self.start or ""),
            "count": _text(self.count),
            "at": self.at,
            "view": self.directions,
            "show": _text(self.show),
            "color": "" if self.color == _SOURCE else self.color,
            "layout": self.layout,
            "label": self.label,
            "lead": self.lead,
            "stage": "" if self.stage is None else f"{self.stage:.3f}".rstrip("0").rstrip("."),
            "cell": _text(self.cell),
            "data": self.data,
        }
        return {name: text for name, text in texts.items() if text} | self.spoken()


def _text(number: int | None) -> str:
    return "" if number is None else str(number)


def given_of(view: View, inputs: Sequence[tuple[str, Shape]], limits: Limits) -> Given | None:
    """The values of the inputs' cells, where some were given.

    Raises:
        PatternError: in the field ``data``.
    """
    if not view.data:
        return None
    return given(DataText().read(view.data, "data", limits), inputs, view.data_cells)


def look_of(view: View, output: Shape, limits: Limits) -> Look:
    """How the scene is looked at.

    Raises:
        PatternError: a parameter is not written as it should be, or asks for what is not there.
    """
    at: Sizes = read(SizesText(), view.at, "at", limits) if view.at else Sizes()
    views: Views = read(ViewText(), view.directions, "view", limits) if view.directions else Views()
    if view.show is not None and not 1 <= view.show <= limits.shown_cells:
        raise PatternError(
            "show-range",
            say("A picture can show 1 to {limit} cells.", limit=limits.shown_cells),
            field="show",
            repair={"show": str(limits.shown_cells if view.show else 1)},
        )
    if view.stage is not None and not 0 <= view.stage <= LAST_STAGE:
        raise PatternError(
            "stage-range",
            say("A stage must be a number from 0 (input) to {last} (output).", last=LAST_STAGE),
            field="stage",
            repair={"stage": str(LAST_STAGE if view.stage > LAST_STAGE else 0)},
        )
    if view.cell is not None and view.cell >= prod(output):
        raise PatternError(
            "cell-outside",
            say("The output has {total} cells; cell {cell} is not one of them.", total=prod(output), cell=view.cell),
            field="cell",
            hint=say("cells are numbered from 0"),
            repair={"cell": str(prod(output) - 1)} if prod(output) else None,
        )
    if view.label:
        LABEL.read(view.label, "label", limits)
    color: str = read(PatternText(), view.color, "color", limits) if view.color else _SOURCE
    lead = read(PatternText(), view.lead, "lead", limits) if view.lead else ""
    return Look(at, view.show, views, color, lead, layout_of(view, limits))


def layout_of(view: View, limits: Limits) -> Shown | None:
    """How depth is shown, where somebody says it; raises ``choice-unknown`` in the field ``layout``."""
    if not view.layout:
        return None
    word = read(ChoiceText(SHOWN), view.layout, "layout", limits)
    return next(each for each in SHOWN if each == word)
