"""The state of a saved page in few characters: numbers as the steps between them, deflated, in base64."""

import zlib
from base64 import b64encode
from itertools import pairwise
from typing import Any

from pydantic_core import to_json

_LONG = 64  # numbers of a list that is written as steps
STEPS = "+"
"""What such a list is the only member of; nothing else is called so."""


def packed(value: object) -> str:
    """A value that JSON can say, as ``static/saved/unpacked.js`` reads it.

    >>> len(packed(list(range(4_096)))) < 100 < len(packed([7, "a", None, *range(40)]))
    True
    """
    return b64encode(deflated(value)).decode()


def deflated(value: object) -> bytes:
    """The same before it is written in characters.

    Cost: O(size of the value).
    """
    return zlib.compress(to_json(_stepped(value)), 9)


def _stepped(value: Any) -> Any:
    """The value with each long list of whole numbers as its first one and the steps from each to the next.

    Cells lie in rows, so that most steps are alike, and what is alike is packed well.
    """
    match value:
        case dict():
            return {name: _stepped(inner) for name, inner in value.items()}
        case list() | tuple() if len(value) > _LONG and all(type(each) is int for each in value):
            return {STEPS: [value[0], *(after - before for before, after in pairwise(value))]}
        case list() | tuple():
            return [_stepped(inner) for inner in value]
        case _:
            return value
