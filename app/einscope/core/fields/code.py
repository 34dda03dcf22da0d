"""The text of a program."""

from dataclasses import dataclass

from einscope.core.errors import say
from einscope.core.fields.words import TypedText


@dataclass(frozen=True, slots=True)
class CodeText(TypedText):
    """Python text."""

    form = say("Python statements, optionally inside a def or a class")
