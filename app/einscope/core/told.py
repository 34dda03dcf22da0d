"""What of a class is told to whoever asks: its fields, and beside them what is worked out of them.

An answer is made of dataclasses of the core and written down as they are, described by their docstrings. So a field
stands in one place alone, and what is written down need not know it.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from inspect import cleandoc
from time import perf_counter
from types import MappingProxyType
from typing import Any, Generic, Self, TypeVar, get_type_hints, overload

from einscope.core.spent import SPENT

Made = TypeVar("Made")

UNTOLD: Mapping[str, bool] = MappingProxyType({"told": False})
"""The metadata of a field that is not told: others work with it, and nobody outside has asked for it."""

_ENTRY = re.compile(r"^    (\w+): (.*(?:\n        .*)*)", re.MULTILINE)
_NONE = re.compile(r"\bNone\b")
_ROLE = re.compile(r":\w+:`[~.\w]*?(\w+)`")


class told(Generic[Made]):  # noqa: N801 — stands where `property` would
    """A property that is told like a field.

    >>> class Square:
    ...     @told
    ...     def sides(self) -> int:
    ...         return 4
    >>> Square().sides
    4
    """

    def __init__(self, make: Callable[[Any], Made]) -> None:
        self.make = make
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> Self: ...

    @overload
    def __get__(self, owner: object, kind: type) -> Made: ...

    def __get__(self, owner: object | None, kind: type) -> Made | Self:
        """What it is of an object."""
        return self if owner is None else self.make(owner)


@dataclass(frozen=True, slots=True)
class Part:
    """Something that is told of an object: its name, its type, and what the docstring says of it."""

    name: str
    kind: Any
    text: str


def parts(kind: type) -> tuple[Part, ...]:
    """What is told of the objects of a dataclass, in the order of its docstring; what that does not list comes behind.

    >>> from einscope.core.judge.verdict import Inverse
    >>> [(part.name, part.text) for part in parts(Inverse)][2:]  # doctest: +NORMALIZE_WHITESPACE
    [('sizes', 'sizes that the pattern needs beside the shape'), ('texts', 'its parameters, as an address has them'),
     ('url', 'the visualiser with the inverse')]
    """
    texts = {name: text for base in reversed(kind.__mro__) for name, text in _entries(base)}
    kinds = get_type_hints(kind, include_extras=True)
    by_name = {
        field.name: Part(field.name, kinds[field.name], texts.get(field.name, ""))
        for field in fields(kind)
        if field.metadata.get("told", True)
    }
    for name, member in ((name, member) for base in reversed(kind.__mro__) for name, member in vars(base).items()):
        if isinstance(member, told):
            text = texts.get(name) or _tidy(_lowered(member.__doc__ or ""))
            by_name[name] = Part(name, get_type_hints(member.make)["return"], text)
    listed = [name for name in texts if name in by_name]
    return tuple(by_name[name] for name in dict.fromkeys((*listed, *by_name)))


def summary(kind: type) -> str:
    """What a class is, as its docstring says before it comes to the fields.

    >>> from einscope.core.judge.verdict import Inverse
    >>> summary(Inverse)
    'The request that takes the output back to the input.'
    """
    return _plain(cleandoc(kind.__doc__ or "").partition("\nArgs:\n")[0].strip())


def _entries(kind: type) -> Iterator[tuple[str, str]]:
    """The names that a docstring says something of, and what."""
    listed = cleandoc(kind.__doc__ or "").partition("\nArgs:\n")[2].partition("\n\n")[0]
    for name, text in _ENTRY.findall(listed):
        yield name, _tidy(text)


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _tidy(text: str) -> str:
    """A description in one line, without the full stop and the capital that a docstring may have."""
    return _plain(" ".join(text.split())).removesuffix(".")


def _plain(text: str) -> str:
    """What Python says, as JSON and Markdown have it."""
    return _NONE.sub("null", _ROLE.sub(r"`\1`", text).replace("``", "`"))


def only(wanted: Collection[str] | None, makers: Mapping[str, Callable[[], Any]]) -> dict[str, Any]:
    """What is wanted of something, by name; what is not is None, and is not made.

    Args:
        wanted: names; None: everything.
        makers: what makes each.

    >>> only({"a"}, {"a": lambda: 1, "b": lambda: 1 / 0})
    {'a': 1, 'b': None}
    """
    made: dict[str, Any] = dict.fromkeys(makers)
    took: dict[str, float] = {}
    begun = perf_counter()
    try:
        for name, make in makers.items():
            if wanted is None or name in wanted:
                made[name] = make()
                done = perf_counter()
                took[name], begun = done - begun, done
    finally:
        SPENT.add_all(took)
    return made
