"""An example: a state of a page, and a sentence that says what to look at."""

from collections.abc import Mapping
from dataclasses import dataclass

from einscope.core.errors import Sentence


@dataclass(frozen=True, slots=True)
class Example:
    """A state worth opening.

    Args:
        title: a few words.
        sentence: what it shows; a test holds the mapping against an independent implementation.
        op: name of the operation.
        texts: its parameters.
        other: for a pair, the texts of the state it is compared with, of the same operation.
        also: other names of it, in any language, for whoever searches.
    """

    title: Sentence
    sentence: Sentence
    op: str
    texts: Mapping[str, str]
    other: Mapping[str, str] | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Examples that belong together."""

    name: str
    title: Sentence
    examples: tuple[Example, ...]
