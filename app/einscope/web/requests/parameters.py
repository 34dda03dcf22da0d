"""What can be asked beside an operation's own parameters: which cells are listed, and how they are shown."""

from dataclasses import replace
from itertools import islice
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from einscope.core.errors import PatternError, say
from einscope.core.fields import DataText, data_text
from einscope.core.limits import DEFAULT_LIMITS
from einscope.web.requests.view import DECIMAL, DEFAULT_COUNT, View
from einscope.web.server.asked_language import Spoken
from einscope.web.server.language import in_characters
from einscope.web.server.threads import LITTLE

_SHARED = {
    *("start", "count", "at", "view", "show", "color", "layout", "label", "stage", "cell", "lang", "check", "then"),
    *("data", "fields", "width", "height", "theme", "animate", "scale", "ground", "font", "accent"),
}


def _digits(value: object) -> object:
    """A number in a query is written in digits; pydantic alone would take 1_0 and 1.0 too."""
    if isinstance(value, str) and not (value.isascii() and value.isdecimal()):
        raise ValueError("not a whole number")
    return value


def _decimal(value: object) -> object:
    """A decimal number in a query, for the same reason."""
    if isinstance(value, str) and not DECIMAL.fullmatch(value):
        raise ValueError("not a decimal number")
    return value


Number = Annotated[int, BeforeValidator(_digits)]
Decimal = Annotated[float, BeforeValidator(_decimal)]


class OwnParameters(BaseModel):
    """An operation's own parameters, beside those of the question."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    def given(self) -> dict[str, Any]:
        """The operation's own parameters, those that were given."""
        return {name: value for name, value in self if name not in _SHARED and value is not None}


class RoundTripParameters(OwnParameters):
    """What can be asked of a merge and the expansion after it."""

    then: str = Field(default="", description="order of the channels as expand reads them", examples=["p1 p2 c"])


class _Parameters(OwnParameters):
    """What can be asked of a window of cells."""

    start: Number = Field(
        default=0, ge=0, le=DEFAULT_LIMITS.cells, description="first output cell listed", examples=[0]
    )
    lang: Spoken | None = Field(
        default=None, description="language of sentences; default: by Accept-Language", examples=["zh"]
    )


class ShownParameters(_Parameters):
    """What can be asked of how an answer is shown."""

    count: Number = Field(
        default=DEFAULT_COUNT,
        ge=0,
        le=DEFAULT_LIMITS.window_cells,
        description="how many cells are listed in `cells`",
        examples=[16],
    )
    at: str = Field(
        default="",
        description="where the picture's window begins: name=digit, separated by commas",
        examples=["h=0,w=0"],
    )

    view: str = Field(
        default="",
        description="which way tensor axes run: tensor=axis:direction, axes separated by commas, tensors by semicolons",
        examples=["y=b:row,c:depth"],
    )
    show: Number | None = Field(
        default=None,
        description="how many cells the picture may have; default 4096, and a window easy to read",
        examples=[4096],
    )
    color: str = Field(
        default="source", description="what the colour of a cell tells: source, value or an axis", examples=["source"]
    )
    layout: str = Field(
        default="",
        description="how depth is shown: stack or tiles; default: as it is read best",
        examples=["tiles"],
    )
    label: str = Field(
        default="",
        description="what is written on cells: numbers, values or both; default: values where there are some",
        examples=["both"],
    )
    stage: Decimal | None = Field(default=None, description="the stage that a page shows first: 0 to 3", examples=[1.5])
    cell: Number | None = Field(
        default=None, ge=0, description="the output cell that a page has selected", examples=[0]
    )
    data: str = Field(
        default="",
        description="numbers or words of the inputs' cells, as Python, NumPy or torch print them; several by name",
        examples=["[[1,2],[3,4]]"],
    )

    def how(self, preferred: str) -> View:
        """The part that says what is listed and shown, and how.

        Args:
            preferred: the language where none is asked for.
        """
        return View(
            start=self.start,
            count=None if self.count == DEFAULT_COUNT else self.count,
            at=self.at,
            language=self.lang or preferred,
            asked=self.lang is not None,
            show=self.show,
            directions=self.view,
            color=self.color,
            layout=self.layout,
            label=self.label,
            stage=self.stage,
            cell=self.cell,
            data=self.data,
        )


