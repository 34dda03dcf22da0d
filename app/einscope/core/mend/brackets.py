"""Brackets: one too few, one too many, one inside another, or the wrong way round."""

from collections.abc import Iterator
from itertools import takewhile

from einscope.core.errors import Sentence, say
from einscope.core.mend.mistake import SLIP, WORD, Candidate, Draft, Mistake
from einscope.core.pattern.lexer import Token
from einscope.core.typed import Edit

_ENDS = ("arrow", "open", "close")


def bracket_open(mistake: Mistake) -> Iterator[Candidate]:
    """A bracket that is never closed: close it behind one of the next axes, or take it out."""
    draft = mistake.draft
    for bracket in mistake.culprits[:1]:
        behind = [token for token in draft.tokens if token.span.start >= bracket.span.end]
        words = [token for token in takewhile(lambda token: token.kind not in _ENDS, behind) if token.kind != "space"]
        for word in [*reversed(words[1:]), *words[:1]]:
            says = say("close the bracket after {axis}", axis=word.text)
            yield _edited(draft, says, Edit(word.span.end, word.span.end, ") "), WORD + (word == words[0]))
        yield Candidate(say("remove the bracket"), {"pattern": draft.without(bracket)}, WORD)


def bracket_unopened(mistake: Mistake) -> Iterator[Candidate]:
    """A bracket that was never opened: open one before an axis, take it out, or turn it round."""
    draft = mistake.draft
    for bracket in mistake.culprits[:1]:
        before = [token for token in draft.tokens if token.span.end <= bracket.span.start]
        ahead = takewhile(lambda token: token.kind not in _ENDS, reversed(before))
        words = [token for token in ahead if token.kind != "space"]  # the nearest first
        for word in [*words[1:], *words[:1]]:
            says = say("open the bracket before {axis}", axis=word.text)
            yield _edited(draft, says, Edit(word.span.start, word.span.start, " ("), WORD + (word == words[0]))
        yield Candidate(say("remove the bracket"), {"pattern": draft.without(bracket)}, WORD)
        yield _turned(draft, bracket, "(")


def bracket_nested(mistake: Mistake) -> Iterator[Candidate]:
    """A bracket inside another: without the inner pair, without the outer one, or one of them was meant otherwise."""
    draft = mistake.draft
    for inner in mistake.culprits[:1]:
        at = draft.tokens.index(inner)
        outer = next(token for token in reversed(draft.tokens[:at]) if token.kind == "open")
        rest = list(takewhile(lambda token: token.kind != "arrow", draft.tokens[at + 1 :]))
        closing = [token for token in rest if token.kind == "close"][:2]
        if len(closing) == 2:
            says = say("remove the inner brackets")
            yield Candidate(says, {"pattern": draft.without(inner, closing[0])}, SLIP)
            yield Candidate(say("remove the outer brackets"), {"pattern": draft.without(outer, closing[1])}, WORD)
        if draft.tokens[at - 1] != outer:
            says = say("close the first bracket before the second")
            cost = WORD if len(closing) == 2 else SLIP
            yield _edited(draft, says, Edit(inner.span.start, inner.span.start, ") "), cost)
        yield Candidate(say("remove the second bracket"), {"pattern": draft.without(inner)}, WORD)
        yield Candidate(say("remove the first bracket"), {"pattern": draft.without(outer)}, WORD)
        yield _turned(draft, inner, ")")


def _turned(draft: Draft, bracket: Token, other: str) -> Candidate:
    says = say("write {new} for {old}", new=other, old=bracket.text)
    return Candidate(says, {"pattern": draft.replaced([bracket], f" {other} ")}, WORD)


def _edited(draft: Draft, says: Sentence, edit: Edit, cost: int) -> Candidate:
    return Candidate(says, {"pattern": draft.edited([edit])}, cost)
