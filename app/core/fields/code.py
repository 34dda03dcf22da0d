"""The text of a program."""

from dataclasses import dataclass

from app.core.errors import say
from app.core.fields.words import TypedText


@dataclass(frozen=True, slots=True)
class CodeText(TypedText):
    """Python text."""

    form = say("statements in Python, or a def or a class around them")
