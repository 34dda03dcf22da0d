"""Text of an einsum to labels, in either of two spellings.

Names, as in einops: ``i j, j k -> i k``. Axes are separated by spaces, operands by commas, and the arrow is needed::

    equation = operand { "," operand } "->" operand
    operand  = { name | "..." }              a lone underscore is a name too

Letters, as in numpy and torch: ``ij,jk->ik``. Every ASCII letter is an axis, and spaces mean nothing; without an
arrow the output has the labels that occur once, in alphabetical order, behind the axes of an ellipsis.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from einscope.core.axis_name import name_fault
from einscope.core.errors import PatternError, Span, say
from einscope.core.pattern.lexer import Token, tokenize
from einscope.core.pattern.parser import visible


@dataclass(frozen=True, slots=True)
class Label:
    """One axis of an operand, or the ellipsis."""

    kind: Literal["name", "ellipsis"]
    text: str
    span: Span


Labels = tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Equation:
    """A parsed equation; ``implicit``: its output was not written."""

    operands: tuple[Labels, ...]
    spans: tuple[Span, ...]
    output: Labels
    implicit: bool

    @property
    def names(self) -> tuple[str, ...]:
        """Its names, in order of first appearance."""
        labels = (label for operand in self.operands for label in operand if label.kind == "name")
        return tuple(dict.fromkeys(label.text for label in labels))


def tokens_of(text: str, letters: bool) -> tuple[Token, ...]:
    """The tokens of an einsum, which tile its text; by letters, each letter is a token.

    >>> [token.text for token in tokens_of("ij,jk->ik", letters=True)]
    ['i', 'j', ',', 'j', 'k', '->', 'i', 'k']
    """
    return tuple(piece for token in tokenize(text) for piece in (_letters(token) if letters else [token]))


def _letters(token: Token) -> list[Token]:
    if token.kind not in ("name", "number"):
        return [token]
    start = token.span.start
    return [
        Token("name" if letter.isascii() and letter.isalpha() else "unknown", letter, Span(start + at, start + at + 1))
        for at, letter in enumerate(token.text)
    ]


@lru_cache(maxsize=16)  # one request reads the same text for its plan, its remarks and its code
def parse_equation(text: str, letters: bool, arrow: bool | None = None) -> Equation:
    """Parse an einsum.

    Args:
        text: of the equation.
        letters: whether every letter is an axis, or every word.
        arrow: whether the arrow is needed; None: with names it is.

    Raises:
        PatternError: with the span of the culprit.

    Cost: O(length).

    >>> [label.text for label in parse_equation("...ij, ...jk", letters=True).output]
    ['...', 'i', 'k']
    """
    tokens = tokens_of(text, letters)
    if not letters:
        _refuse_touching(tokens)
    arrows = [at for at, token in enumerate(tokens) if token.kind == "arrow"]
    if len(arrows) > 1:
        raise PatternError(
            "arrow-repeated",
            say("A pattern has only one arrow; this is the second."),
            tokens[arrows[1]].span,
            hint=say("keep one ->"),
        )
    end = arrows[0] if arrows else len(tokens)
    span = Span(0, tokens[end].span.start if arrows else len(text))
    operands, spans = _operands(tokens[:end], span, letters)
    if arrows:
        output = tuple(_label(token, letters) for token in tokens[end + 1 :] if token.kind != "space")
        _refuse_output(output, operands)
        return Equation(operands, spans, output, implicit=False)
    output = _implicit(operands)
    if not letters if arrow is None else arrow:
        raise _without_arrow(text, output)
    return Equation(operands, spans, output, implicit=True)


def _refuse_touching(tokens: Sequence[Token]) -> None:
    """Names that touch an ellipsis: einops takes both for one word."""
    for left, right in pairwise(tokens):
        if {left.kind, right.kind} <= {"name", "number", "ellipsis"}:
            raise PatternError(
                "space-missing",
                say("'{left}' and '{right}' must be separated.", left=left.text, right=right.text),
                Span(left.span.start, right.span.end),
                hint=say("put a space between them"),
            )


def _without_arrow(text: str, output: Labels) -> PatternError:
    written = " ".join(label.text for label in output)
    return PatternError(
        "arrow-missing",
        say("Axes separated by spaces need an arrow and the output axes."),
        Span(0, len(text)),
        hint=say("write the output after ->; only letters without spaces, ij,jk, may leave it out"),
        repair={"pattern": f"{text.rstrip(' ')} -> {written}".strip(" ")},
    )


def _operands(tokens: Sequence[Token], span: Span, letters: bool) -> tuple[tuple[Labels, ...], tuple[Span, ...]]:
    operands: list[list[Label]] = [[]]
    starts = [span.start]
    ends: list[int] = []
    for token in tokens:
        if token.kind == "space":
            continue
        if token.kind == "comma":
            operands.append([])
            ends.append(token.span.start)
            starts.append(token.span.end)
            continue
        label = _label(token, letters)
        if label.kind == "ellipsis" and any(other.kind == "ellipsis" for other in operands[-1]):
            raise PatternError(
                "ellipsis-repeated", say("An operand may have only one ellipsis; this is the second."), label.span
            )
        operands[-1].append(label)
    spans = tuple(Span(start, end) for start, end in zip(starts, [*ends, span.end], strict=True))
    return tuple(tuple(operand) for operand in operands), spans


def _label(token: Token, letters: bool) -> Label:
    if token.kind == "ellipsis":
        return Label("ellipsis", token.text, token.span)
    if token.kind in ("open", "close"):
        raise PatternError(
            "bracket-in-einsum",
            say("einsum neither splits nor joins axes."),
            token.span,
            hint=say("name each axis separately, and rearrange before or after"),
        )
    if token.kind == "number":
        raise PatternError(
            "number-in-einsum", say("einsum takes axes by name, not by number."), token.span, hint=say("name the axis")
        )
    if token.kind != "name":
        raise PatternError(
            "character-unknown",
            say("'{text}' is not allowed here.", text=visible(token.text)),
            token.span,
            hint=say("axes are letters, or names separated by spaces; operands are separated by commas"),
        )
    if not letters and token.text != "_" and (fault := name_fault(token.text)) is not None:
        raise PatternError("name-invalid", fault, token.span)
    return Label("name", token.text, token.span)


def _implicit(operands: tuple[Labels, ...]) -> Labels:
    """As numpy has it: the axes of the ellipsis, then the labels that occur once, sorted."""
    labels = [label for operand in operands for label in operand]
    ellipsis = [label for label in labels if label.kind == "ellipsis"][:1]
    times = Counter(label.text for label in labels)
    once = [label for label in labels if label.kind == "name" and times[label.text] == 1]
    return (*ellipsis, *sorted(once, key=lambda label: label.text))


def _refuse_output(output: Labels, operands: tuple[Labels, ...]) -> None:
    there = {label.text for operand in operands for label in operand}
    seen: set[str] = set()
    for label in output:
        if label.text in seen:
            raise PatternError(
                "axis-repeated", say("'{axis}' appears twice in the output.", axis=label.text), label.span
            )
        if label.kind == "name" and label.text not in there:
            raise PatternError(
                "axis-one-sided",
                say("'{axis}' is in the output but in no operand.", axis=label.text),
                label.span,
                hint=say("remove it, or write it in an operand too"),
            )
        seen.add(label.text)
