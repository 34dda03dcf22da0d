"""Numbers in a pattern: where einops wants names."""

from collections.abc import Iterator

from einscope.core.errors import say
from einscope.core.fields import write_sizes
from einscope.core.mend.mistake import SLIP, TENSOR, WORD, Candidate, Mistake
from einscope.core.mend.names import fresh
from einscope.core.pattern.lexer import Token
from einscope.core.typed import Edit


def number_zero(mistake: Mistake) -> Iterator[Candidate]:
    """An axis of size 0 as a number: leave it out, or 1."""
    draft = mistake.draft
    for culprit in mistake.culprits[:1]:
        yield Candidate(say("remove {axis}", axis=culprit.text), {"pattern": draft.without(culprit)}, WORD)
        says = say("write {new} for {old}", new="1", old=culprit.text)
        yield Candidate(says, {"pattern": draft.replaced([culprit], "1")}, WORD)


def number_named(mistake: Mistake) -> Iterator[Candidate]:
    """Names with sizes in place of numbers; the same ones on both sides."""
    draft = mistake.draft
    left, right = (
        [token for token in draft.words(side, "number") if token.text.strip("0") not in ("", "1")]
        for side in (False, True)
    )
    if mistake.asked.op == "einsum":
        left, right = list(mistake.culprits[:1]), []
    if not left and not right:
        return
    if sorted(int(token.text) for token in left) == sorted(int(token.text) for token in right):
        yield from _paired(mistake, left, right)
    else:
        yield from _renamed(mistake, left, right)
        yield from _unpaired(mistake, left, right)


def _named(mistake: Mistake, numbers: list[Token]) -> list[str]:
    names: list[str] = []
    for _ in numbers:
        names.append(fresh(mistake.draft, "p", tuple(names)))
    return names


def _with_sizes(mistake: Mistake, more: dict[str, int]) -> str:
    given = {axis: size.size for axis, size in mistake.sizes.given.items()}
    return write_sizes({**given, **more})


def _paired(mistake: Mistake, left: list[Token], right: list[Token]) -> Iterator[Candidate]:
    """Names for the numbers on the left, and the same ones on the right: in this order, and in the other one.

    Which of two equal numbers is which nobody can tell.
    """
    names = _named(mistake, left)
    sizes = {name: int(token.text) for name, token in zip(names, left, strict=True)}
    for way in (names, names[::-1]):
        free = list(way)
        meant = []
        for token in right:
            name = next(name for name in free if sizes[name] == int(token.text))
            free.remove(name)
            meant.append(name)
        edits = [Edit(*token.span, name) for token, name in zip((*left, *right), (*names, *meant), strict=True)]
        says = say(
            "name them {left} -> {right}",
            left=" ".join(names),
            right=" ".join(meant),
        )
        texts = {"pattern": mistake.draft.edited(edits), "sizes": _with_sizes(mistake, sizes)}
        yield Candidate(says, texts, WORD)


def _renamed(mistake: Mistake, left: list[Token], right: list[Token]) -> Iterator[Candidate]:
    """The name that only the other side has, for the number that only this one has."""
    draft = mistake.draft
    for numbers, side in ((left, False), (right, True)):
        here = {token.text for token in draft.words(side, "name")}
        missing = [token.text for token in draft.words(not side, "name") if token.text not in here]
        if len(numbers) == len(missing):
            edits = [Edit(*token.span, name) for token, name in zip(numbers, missing, strict=True)]
            sizes = {name: int(token.text) for token, name in zip(numbers, missing, strict=True)}
            says = say("write {new} for {old}", new=" ".join(missing), old=" ".join(token.text for token in numbers))
            texts = {"pattern": draft.edited(edits), "sizes": _with_sizes(mistake, sizes)}
            yield Candidate(says, texts, SLIP)


def _unpaired(mistake: Mistake, left: list[Token], right: list[Token]) -> Iterator[Candidate]:
    """Numbers that the other side has not: name them and write them there too, leave them out, or another operation."""
    draft = mistake.draft
    if left and not right:
        names = _named(mistake, left)
        sizes = {name: int(token.text) for name, token in zip(names, left, strict=True)}
        edits = [Edit(*token.span, name) for token, name in zip(left, names, strict=True)]
        if mistake.asked.op == "einsum":
            texts = {"pattern": draft.edited(edits)}
        else:
            end = len(draft.text)
            added = draft.edited([*edits, Edit(end, end, " " + " ".join(names))])
            texts = {"pattern": added, "sizes": _with_sizes(mistake, sizes)}
        old = " ".join(token.text for token in left)
        says = say("write {new} for {old}, on the right too", new=" ".join(names), old=old)
        if mistake.asked.op == "einsum":
            says = say("write {new} for {old}", new=" ".join(names), old=old)
        yield Candidate(says, texts, WORD)
    for numbers in (left, right):
        if numbers:
            says = say("remove {axis}", axis=" ".join(token.text for token in numbers))
            yield Candidate(says, {"pattern": draft.without(*numbers)}, WORD)
    if mistake.asked.op == "einsum":
        return
    if left and not right:
        axes = " ".join(token.text for token in left)
        says = say("reduce instead: take the mean along {axes}", axes=axes)
        yield Candidate(says, {"reduction": "mean"}, TENSOR, "reduce")
    if right and not left:
        says = say("repeat instead, along {axes}", axes=" ".join(token.text for token in right))
        yield Candidate(says, {}, TENSOR, "repeat")
