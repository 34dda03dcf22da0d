"""Words: run together, touching what they must not touch, or with characters that no pattern has."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from itertools import pairwise

from einscope.core.errors import Sentence, say
from einscope.core.mend.arrows import signs
from einscope.core.mend.mistake import ELSEWHERE, SLIP, WORD, Candidate, Mistake, tidied
from einscope.core.pattern.lexer import Token
from einscope.core.typed import Edit

_LETTERS = re.compile(r"[^\W\d_]\d*")
_ROUND = str.maketrans("[{<]}>", "((()))")
_LONGEST = 40  # characters of a word that is taken apart


def spaced(mistake: Mistake) -> Iterator[Candidate]:
    """Spaces between words that touch."""
    words = ("name", "number", "ellipsis")
    touching = [left for left, right in pairwise(mistake.draft.tokens) if left.kind in words and right.kind in words]
    places = [Edit(token.span.end, token.span.end, " ") for token in touching]
    if places:
        yield Candidate(say("separate them by a space"), {"pattern": mistake.draft.edited(places)}, SLIP)


def character_unknown(mistake: Mistake) -> Iterator[Candidate]:
    """What stands in place of a character that means nothing: another bracket, three dots, a space, nothing."""
    text, span = mistake.asked.text(mistake.error.field), mistake.error.span
    character = text[slice(*span)] if span else ""
    field = mistake.error.field
    if not character:
        return
    if field == "pattern":
        if not mistake.draft.arrows:
            yield from signs(mistake.draft)
        yield from _brackets(text)
        yield from _dots(text)
        yield from _joined(text, character)
    likely = character in ",;/|:+&" or not character.isprintable()
    spaces = tidied(_replaced(text, character, " ")) if field == "pattern" else text.replace(character, "")
    says = say("write a space for {old}", old=character) if character.isprintable() else say("remove the character")
    yield Candidate(says, {field: spaces}, SLIP if likely else WORD)
    if field == "pattern":
        says = say("remove {axis}", axis=character) if character.isprintable() else say("remove the character")
        yield Candidate(says, {field: tidied(_replaced(text, character, ""))}, WORD)
        if character == "," and mistake.asked.op != "einsum":
            yield Candidate(say("use einsum instead"), {}, ELSEWHERE, "einsum")
        if character in ";*|/&+×" and mistake.asked.op == "einsum":
            says = say("write {new} for {old}", new=",", old=character)
            yield Candidate(says, {"pattern": text.replace(character, ",")}, SLIP)


def _replaced(text: str, character: str, new: str) -> str:
    """The text with something else for a character, but for arrows, which are none of it."""
    return "->".join(part.replace(character, new) for part in text.split("->"))


def _brackets(text: str) -> Iterator[Candidate]:
    rounded = "->".join(part.translate(_ROUND) for part in text.split("->"))
    if rounded != text:
        yield Candidate(say("write round brackets"), {"pattern": rounded}, SLIP)


def _dots(text: str) -> Iterator[Candidate]:
    dotted = re.sub(r"\.{2,}|\. \. \.", "...", text)
    if dotted != text:
        says = say("write {new} for {old}", new="...", old=next(iter(re.findall(r"\.{4,}|\.\.|\. \. \.", text)), ".."))
        yield Candidate(says, {"pattern": dotted}, SLIP)


def _joined(text: str, character: str) -> Iterator[Candidate]:
    """An underscore in place of a sign inside a word."""
    underscored = re.sub(rf"(?<=\w){re.escape(character)}(?=\w)", "_", text)
    if underscored != text and character in "-.'/":
        yield Candidate(say("write {new} for {old}", new="_", old=character), {"pattern": underscored}, SLIP)


def run_together(mistake: Mistake) -> Iterator[Candidate]:
    """Words that are several axes: those of the other side, or letters; and the same in brackets."""
    draft = mistake.draft
    if not draft.arrows or not draft.between:
        return
    both = tuple([token for token in draft.words(right, "name") if len(token.text) > 1] for right in (False, True))
    names = [{token.text for token in draft.words(right, "name")} for right in (False, True)]
    ranked = mistake.error.code == "rank-mismatch"
    edits: list[tuple[Token, tuple[str, ...]]] = []
    for right in (False, True):
        known = names[not right] | set(mistake.sizes.given)
        edits += [
            (token, pieces)
            for token in both[right]
            if (token.text not in names[not right] or ranked)
            and (pieces := apart(token.text, known - {token.text}) or _underscored(token.text, both[not right]))
        ]
    yield from _multiplied(mistake, both[1])
    if not edits:
        return
    pattern = draft.edited(Edit(*token.span, " ".join(pieces)) for token, pieces in edits)
    yield Candidate(_rewritten((token.text, " ".join(pieces)) for token, pieces in edits), {"pattern": pattern}, WORD)
    if any(not draft.grouped(token) for token, _ in edits):
        joined = [
            (token, " ".join(pieces) if draft.grouped(token) else f"({' '.join(pieces)})") for token, pieces in edits
        ]
        grouped = draft.edited(Edit(*token.span, text) for token, text in joined)
        yield Candidate(_rewritten((token.text, text) for token, text in joined), {"pattern": grouped}, WORD)


def _underscored(word: str, others: Iterable[Token]) -> tuple[str, ...] | None:
    """The axes between the underscores of a word, where a word of the other side has the same in another order."""
    pieces = word.split("_")
    parted = (sorted(other.text.split("_")) for other in others if other.text != word)
    return tuple(pieces) if len(pieces) > 1 and all(pieces) and sorted(pieces) in parted else None


def _rewritten(words: Iterable[tuple[str, str]]) -> Sentence:
    """What is written for these words, each with what replaces it."""
    once = dict(words)
    return say("write {new} for {old}", new=", ".join(once.values()), old=", ".join(once))


def _multiplied(mistake: Mistake, words: Collection[Token]) -> Iterator[Candidate]:
    """A number that touches the name before it: ``(h 2)`` for ``(h2)``."""
    known = {token.text for token in mistake.draft.words(False, "name")}
    pieces = {token: re.fullmatch(r"(\D+)(\d+)", token.text) for token in words if token.text not in known}
    parted = {token: match for token, match in pieces.items() if match and match[1] in known}
    if parted and mistake.asked.op == "repeat":
        texts = {token: f"{match[1]} {match[2]}" for token, match in parted.items()}
        pattern = mistake.draft.edited(Edit(*token.span, text) for token, text in texts.items())
        yield Candidate(_rewritten((token.text, text) for token, text in texts.items()), {"pattern": pattern}, SLIP)


def apart(word: str, known: Collection[str]) -> tuple[str, ...] | None:
    """The axes that a word is made of: of these names as few as possible, else single letters with their digits.

    >>> apart("heightwidth", ["height", "width"]), apart("bhp1", []), apart("batch_size", [])
    (('height', 'width'), ('b', 'h', 'p1'), None)
    """
    if len(word) > _LONGEST:
        return None
    names = sorted((name for name in known if name in word), key=len, reverse=True)

    @cache
    def shortest(start: int) -> tuple[str, ...] | None:
        if start == len(word):
            return ()
        ways = [
            (name, *rest)
            for name in names
            if word.startswith(name, start) and (rest := shortest(start + len(name))) is not None
        ]
        return min(ways, key=len, default=None)

    pieces = shortest(0)
    if pieces is None and "".join(_LETTERS.findall(word)) == word:
        pieces = tuple(_LETTERS.findall(word))
    return pieces if pieces and len(pieces) > 1 else None
