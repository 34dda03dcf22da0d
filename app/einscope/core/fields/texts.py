"""Texts that mean more than themselves: a program, a name in it, a channel order, one of a few choices."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from einscope.core.errors import PatternError, Sentence, Span, say
from einscope.core.fields.called import called
from einscope.core.fields.piece import typed_piece, unwrapped
from einscope.core.limits import Limits

_ALIKE = 0.5  # from here on a word is taken for a slip of another
_LONGEST = 60  # characters of it that are looked at


@dataclass(frozen=True, slots=True)
class TypedText:
    """A text that is kept as typed."""

    json = str
    choices = ()

    def read(self, text: str, name: str, limits: Limits) -> str:
        """The text itself: whoever asks for it parses it."""
        return text

    def write(self, value: str) -> str:
        """The text itself."""
        return value

    def plain(self, value: str) -> object:
        """The text itself."""
        return value


@dataclass(frozen=True, slots=True)
class NameText(TypedText):
    """A name of the program; which there are depends on it."""

    form = say("a name, as the answer lists them")

    def read(self, text: str, name: str, limits: Limits) -> str:
        """The name, without the white space around it."""
        return text.strip()


@dataclass(frozen=True, slots=True)
class OrderText:
    """``p2 p1 c``: the order of the parts of a channel, slowest first. The empty text means the usual one."""

    form = say("the parts of the channel axis, slowest first, separated by spaces")
    json = str
    choices = ()

    def read(self, text: str, name: str, limits: Limits) -> "Order":
        """The words with their places; which words there must be depends on the shape."""
        piece = unwrapped(typed_piece(text).stripped())
        words = tuple(part for part in piece.split(re.compile(r"[\s,]+")) if part.text)
        return Order(tuple(word.text for word in words), tuple(word.span for word in words))

    def write(self, value: "Order") -> str:
        """The canonical text.

        >>> OrderText().write(OrderText().read("(c  p1 p2)", "order", Limits()))
        'c p1 p2'
        """
        return " ".join(value.words)

    def plain(self, value: "Order") -> object:
        """The text, None where the usual order is meant."""
        return " ".join(value.words) or None


@dataclass(frozen=True, slots=True)
class Order:
    """The words of an order, each with its place."""

    words: tuple[str, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ChoiceText:
    """One of a few words.

    Args:
        choices: the words.
        labels: what each is called in a menu; none: they are called what they are.
    """

    choices: tuple[str, ...]
    labels: tuple[Sentence, ...] = ()
    json = str

    @property
    def form(self) -> Sentence:
        """The choices.

        >>> str(ChoiceText(("error", "crop", "pad")).form)
        'error or crop or pad'
        """
        form = say("{choice}", choice=self.choices[0])
        for choice in self.choices[1:]:
            form = say("{some} or {choice}", some=form, choice=choice)
        return form

    def read(self, text: str, name: str, limits: Limits) -> str:
        """The word; raises ``choice-unknown`` in the field ``name``."""
        if text not in self.choices:
            meant = nearest(text, self.choices)
            raise PatternError(
                "choice-unknown",
                say("'{name}' must be one of {choices}.", name=called(name), choices=", ".join(self.choices)),
                Span(0, len(text)),
                field=name,
                hint=say("write {choice}", choice=meant),
                repair={name: meant},
            )
        return text

    def write(self, value: str) -> str:
        """The word itself."""
        return value

    def plain(self, value: str) -> object:
        """The word itself."""
        return value


def nearest(text: str, choices: tuple[str, ...]) -> str:
    """The choice that was probably meant, the first where none is like the text.

    >>> [nearest(text, ("mean", "sum", "max", "min")) for text in ("maximum", "Sum", "mni", "?")]
    ['max', 'sum', 'min', 'mean']
    """
    typed = text.strip().casefold()[:_LONGEST]

    def likeness(choice: str) -> float:
        begins = min(len(typed), len(choice)) > 1 and (typed.startswith(choice) or choice.startswith(typed))
        return 1 if begins else SequenceMatcher(None, typed, choice).ratio()

    best = max(choices, key=likeness)
    return best if likeness(best) >= _ALIKE else choices[0]


@dataclass(frozen=True, slots=True)
class CodeText(TypedText):
    """Python text."""

    form = say("Python statements, optionally inside a def or a class")