class PartParameters(ShownParameters):
    """What can be asked of an answer that may be had in parts."""

    fields: str = Field(
        default="",
        description="fields of the answer: only these are worked out and sent; default all",
        examples=["cells,verdict"],
    )

    def names(self) -> str:
        """The fields that are wanted."""
        return self.fields


class CheckedParameters(ShownParameters):
    """What can be asked of an answer that another library can check."""

    check: Number = Field(default=0, ge=0, le=1, description="1: einops or numpy evaluates it too", examples=[1])

    def how(self, preferred: str) -> View:
        """See :meth:`ShownParameters.how`."""
        return replace(super().how(preferred), check=bool(self.check))


class AnswerParameters(CheckedParameters, PartParameters):
    """What can be asked of an answer."""


_ENTRIES = 2_000
"""Of all lists and objects of a body but its data: what has more would be no text of a thousand characters."""


def entries(value: object, most: int) -> int:
    """How many entries lists and objects have, with those inside of them; counted up to a bound.

    Args:
        value: as JSON has it.
        most: where it is enough.

    Cost: O(most).

    >>> entries({"x": [1, [2, 3]]}, 9), entries([[1]] * 100, 5), entries("text", 9)
    (5, 5, 0)
    """
    found, waiting = 0, [value]
    while waiting and found < most:
        each = waiting.pop()
        inside = each.values() if isinstance(each, dict) else each if isinstance(each, list) else ()
        found += len(inside)
        waiting.extend(islice(inside, most))
    return min(found, most)


class JsonData(PartParameters):
    """Numbers of a person's own in a body: there is room for more of them, and JSON has lists."""

    @model_validator(mode="before")
    @classmethod
    def bounded(cls, sent: object) -> object:
        """The body, if it is no longer than any that is answered; else each entry might be refused by itself.

        Raises:
            PatternError: ``body-long``; no ``ValueError``, which pydantic would take for a fault of its own.
        """
        if isinstance(sent, dict) and entries({**sent, "data": ""}, _ENTRIES) == _ENTRIES:
            message = say("Apart from the data, a body may have at most {limit} entries.", limit=_ENTRIES)
            raise PatternError("body-long", message, field="body")
        return sent

    @property
    def weight(self) -> int:
        """Entries of the data, as far as they matter to where they are read."""
        return entries(self.data, LITTLE)

    data: DataText.json = Field(  # type: ignore[assignment]
        default="",
        description="numbers or words of the inputs' cells, as Python, NumPy or torch print them; several by name",
        examples=["[[1,2],[3,4]]"],
    )

    fields: str | list[str] = Field(  # type: ignore[assignment]
        default="",
        description="fields of the answer: only these are worked out and sent; default all",
        examples=[["cells", "verdict"]],
    )

    def names(self) -> str:
        """The fields that are wanted, as a query says them."""
        return self.fields if isinstance(self.fields, str) else ",".join(self.fields)

    def how(self, preferred: str) -> View:
        """See :meth:`ShownParameters.how`."""
        text = in_characters(data_text(self.data))
        return replace(super().how(preferred), data=text, data_cells=DEFAULT_LIMITS.data_cells)


class JsonParameters(JsonData, CheckedParameters):
    """The same as of a query; JSON has numbers, so nothing else is taken for one."""

    model_config = ConfigDict(strict=True)


class FileParameters(_Parameters):
    """What can be asked of a file."""

    count: Number | None = Field(
        default=None, ge=0, le=DEFAULT_LIMITS.array_cells, description="how many cells; default all", examples=[16]
    )
