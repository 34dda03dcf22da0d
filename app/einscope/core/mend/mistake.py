"""A request that was refused, its pattern in pieces, and what might mend it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from einscope.core.errors import PatternError, Sentence, Span
from einscope.core.fields import ShapesText, Sizes, SizesText
from einscope.core.limits import Limits
from einscope.core.pattern.lexer import Token
from einscope.core.plan import Shape
from einscope.core.typed import Edit, applied

SLIP, WORD, TENSOR, ELSEWHERE = 1, 2, 3, 4
"""What a change costs: a slip of the pen, a word more or less, another tensor, another operation."""

_WORDS = ("name", "number", "ellipsis")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request.

    Args:
        op: name of the operation.
        texts: of its parameters.
    """

    op: str
    texts: Mapping[str, str]

    def text(self, name: str) -> str:
        """The text of a parameter, empty where it is absent."""
        return self.texts.get(name, "")


@dataclass(frozen=True, slots=True)
class Candidate:
    """What might mend a request.

    Args:
        says: what it does.
        texts: of the parameters that change, each whole.
        cost: how far it is from what was asked.
        op: another operation to ask; empty: the same.
    """

    says: Sentence
    texts: Mapping[str, str]
    cost: int
    op: str = ""


@dataclass(frozen=True)
class Draft:
    """A pattern that need not parse.

    Args:
        tokens: which tile its text.
        between: what stands between two axes: a space, or nothing between letters.
    """

    tokens: tuple[Token, ...]
    between: str = " "

    @cached_property
    def text(self) -> str:
        """All of it."""
        return "".join(token.text for token in self.tokens)

    @cached_property
    def arrows(self) -> tuple[Token, ...]:
        """Its arrows; a pattern has one."""
        return tuple(token for token in self.tokens if token.kind == "arrow")

    @cached_property
    def sides(self) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
        """What stands before the first arrow and behind it, without spaces."""
        turn = self.arrows[0].span.start if self.arrows else len(self.text)
        tokens = [token for token in self.tokens if token.kind not in ("space", "arrow")]
        left = tuple(token for token in tokens if token.span.start < turn)
        return left, tuple(tokens[len(left) :])

    def words(self, right: bool, *kinds: str) -> tuple[Token, ...]:
        """The tokens of one side that are of these kinds; of none: names, numbers and ellipses."""
        return tuple(token for token in self.sides[right] if token.kind in (kinds or _WORDS))

    def inside(self, span: Span | None) -> tuple[Token, ...]:
        """The tokens of a part of the text, but for spaces."""
        start, end = span or (0, 0)
        return tuple(
            token
            for token in self.tokens
            if token.span.start < end and token.span.end > start and token.kind != "space"
        )

    def edited(self, edits: Iterable[Edit]) -> str:
        """The text with parts replaced, and no more spaces than are needed."""
        return tidied(applied(self.text, sorted(edits)))

    def replaced(self, tokens: Iterable[Token], text: str) -> str:
        """The text with something else for each of these tokens."""
        return self.edited(Edit(*token.span, text) for token in tokens)

    def without(self, *gone: Token) -> str:
        """The text without these tokens, nor brackets that are left empty by that.

        >>> from einscope.core.pattern.lexer import tokenize
        >>> draft = Draft(tokenize("b (h) w -> b w"))
        >>> draft.without(draft.tokens[3])
        'b w -> b w'
        """
        emptied = [
            bracket
            for group in self.groups
            if (words := [token for token in group if token.kind in _WORDS]) and all(word in gone for word in words)
            for bracket in (group[0], group[-1])
        ]
        return self.replaced(dict.fromkeys((*gone, *emptied)), "")

    @cached_property
    def groups(self) -> tuple[tuple[Token, ...], ...]:
        """The tokens of each bracket that is closed and holds no other, brackets included."""
        return tuple(self._groups())

    @cached_property
    def _inside(self) -> frozenset[Token]:
        return frozenset(token for group in self.groups for token in group)

    def _groups(self) -> Iterator[tuple[Token, ...]]:
        start: int | None = None
        for at, token in enumerate(self.tokens):
            if token.kind == "open":
                start = at
            elif token.kind == "arrow":
                start = None
            elif token.kind == "close" and start is not None:
                yield self.tokens[start : at + 1]
                start = None

    def grouped(self, token: Token) -> bool:
        """Whether a word stands in brackets."""
        return token in self._inside

    def added(self, words: Sequence[str], right: bool, front: bool = False) -> str:
        """The text with more words at one end of a side."""
        more = self.between.join(words)
        turn = self.arrows[0].span if self.arrows else Span(len(self.text), len(self.text))
        place = {
            (False, True): 0,
            (False, False): turn.start,
            (True, True): turn.end,
            (True, False): len(self.text),
        }[right, front]
        spaced = f" {more} " if self.between or not self.sides[right] else more
        return self.edited([Edit(place, place, spaced)])


@dataclass(frozen=True)
class Mistake:
    """A request that was refused.

    Args:
        asked: the request.
        error: why; its span is one of the text as it stands in ``asked``.
        draft: its pattern in pieces; without any, where the operation has none.
        limits: bounds on what may be asked.
    """

    asked: Asked
    error: PatternError
    draft: Draft
    limits: Limits

    @cached_property
    def culprits(self) -> tuple[Token, ...]:
        """The tokens that are at fault."""
        return self.draft.inside(self.error.span) if self.error.field == "pattern" else ()

    @cached_property
    def shape(self) -> Shape | None:
        """The shape of the one input; None where there are several, or the text says none."""
        try:
            shapes = ShapesText().read(self.asked.text("shape"), "shape", self.limits).shapes
        except PatternError:
            return None
        return shapes[0] if len(shapes) == 1 else None

    @cached_property
    def sizes(self) -> Sizes:
        """The sizes asked for; none where the text says none."""
        try:
            return SizesText().read(self.asked.text("sizes"), "sizes", self.limits)
        except PatternError:
            return Sizes()


def tidied(text: str) -> str:
    """A pattern without spaces that say nothing.

    >>> tidied(" b ( h  w ) -> ")
    'b (h w) ->'
    """
    return re.sub(r"(?<=\() +| +(?=\))", "", re.sub(" +", " ", text)).strip(" ")


def write_shape(shape: Sequence[int]) -> str:
    """A shape as the text of a parameter."""
    return ",".join(map(str, shape))
