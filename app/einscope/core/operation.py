"""What an operation is: a name, parameters, and a plan for every request."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from einscope.core.checks.judge import Judge
from einscope.core.errors import PatternError, Sentence, Span, say
from einscope.core.fields import PatternText, meant
from einscope.core.limits import DEFAULT_LIMITS, Limits
from einscope.core.pattern.lexer import Token, tokenize
from einscope.core.plan import Plan
from einscope.core.told import told

Values = TypeVar("Values")


class Form(Protocol):
    """How a parameter is written; ``form`` says it in words."""

    @property
    def form(self) -> Sentence:
        """The form in words, for the documentation."""

    @property
    def json(self) -> Any:
        """The types that a value may have as JSON."""

    @property
    def choices(self) -> tuple[str, ...]:
        """The texts there are to choose from, none where the text is free."""

    def read(self, text: str, name: str, limits: Limits) -> Any:
        """The value of a text; raises :class:`PatternError` with ``field=name``."""

    def write(self, value: Any) -> str:
        """The canonical text of a value."""

    def plain(self, value: Any) -> object:
        """The value as JSON has it."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an operation.

    Args:
        name: as addresses have it.
        form: how it is written.
        summary: what it means.
        default: the text that an absent one stands for; None: the parameter is required.
        label: what it is called beside its field; None: its name.
        axes: what the names of the axes begin with whose sizes it says: ``p`` of p1, p2, …; empty: of none.
    """

    name: str
    form: Form
    summary: Sentence
    default: str | None = None
    label: Sentence | None = None
    axes: str = ""

    @told
    def choices(self) -> tuple[str, ...] | None:
        """The texts there are to choose from; None: the text is free."""
        return self.form.choices or None

    @told
    def labels(self) -> tuple[Sentence, ...] | None:
        """What those texts are called in a menu; None: they are called what they are."""
        return getattr(self.form, "labels", ()) or None

    @told
    def least(self) -> int | None:
        """What its numbers may be counted down to; None: its text has no numbers that count something."""
        return getattr(self.form, "least", None)


@dataclass(frozen=True, slots=True)
class Preset:
    """A convention that layers in the wild follow.

    Args:
        title: as the menu says it.
        values: its parameters, as an address has them.
        also: other names of it, in any language, for whoever searches.
    """

    title: Sentence
    values: Mapping[str, str]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """An operation of the registry: what can be asked at one address. Everything that lists addresses reads these.

    Args:
        name: the last part of its address.
        title: as the menu says it.
        summary: one sentence for the documentation.
        parameters: in the order they are shown.
        example: the parameters shown where the address has none.
        presets: conventions to choose from.
        also: other names of what it does, in any language, for whoever searches.
    """

    name: str
    title: Sentence
    summary: Sentence
    parameters: tuple[Parameter, ...]
    example: Mapping[str, str]
    presets: tuple[Preset, ...] = ()
    also: tuple[str, ...] = ()

    def text(self, parameter: Parameter, texts: Mapping[str, str]) -> str:
        """The text of a parameter; an absent one has its default.

        Raises:
            PatternError: ``parameter-missing``.
        """
        text = texts.get(parameter.name, parameter.default)
        if text is None:
            raise PatternError(
                "parameter-missing",
                say("The parameter '{name}' is missing.", name=parameter.name),
                field=parameter.name,
                hint=say("write it as {form}", form=parameter.form.form),
                repair={parameter.name: self.example[parameter.name]},
            )
        return text


def _tokenize(text: str, plan: Plan | None) -> tuple[Token, ...]:
    return tokenize(text)


@dataclass(frozen=True, slots=True)
class Way:
    """What takes the output of a plan back to its input.

    Args:
        shape: of the output, as text.
        pattern: that does it; empty where none does.
        sizes: of the axes of ``pattern`` that do not follow from the shape.
        drops: whether an axis of its left side is missing on the right.
        makes: whether an axis of its right side is missing on the left.
    """

    shape: str
    pattern: str = ""
    sizes: Mapping[str, int] = field(default_factory=dict)
    drops: bool = False
    makes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation(Question, Generic[Values]):
    """A question that a plan answers.

    Args:
        values: a dataclass with a field for each parameter, of the type that its form reads.
        plan: the values and the limits, to a plan.
        code: a plan of this operation in the words of libraries; every snippet takes ``x``, ``x2``, … to ``y``.
        tokenize: cuts a pattern of this operation into tokens, as its plan read it, where there is one.
        introduction: what it does to blocks as a whole, with places for ``block``, ``source`` and ``target``.
        counterpart: the parameters of the request that this one is mistaken for, and what is different of it.
        judge: another library that does the same; None where none does.
        back: the texts of its own parameters that take the output of a plan back; None where it is not the one that
            does.
        undone_by: the operation that gives back what this one took, where the two are a pair; and
        undoes: the other way round.
    """

    values: type[Values]
    plan: Callable[[Values, Limits], Plan]
    code: Callable[[Plan], dict[str, str]]
    tokenize: Callable[[str, Plan | None], tuple[Token, ...]] = _tokenize
    introduction: Sentence | None = None
    counterpart: "Callable[[Request[Values], Plan], Counterpart | None] | None" = None
    judge: Judge[Values] | None = None
    back: Callable[[Plan, Way], Mapping[str, str] | None] | None = None
    undone_by: str | None = None
    undoes: str | None = None

    def read(self, texts: Mapping[str, str], limits: Limits) -> "Request[Values]":
        """The request that these texts make; absent parameters take their defaults.

        Raises:
            PatternError: ``text-long``, ``text-control`` or ``parameter-missing``, or what a form finds wrong.
        """
        values: dict[str, Any] = {}
        for parameter in self.parameters:
            text = self.text(parameter, texts)
            values[parameter.name] = read(parameter.form, text, parameter.name, limits)
        return Request(self, self.values(**values), texts)

    def example_plan(self) -> Plan:
        """The plan of the example."""
        return self.read(self.example, DEFAULT_LIMITS).plan(DEFAULT_LIMITS)


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A request to compare another one with.

    Args:
        texts: its parameters; the operation is the same.
        label: what is different of it: an order, or the composite axes that two parts have changed places in.
    """

    texts: Mapping[str, str]
    label: str


