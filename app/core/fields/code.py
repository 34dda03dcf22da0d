"""The text of a program."""

from dataclasses import dataclass

from app.core.errors import say
from app.core.limits import Limits


@dataclass(frozen=True, slots=True)
class CodeText:
    """Python text; kept as typed."""

    form = say("statements in Python, or a def or a class around them")
    json = str
    choices = ()

    def read(self, text: str, name: str, limits: Limits) -> str:
        """The text itself: the interpreter parses it."""
        return text

    def write(self, value: str) -> str:
        """The text itself."""
        return value

    def plain(self, value: str) -> object:
        """The text itself."""
        return value
