"""The arrow: missing, written in another way, or there twice."""

from collections.abc import Iterator
from itertools import groupby

from einscope.core.errors import say
from einscope.core.mend.mistake import SLIP, TENSOR, WORD, Candidate, Draft, Mistake, tidied
from einscope.core.pattern.lexer import Token
from einscope.core.typed import Edit

_INTO = ("to", "into", "becomes")  # words that stand for an arrow


def arrow_missing(mistake: Mistake) -> Iterator[Candidate]:
    """A sign that was meant as an arrow; a place between two halves; an output that can be told from the input."""
    draft = mistake.draft
    yield from signs(draft)
    yield from _halves(draft, mistake.asked.op)
    yield from _outputs(draft)


def signs(draft: Draft) -> Iterator[Candidate]:
    """An arrow in the place of signs that mean nothing else."""
    runs = (list(run) for unknown, run in groupby(draft.tokens, _like_an_arrow) if unknown)
    for run in runs:
        sign = "".join(token.text for token in run)
        start, end = run[0].span.start, run[-1].span.end
        before, after = draft.text[:start], draft.text[end:]
        if sign.startswith("<"):
            yield _written(tidied(f"{after} -> {before}"), SLIP)
            yield _written(tidied(f"{before} -> {after}"), SLIP)
        else:
            says = say("write {new} for {old}", new="->", old=sign)
            yield Candidate(says, {"pattern": tidied(f"{before} -> {after}")}, SLIP)


def _like_an_arrow(token: Token) -> bool:
    return token.kind == "unknown" or token.text.lower() in _INTO


def _halves(draft: Draft, op: str) -> Iterator[Candidate]:
    """An arrow where what stands behind has the axes of what stands before."""
    depth = 0
    for token in draft.tokens[:-1]:
        depth += (token.kind == "open") - (token.kind == "close")
        if depth or token.kind == "space":
            continue
        end = token.span.end
        left, right = (_axes(draft, start, stop) for start, stop in ((0, end), (end, len(draft.text))))
        if left is None or right is None:
            continue
        fits = {"rearrange": left == right, "reduce": right < left, "repeat": left < right}
        if fits.get(op) or sorted("".join(left)) == sorted("".join(right)):
            says = say("write -> after {axis}", axis=_shown(draft, token))
            yield Candidate(says, {"pattern": draft.edited([Edit(end, end, " -> ")])}, WORD)


def _axes(draft: Draft, start: int, stop: int) -> set[str] | None:
    """The names in a part of the text; None where one is there twice, or there are none."""
    names = [token.text for token in draft.tokens if token.kind == "name" and start <= token.span.start < stop]
    return set(names) if names and len(set(names)) == len(names) else None


def _shown(draft: Draft, token: Token) -> str:
    """A word, or the bracket that ends there."""
    group = next((group for group in draft.groups if group[-1] == token), (token,))
    return "".join(piece.text for piece in group)


def _outputs(draft: Draft) -> Iterator[Candidate]:
    """What may be meant where only the input was written: two axes change places, brackets are opened."""
    words = [token.text for token in draft.words(right=False)]
    if not words:
        return
    grouped = any(token.kind == "open" for token in draft.tokens)
    text = tidied(draft.text)
    if len(words) == 2 and not grouped:
        swapped = f"{text} -> {words[1]} {words[0]}"
        yield Candidate(say("swap the two axes"), {"pattern": swapped}, WORD)
    if grouped:
        yield _written(f"{text} -> {' '.join(words)}", WORD)
    same = say("write the same axes on the right")
    yield Candidate(same, {"pattern": f"{text} -> {text}"}, TENSOR)


def arrow_repeated(mistake: Mistake) -> Iterator[Candidate]:
    """One arrow of several, and the parts that it stands between."""
    draft = mistake.draft
    parts: list[str] = [""]
    for token in draft.tokens:
        if token.kind == "arrow":
            parts.append("")
        else:
            parts[-1] += token.text
    full = [tidied(part) for part in parts if part.strip()]
    if len(full) == 2:
        yield _written(f"{full[0]} -> {full[1]}", SLIP)
    for at in range(len(full) - 1):
        yield _written(f"{full[at]} -> {full[at + 1]}", WORD)
    if len(full) > 2:
        yield _written(f"{full[0]} -> {full[-1]}", WORD)
    for arrow in draft.arrows:
        rest = (other for other in draft.arrows if other != arrow)
        yield _written(draft.replaced(rest, " "), WORD)


def _written(pattern: str, cost: int) -> Candidate:
    return Candidate(say("write {pattern}", pattern=pattern), {"pattern": pattern}, cost)