@dataclass(frozen=True, slots=True)
class Request(Generic[Values]):
    """An operation and the values of its parameters; ``typed``: the texts that they were read from."""

    operation: Operation[Values]
    values: Values
    typed: Mapping[str, str] = field(default_factory=dict)

    def plan(self, limits: Limits) -> Plan:
        """What the operation does; raises :class:`PatternError`, with places in the texts that were typed."""
        try:
            return self.operation.plan(self.values, limits)
        except PatternError as error:
            text = self.typed.get(error.field, "")
            if isinstance(self._form(error.field), PatternText) and getattr(self.values, error.field) != text:
                where = meant(text)
                error.span = error.span and where.span(error.span)
                error.also = tuple(map(where.span, error.also))
            raise

    def _form(self, name: str) -> Form | None:
        return next((parameter.form for parameter in self.operation.parameters if parameter.name == name), None)

    def plain(self) -> dict[str, object]:
        """The values as JSON has them."""
        return {
            parameter.name: parameter.form.plain(getattr(self.values, parameter.name))
            for parameter in self.operation.parameters
        }

    def texts(self) -> dict[str, str]:
        """The canonical texts; parameters that have their default are left out."""
        texts = {
            parameter.name: parameter.form.write(getattr(self.values, parameter.name))
            for parameter in self.operation.parameters
        }
        defaults = {parameter.name: parameter.default for parameter in self.operation.parameters}
        return {name: text for name, text in texts.items() if text != defaults[name]}


_NOT_ALLOWED = re.compile("[\0\ud800-\udfff]")


def read(form: Form, text: str, name: str, limits: Limits) -> Any:
    """The value of a parameter's text.

    Raises:
        PatternError: ``text-long`` or ``text-control``, or what the form finds wrong.
    """
    _refuse_text(text, name, limits)
    return form.read(text, name, limits)


def _refuse_text(text: str, name: str, limits: Limits) -> None:
    refuse_long(text, name, limits)
    if found := _NOT_ALLOWED.search(text):
        raise PatternError(
            "text-control",
            say("The text contains a character that is not allowed: U+{number}.", number=f"{ord(found[0]):04X}"),
            Span(*found.span()),
            field=name,
            hint=say("remove it"),
        )


def refuse_long(text: str, name: str, limits: Limits) -> None:
    """Refuse a text that is longer than a parameter may be.

    Raises:
        PatternError: ``text-long`` in the field ``name``.
    """
    if len(text) > limits.pattern_characters:
        raise PatternError(
            "text-long",
            say(
                "The text may have at most {limit} characters; this one has {count}.",
                limit=limits.pattern_characters,
                count=len(text),
            ),
            Span(limits.pattern_characters, len(text)),
            field=name,
        )
