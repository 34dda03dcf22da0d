"""What is worked out of an object once, when somebody asks, and kept in it."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

Made = TypeVar("Made")


class kept(Generic[Made]):  # noqa: N801 — stands where `property` would
    """``functools.cached_property`` without its lock, which costs more than what is kept here.

    Two threads that ask at once work out the same, and one of the two is kept.

    >>> class Square:
    ...     @kept
    ...     def sides(self) -> list[int]:
    ...         return [1, 1, 1, 1]
    >>> square = Square()
    >>> square.sides is square.sides
    True
    """

    def __init__(self, make: Callable[[Any], Made]) -> None:
        self.make = make
        self.name = make.__name__
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> "kept[Made]": ...

    @overload
    def __get__(self, owner: object, kind: type) -> Made: ...

    def __get__(self, owner: object | None, kind: type) -> "Made | kept[Made]":
        """What it is of an object."""
        if owner is None:
            return self
        made = owner.__dict__[self.name] = self.make(owner)
        return made
