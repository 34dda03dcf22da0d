"""What is asked of a state that an address names, whatever it is a state of."""

from collections.abc import Callable, Iterator
from typing import Any, Protocol

from einscope.core.judge.difference import Compared
from einscope.core.plan import Shape
from einscope.render.subject import Subject
from einscope.settings import Settings
from einscope.web.requests.view import View


class Linked(Protocol):
    """What an address asks for, be it an operation or a program."""

    @property
    def name(self) -> str:
        """Of the operation, or of programs."""

    @property
    def texts(self) -> dict[str, str]:
        """The parameters that are not their defaults."""

    @property
    def view(self) -> View:
        """How it is to be shown."""

    @property
    def shown(self) -> dict[str, str]:
        """The same as parameters."""

    def refuse(self) -> None:
        """Raise what is wrong with how it is to be shown."""

    @property
    def subject(self) -> Subject:
        """What a picture of it shows."""

    @property
    def title(self) -> str:
        """What its own page, or its frame, shows in one line."""

    @property
    def output(self) -> Shape:
        """The shape of what comes out."""

    @property
    def compared(self) -> Compared:
        """What a comparison asks of it."""

    @property
    def bare(self) -> Compared:
        """The same without what takes long to find out: whether one operation does the same."""

    def variants(self) -> Iterator[tuple[str, Callable[[], "Linked"]]]:
        """The same with one order changed: what is changed, as it reads then, and how to get it; which may raise."""

    def on(self, shape: Shape) -> "Linked | None":
        """The same with an input of this shape; None where there are several, or it does not take that shape."""

    def plain(self, view: View, settings: Settings) -> dict[str, Any]:
        """The answer that a page shows; raises what its own page refuses."""

    @property
    def address(self) -> str:
        """The address of its page from the root on, without how it is shown."""
