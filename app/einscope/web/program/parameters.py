"""What can be asked of a program over HTTP: its own parameters, and which tensor is shown how."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal

from pydantic import ConfigDict, Field, StrictBool, StrictFloat, StrictInt, StrictStr

from einscope.core.errors import PatternError, say
from einscope.core.program.budget import Library
from einscope.core.program.question import PROGRAM
from einscope.web.requests.parameters import (
    FileParameters,
    JsonData,
    Number,
    OwnParameters,
    PartParameters,
    ShownParameters,
)
from einscope.web.requests.view import View

_OWN = {each.name: f"{each.summary} ({each.form.form})" for each in PROGRAM.parameters}
_EXAMPLE = PROGRAM.example
_Library = Literal["", Library]


class _Texts(OwnParameters):
    """A program's own parameters, as the texts of a query."""

    code: str = Field(description=_OWN["code"], examples=[_EXAMPLE["code"]])
    shape: str = Field(default="", description=_OWN["shape"], examples=[_EXAMPLE["shape"]])
    values: str = Field(default="", description=_OWN["values"], examples=[_EXAMPLE["values"]])
    library: _Library = Field(default="", description=_OWN["library"], examples=[""])
    entry: str = Field(default="", description=_OWN["entry"], examples=[""])
    output: str = Field(default="", description=_OWN["output"], examples=[""])


class _Program(ShownParameters):
    """What is shown of a program."""

    step: Number | None = Field(
        default=None, ge=0, description="the assigned tensor that is shown, from 0; default the last", examples=[0]
    )
    lead: str = Field(
        default="",
        description="of several inputs the one that is coloured, and the others are quiet; default: each has a hue",
        examples=[""],
    )

    def how(self, preferred: str) -> View:
        """See :meth:`ShownParameters.how`."""
        return replace(super().how(preferred), lead=self.lead)


class ProgramQuery(_Texts, _Program):
    """A program in a query."""


class ProgramParts(ProgramQuery, PartParameters):
    """A program in a query whose answer may be had in parts."""


class ProgramBody(JsonData, _Program):
    """A program as JSON."""

    model_config = ConfigDict(strict=True)

    code: str = Field(description=_OWN["code"], examples=[_EXAMPLE["code"]])
    shape: str | dict[str, list[int]] = Field(default="", description=_OWN["shape"], examples=[{"x": [1, 4, 4, 2]}])
    values: str | dict[str, StrictBool | StrictInt | StrictFloat | StrictStr | list[StrictInt] | None] = Field(
        default="", description=_OWN["values"], examples=[{"self.dim_scale": 2}]
    )
    library: _Library = Field(default="", description=_OWN["library"], examples=[""])
    entry: str = Field(default="", description=_OWN["entry"], examples=[""])
    output: str = Field(default="", description=_OWN["output"], examples=[""])


class ProgramFile(_Texts, FileParameters):
    """A program whose output's sources are wanted as a file."""

    data: str = Field(
        default="", description="numbers of the inputs' cells: cells may go where they say", examples=["[[1,2],[3,4]]"]
    )


def own_texts(given: ProgramQuery | ProgramBody | ProgramFile) -> dict[str, str]:
    """A program's own parameters as the texts that a query carries.

    >>> body = ProgramBody(code="y = x", shape={"x": [2, 3]}, values={"p": 2, "k": [1, 2]})
    >>> own_texts(body)["shape"], own_texts(body)["values"]
    ('x:2,3', 'p=2,k=(1 2)')
    """
    return {
        "code": given.code,
        "shape": _shapes(given.shape) if isinstance(given.shape, dict) else given.shape,
        "values": _values(given.values) if isinstance(given.values, dict) else given.values,
        "library": given.library,
        "entry": given.entry,
        "output": given.output,
    }


def _shapes(shapes: Mapping[str, list[int]]) -> str:
    _refuse_separators(shapes, ":;", "shape")
    return ";".join(f"{name}:{','.join(map(str, shape))}" for name, shape in shapes.items())


def _values(values: Mapping[str, Any]) -> str:
    _refuse_separators(values, "=,;", "values")
    return ",".join(f"{name}={_value(each)}" for name, each in values.items())


def _value(value: object) -> str:
    if isinstance(value, list):
        return f"({' '.join(map(str, value))})"
    if isinstance(value, str):
        quote = "'" if '"' in value else '"'
        if quote in value:
            message = say("A string among the values contains both kinds of quotes.")
            raise PatternError("value-unreadable", message, field="values")
        return f"{quote}{value}{quote}"
    return str(value)


def _refuse_separators(names: Mapping[str, object], separators: str, field: str) -> None:
    """Refuse names that would be read as more than a name."""
    for name in names:
        if not name or set(name) & set(separators):
            raise PatternError("name-invalid", say("'{name}' is not a valid name.", name=name), field=field)
