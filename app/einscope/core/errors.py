"""The one error of the core, and the sentences it speaks in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

_LONGEST = 60


class Span(NamedTuple):
    """A half-open range of a text, in code points.

    >>> "b h w"[slice(*Span(2, 3))]
    'h'
    """

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that is still translatable: a template and the values that go into it.

    >>> str(say("Axis '{axis}' has no size.", axis="p1"))
    "Axis 'p1' has no size."
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    singular: str = ""
    """The template where ``count`` is 1; no text: the number makes no difference."""

    def __str__(self) -> str:
        """The sentence in English, the language of the templates."""
        template = self.singular if self.singular and self.values["count"] == 1 else self.template
        return template.format_map(self.values)

    def __hash__(self) -> int:
        """Equal sentences have equal templates; their values may be anything."""
        return hash(self.template)

    def naming(self, **values: object) -> "Sentence":
        """The sentence with other values, where it or a sentence in it has such.

        >>> str(say("{first} and stop", first=say("turn {tensor}", tensor="x")).naming(tensor="q", axis="h"))
        'turn q and stop'
        """
        named = {
            name: value.naming(**values) if isinstance(value, Sentence) else values.get(name, value)
            for name, value in self.values.items()
        }
        return Sentence(self.template, named, self.singular)

    def clipped(self) -> "Sentence":
        """The sentence with long values cut: what somebody typed is repeated only as far as it helps."""
        return Sentence(self.template, {name: _clipped(value) for name, value in self.values.items()}, self.singular)


def _clipped(value: object) -> object:
    return f"{value[:_LONGEST]}…" if isinstance(value, str) and len(value) > _LONGEST else value


def say(template: str, **values: object) -> Sentence:
    """A sentence; the call marks the template for translation."""
    return Sentence(template, values)


def say_count(singular: str, plural: str, count: int, **values: object) -> Sentence:
    """A sentence about a number of things; the call marks both templates for translation, as one message.

    >>> [str(say_count("{count} axis", "{count} axes", number)) for number in (0, 1, 2)]
    ['0 axes', '1 axis', '2 axes']
    """
    return Sentence(plural, {"count": count, **values}, singular)


class PatternError(Exception):
    """What is wrong with a request, where, and what would mend it. The core raises nothing else.

    Args:
        code: a stable name of the mistake; never translated, never renamed.
        message: what is wrong.
        span: the culprit in the text of ``field``, in code points; None where the whole field is meant.
        field: the parameter the text came from.
        hint: what to do about it, where there is something to say.
        repair: parameter values that would mend it, each the whole new text of that parameter.
        also: further culprits in the same text, where one span is not enough.
        choices: ways to go on, where there are several: what each does, and the repair that takes it.
    """

    def __init__(
        self,
        code: str,
        message: Sentence,
        span: Span | None = None,
        field: str = "pattern",
        hint: Sentence | None = None,
        repair: Mapping[str, str] | None = None,
        also: tuple[Span, ...] = (),
        choices: Iterable[tuple[Sentence, Mapping[str, str]]] = (),
    ) -> None:
        super().__init__(str(message.clipped()))
        self.code = code
        self.message = message.clipped()
        self.span = span
        self.field = field
        self.hint = hint and hint.clipped()
        self.repair = dict(repair or {})
        self.also = also
        self.choices = [(sentence, dict(texts)) for sentence, texts in choices]
