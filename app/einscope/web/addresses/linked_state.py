"""What is asked of a state that an address names, whatever it is a state of."""

from typing import Any, Protocol

from einscope.core.comparison import Comparable
from einscope.core.plan import Shape
from einscope.render.subject import Subject
from einscope.settings import Settings
from einscope.web.requests.view import View


class Linked(Protocol):
    """What an address asks for, be it an operation or a program."""

    @property
    def view(self) -> View:
        """How it is to be shown."""

    @property
    def shown(self) -> dict[str, str]:
        """The same as parameters."""

    def refuse(self) -> None:
        """Raise what is wrong with how it is to be shown."""

    @property
    def state(self) -> Comparable:
        """What is shown, whatever it looks like."""

    @property
    def subject(self) -> Subject:
        """What a picture of it shows."""

    @property
    def title(self) -> str:
        """What its own page, or its frame, shows in one line."""

    @property
    def file(self) -> str:
        """What a file about it is called, without its ending."""

    @property
    def output(self) -> Shape:
        """The shape of what comes out."""

    def plain(self, view: View, settings: Settings) -> dict[str, Any]:
        """The answer that a page shows; raises what its own page refuses."""
