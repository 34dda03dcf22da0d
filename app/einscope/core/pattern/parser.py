r"""Tokens to a pattern. Says what each side is made of; what the sizes are is ``resolve``'s question.

The grammar is the one of einops 0.8.2; brackets do not nest, and only spaces separate::

    pattern   = side "->" side
    side      = { dimension }                  an empty side is a tensor without axes
    dimension = name | number | "..." | group
    group     = "(" { name | number | "..." } ")"
    name      = a Python identifier that neither starts nor ends with an underscore
    number    = decimal digits, not 0          1 is the unit axis, as is the empty group

Two words must not touch: ``...a`` is refused, ``a(b)`` and ``(a)(b)`` are fine.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from einscope.core.axis_name import better_name, name_fault
from einscope.core.errors import PatternError, Sentence, Span, say
from einscope.core.pattern.lexer import Token, tokenize

_ARROWS = ("→", "⟶", "==>", "=>", "⇒", "➔", "- >")


@dataclass(frozen=True, slots=True)
class Item:
    """One word of a side: an axis by name, by number (its size), or the ellipsis."""

    kind: Literal["name", "number", "ellipsis"]
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Dimension:
    """One axis of a tensor and the items it is made of; unit axes have none. A bare ellipsis stands for several."""

    items: tuple[Item, ...]
    span: Span
    grouped: bool

    @property
    def is_bare_ellipsis(self) -> bool:
        """Whether this stands for any number of tensor axes instead of one."""
        return not self.grouped and any(item.kind == "ellipsis" for item in self.items)


@dataclass(frozen=True)
class Side:
    """What one tensor is made of."""

    dimensions: tuple[Dimension, ...]
    span: Span

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every item, in reading order."""
        return tuple([item for dimension in self.dimensions for item in dimension.items])

    @cached_property
    def ellipsis(self) -> Item | None:
        """The ellipsis, if the side has one."""
        return next((item for item in self.items if item.kind == "ellipsis"), None)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A parsed pattern; ``tokens`` tile ``text``."""

    text: str
    tokens: tuple[Token, ...]
    left: Side
    right: Side

    @property
    def dropped(self) -> tuple[Item, ...]:
        """The axes that end at the arrow, numbers among them.

        >>> [item.text for item in parse("b (h 2) w -> w").dropped]
        ['b', 'h', '2']
        """
        kept = {item.text for item in self.right.items}
        return tuple(item for item in self.left.items if item.text not in kept)


@lru_cache(maxsize=64)  # one request parses the same few texts again and again
def parse(text: str) -> Pattern:
    """Parse a pattern.

    Raises:
        PatternError: with the span of the culprit in ``text``.

    Cost: O(length).

    >>> parse("b (h p1) -> b h p1").left.dimensions[1].span
    Span(start=2, end=8)
    """
    tokens = tokenize(text)
    arrow = _only_arrow(text, tokens)
    end = len(text)
    return Pattern(
        text,
        tokens,
        _side(tokens[:arrow], Span(0, tokens[arrow].span.start)),
        _side(tokens[arrow + 1 :], Span(tokens[arrow].span.end, end)),
    )


def _only_arrow(text: str, tokens: tuple[Token, ...]) -> int:
    arrows = [index for index, token in enumerate(tokens) if token.kind == "arrow"]
    if len(arrows) == 1:
        return arrows[0]
    if arrows:
        raise PatternError(
            "arrow-repeated",
            say("A pattern has only one arrow; this is the second."),
            tokens[arrows[1]].span,
            hint=say("keep one ->"),
        )
    for lookalike in _ARROWS:
        if lookalike in text:
            start = text.index(lookalike)
            raise PatternError(
                "arrow-lookalike",
                say("'{text}' is not an arrow.", text=lookalike),
                Span(start, start + len(lookalike)),
                hint=say("write ->"),
                repair={"pattern": text.replace(lookalike, "->", 1)},
            )
    raise PatternError(
        "arrow-missing",
        say("A pattern needs an arrow between its two sides; this one has none."),
        _trimmed(text),
        hint=say("write the output after ->, for example a b -> b a"),
    )


def _trimmed(text: str) -> Span:
    start = len(text) - len(text.lstrip(" "))
    return Span(start, max(start, len(text.rstrip(" "))))


def _side(tokens: tuple[Token, ...], span: Span) -> Side:
    dimensions: list[Dimension] = []
    group: list[Item] | None = None
    opened = span
    previous: Token | None = None
    seen: dict[str, Span] = {}
    for token in tokens:
        if token.kind == "space":
            pass
        elif token.kind == "open":
            if group is not None:
                raise PatternError(
                    "bracket-nested",
                    say("Brackets cannot be nested."),
                    token.span,
                    hint=say("write the axes of the inner brackets straight into the outer ones: the order stays"),
                )
            group, opened = [], token.span
        elif token.kind == "close":
            if group is None:
                raise PatternError(
                    "bracket-close", say("This bracket was never opened."), token.span, hint=say("remove it, or open (")
                )
            dimensions.append(Dimension(tuple(group), Span(opened.start, token.span.end), grouped=True))
            group = None
        else:
            if previous is not None and previous.kind not in ("space", "open", "close"):
                _raise_glued(previous, token)
            item = _item(token, seen)
            unit = item.kind == "number" and int(item.text) == 1
            if group is None:
                dimensions.append(Dimension(() if unit else (item,), item.span, grouped=False))
            elif not unit:
                group.append(item)
        previous = token
    if group is not None:
        raise PatternError(
            "bracket-open",
            say("This bracket is never closed."),
            opened,
            hint=say("close it with ) before the side ends"),
        )
    return Side(tuple(dimensions), span)


def _raise_glued(previous: Token, token: Token) -> None:
    if token.kind in ("unknown", "comma"):
        return  # the unknown character itself is the clearer culprit
    raise PatternError(
        "space-missing",
        say("'{left}' and '{right}' must be separated.", left=previous.text, right=token.text),
        Span(previous.span.start, token.span.end),
        hint=say("put a space between them"),
    )


def _item(token: Token, seen: dict[str, Span]) -> Item:
    """One word, checked; ``seen`` holds the names of the side so far."""
    if token.kind in ("unknown", "comma"):
        raise PatternError(
            "character-unknown",
            say("'{text}' is not allowed in a pattern.", text=visible(token.text)),
            token.span,
            hint=_hint_for_unknown(token.text),
        )
    if token.kind == "number":
        if int(token.text) == 0:
            raise PatternError("number-zero", say("An axis of size 0 cannot be written as a number."), token.span)
        return Item("number", token.text, token.span)
    if token.kind == "name" and (reason := name_fault(token.text)) is not None:
        raise PatternError("name-invalid", reason, token.span, hint=better_name(token.text))
    if token.text in seen:
        code, message = (
            ("ellipsis-repeated", say("Each side may have only one ellipsis; this is the second."))
            if token.kind == "ellipsis"
            else ("axis-repeated", say("Axis '{axis}' appears twice on this side.", axis=token.text))
        )
        raise PatternError(code, message, token.span, hint=say("give the second one a name of its own"))
    seen[token.text] = token.span
    return Item("ellipsis" if token.kind == "ellipsis" else "name", token.text, token.span)


def visible(text: str) -> str:
    """The character, by its number where it cannot be seen."""
    return text if text.isprintable() else f"U+{ord(text):04X}"


def _hint_for_unknown(text: str) -> Sentence:
    if text == "…":
        return say("type three dots: ...")
    if text == ".":
        return say("an ellipsis is three dots: ...")
    if text.isspace():
        return say("separate axes with plain spaces")
    if text in ",;":
        return say("separate axes with spaces")
    if text in "[]{}":
        return say("group axes with round brackets: ( )")
    return say("remove it; a pattern is made of names, numbers, ( ), ... and ->")
