"""The parameters of an operation as pydantic models, made from the registry: one for the query, one for JSON."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar

from fastapi import Request
from pydantic import Field, create_model

from einscope.core.errors import PatternError, say
from einscope.core.operation import Form, Operation, Parameter
from einscope.web.requests.parameters import (
    AnswerParameters,
    FileParameters,
    JsonParameters,
    OwnParameters,
    RoundTripParameters,
)

Model = TypeVar("Model", bound=OwnParameters)


def query_model(operation: Operation[Any]) -> type[AnswerParameters]:
    """The parameters as they stand in a query: all of them text."""
    return model(operation, "Query", AnswerParameters, lambda form: str)


def body_model(operation: Operation[Any]) -> type[JsonParameters]:
    """The parameters as JSON: text as in a query, or numbers, lists and objects where the form allows."""
    return model(operation, "Body", JsonParameters, lambda form: form.json)


def file_model(operation: Operation[Any]) -> type[FileParameters]:
    """The parameters of a file, as they stand in a query."""
    return model(operation, "File", FileParameters, lambda form: str)


def round_trip_model(operation: Operation[Any]) -> type[RoundTripParameters]:
    """The parameters of a round trip that begins with this operation, as they stand in a query."""
    return model(operation, "RoundTrip", RoundTripParameters, lambda form: str)


def model(operation: Operation[Any], suffix: str, base: type[Model], annotation: Callable[[Form], Any]) -> type[Model]:
    """A model of an operation's parameters.

    Args:
        operation: whose parameters they are.
        suffix: of the model's name.
        base: what can be asked beside them.
        annotation: the type of a value, by its form.
    """
    fields: dict[str, Any] = {}
    for parameter in operation.parameters:
        required = parameter.default is None
        kind = annotation(parameter.form)
        fields[parameter.name] = (
            kind if required else kind | None,
            Field(
                default=... if required else None,
                description=f"{parameter.summary} ({parameter.form.form})",
                examples=[example_of(operation, parameter)],
            ),
        )
    return create_model(f"{operation.name.capitalize()}{suffix}", __base__=base, **fields)


def example_of(operation: Operation[Any], parameter: Parameter) -> str | None:
    """A value to try: the example's, else a preset's, else the default."""
    values = [own[parameter.name] for own in (operation.example, *_presets(operation)) if parameter.name in own]
    return values[0] if values else parameter.default


def _presets(operation: Operation[Any]) -> list[Mapping[str, str]]:
    return [preset.values for preset in operation.presets]


def texts(given: Mapping[str, Any]) -> dict[str, str]:
    """Values from JSON as the texts that a query would carry.

    >>> texts({"shape": [[2, 3], [4]], "sizes": {"p1": 2}, "factor": 2})
    {'shape': '2,3;4', 'sizes': 'p1=2', 'factor': '2'}
    """
    return {name: _text(name, value) for name, value in given.items()}


def _text(name: str, value: object) -> str:
    if isinstance(value, dict):
        for axis in value:
            if not str(axis).isidentifier():
                raise PatternError(
                    "name-invalid", say("An axis name in the sizes is not a Python identifier."), field=name
                )
        return ",".join(f"{axis}={size}" for axis, size in value.items())
    if isinstance(value, list):
        between = ";" if any(isinstance(entry, list) for entry in value) else ","
        return between.join(_text(name, entry) for entry in value)
    return str(value)


async def refuse_query(request: Request) -> None:
    """Refuse a query beside a body: what it says would be lost.

    Raises:
        PatternError: ``parameter-unknown``.
    """
    for name in request.query_params:
        raise PatternError(
            "parameter-unknown",
            say("The parameter '{name}' is in the query of a POST.", name=name),
            field=name,
            hint=say("put everything in the body"),
        )


async def repeats_refused(request: Request) -> None:
    """:func:`refuse_repeated` as a dependency; FastAPI would call a plain function in a thread of its own."""
    refuse_repeated(request)


def page_query(request: Request, known: Collection[str]) -> dict[str, str]:
    """The query of a page without what is no parameter of it.

    Whoever passes a link on may add to it, to count who follows it (``utm_source``, ``fbclid``); the page is the same.
    """
    return {name: text for name, text in request.query_params.items() if name in known}


def refuse_repeated(request: Request, known: Collection[str] | None = None) -> None:
    """Refuse a query that says a parameter twice: taking either would be a guess.

    Args:
        request: whose query it is.
        known: the parameters that are meant; None: all.

    Raises:
        PatternError: ``parameter-repeated``.
    """
    seen: set[str] = set()
    for name, _ in request.query_params.multi_items():
        if name in seen and (known is None or name in known):
            raise PatternError(
                "parameter-repeated",
                say("The parameter '{name}' is given twice.", name=name),
                field=name,
                hint=say("keep one of them"),
            )
        seen.add(name)
