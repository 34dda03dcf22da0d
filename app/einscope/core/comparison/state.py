"""What a comparison asks of a state, whatever it is a state of."""

from collections.abc import Callable, Iterator
from typing import Protocol

from einscope.core.address import Address
from einscope.core.judge.difference import Compared
from einscope.core.plan import Shape


class Comparable(Protocol):
    """A state that can be compared with another."""

    @property
    def address(self) -> Address:
        """Where it is shown."""

    @property
    def compared(self) -> Compared:
        """Where its cells come from, and all that is known of it."""

    @property
    def bare(self) -> Compared:
        """The same without what takes long to find out: whether one operation does the same."""

    def variants(self) -> "Iterator[tuple[str, Callable[[], Comparable]]]":
        """The same with one order changed: what is changed, as it reads then, and how to get it; which may raise."""

    def on(self, shape: Shape) -> "Comparable | None":
        """The same with an input of this shape; None where there are several, or it does not take that shape."""
