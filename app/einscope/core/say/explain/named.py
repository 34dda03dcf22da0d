"""Where a sentence names axes: in its values, but for tensors, whatever words the sentence itself has."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from einscope.core.errors import Sentence

_OPEN, _CLOSE = "\ue000", "\ue001"  # for private use: in no name and in no sentence
_WORD = re.compile(r"\w+")
_MARKED = re.compile(f"{_OPEN}(.*?){_CLOSE}")
_TENSORS = {"tensor", "inputs", "source", "target"}
"""Places of sentences that tensors are named in."""


class AxisSpan(NamedTuple):
    """Where the name of an axis stands: its first code point, that behind its last one, and the number of the axis."""

    start: int
    end: int
    axis: int


@dataclass(frozen=True, slots=True)
class Named:
    """A sentence, and the names of the axes that it may speak of.

    Args:
        sentence: in no language yet.
        axes: their names, by number.
    """

    sentence: Sentence
    axes: tuple[str, ...]

    def framed(self) -> Sentence:
        """The sentence with a sign before and after each name of an axis, to be found again in any language."""
        return _framed(self.sentence, frozenset(self.axes)) if self.axes else self.sentence

    def spans(self, text: str) -> Iterator[AxisSpan]:
        """Where the names stand in the framed sentence in some language, once the signs are gone.

        >>> from einscope.core.errors import say
        >>> named = Named(say("Put a {axes} after {x}.", axes="b", x="a"), ("a", "b"))
        >>> [tuple(span) for span in named.spans(str(named.framed()))]
        [(6, 7, 1), (14, 15, 0)]
        """
        for signs, found in enumerate(_MARKED.finditer(text)):
            start = found.start() - 2 * signs
            yield AxisSpan(start, start + len(found[1]), self.axes.index(found[1]))


def _framed(sentence: Sentence, names: frozenset[str]) -> Sentence:
    values: Mapping[str, object] = {
        name: value if name in _TENSORS else _marked(value, names) for name, value in sentence.values.items()
    }
    return Sentence(sentence.template, values, sentence.singular)


def _marked(value: object, names: frozenset[str]) -> object:
    if isinstance(value, Sentence):
        return _framed(value, names)
    if not isinstance(value, str):
        return value
    if _WORD.fullmatch(value):  # most are one word
        return _in_word(names, value)
    return _WORD.sub(lambda found: _in_word(names, found[0]), value)


def _in_word(names: frozenset[str], word: str) -> str:
    """A word with the name marked that it is, or that it ends with behind a number: ``2h``."""
    if word in names:
        return f"{_OPEN}{word}{_CLOSE}"
    for place in range(1, len(word)):
        if word[place - 1].isdecimal() and word[place:] in names:
            return f"{word[:place]}{_OPEN}{word[place:]}{_CLOSE}"
    return word
