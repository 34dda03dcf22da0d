"""Names: there twice, not allowed, and an ellipsis in the wrong place."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import count

from einscope.core.axis_name import suggested_name
from einscope.core.errors import say
from einscope.core.fields import write_sizes
from einscope.core.mend.mistake import ELSEWHERE, SLIP, TENSOR, WORD, Candidate, Draft, Mistake
from einscope.core.pattern.lexer import Token
from einscope.core.typed import Edit

_NEAREST = 3  # names that are tried in the place of one that is there twice


def repeated(mistake: Mistake) -> Iterator[Candidate]:
    """A word that is there twice: what is missing in its place, without one of the two, or another name."""
    draft = mistake.draft
    for culprit in mistake.culprits[:1]:
        right = culprit in draft.sides[1]
        side = _around(draft, culprit, right)
        twins = [token for token in side if token.text == culprit.text]
        here = {token.text for token in side}
        if culprit.kind == "name" and (right or mistake.asked.op != "einsum"):
            yield from _replaced(draft, twins, draft.words(not right, "name"), here)
        for twin in reversed(twins):
            first = say("remove the first {axis}", axis=twin.text)
            says = first if twin == twins[0] else say("remove the last {axis}", axis=twin.text)
            yield Candidate(says, {"pattern": draft.without(twin)}, WORD)
        if culprit.kind == "name" and mistake.asked.op == "repeat" and right:
            yield _renamed(mistake, twins[-1])
        if culprit.kind == "name" and not right and mistake.asked.op != "einsum":
            yield Candidate(say("use einsum instead: it takes the diagonal"), {}, ELSEWHERE, "einsum")


def _around(draft: Draft, word: Token, right: bool) -> list[Token]:
    """The words of the tensor that a word belongs to: of one side, or of one operand."""
    operand: list[Token] = []
    for token in draft.sides[right]:
        if token.kind == "comma":
            if word in operand:
                break
            operand = []
        elif token.kind in ("name", "ellipsis"):
            operand.append(token)
    return operand


def _replaced(
    draft: Draft, twins: Sequence[Token], others: Sequence[Token], here: Collection[str]
) -> Iterator[Candidate]:
    """What the other side has, and this one has not, in the place of one of two."""
    times = Counter(token.text for token in others)
    missing = [name for name in times if name not in here]
    for name in missing if len(missing) <= _NEAREST else ():
        cost = SLIP if times[name] == 1 else WORD  # what several operands have is rather summed
        for twin in reversed(twins):
            first = say("write {new} for the first {old}", new=name, old=twin.text)
            says = first if twin == twins[0] else say("write {new} for the last {old}", new=name, old=twin.text)
            yield Candidate(says, {"pattern": draft.replaced([twin], name)}, cost)


def _renamed(mistake: Mistake, token: Token) -> Candidate:
    """A name of its own for a new axis, with a size."""
    name = fresh(mistake.draft, token.text.rstrip("0123456789"))
    given = {axis: size.size for axis, size in mistake.sizes.given.items()}
    texts = {"pattern": mistake.draft.replaced([token], name), "sizes": write_sizes({**given, name: 2})}
    return Candidate(say("write {new} for the last {old}", new=name, old=token.text), texts, TENSOR)


def fresh(draft: Draft, stem: str, taken: tuple[str, ...] = ()) -> str:
    """A name with a number that the pattern does not have."""
    there = {token.text for token in draft.tokens} | set(taken)
    return next(name for number in count(2 if stem in there else 1) if (name := f"{stem}{number}") not in there)


def name_invalid(mistake: Mistake) -> Iterator[Candidate]:
    """A name that may be one, wherever the other stood."""
    for culprit in mistake.culprits[:1]:
        twins = [token for token in mistake.draft.tokens if token.text == culprit.text]
        product = re.fullmatch(r"(\d+)(\D\w*)", culprit.text)
        plainer = suggested_name(culprit.text)
        parted = f"{product[1]} {product[2]}" if product and mistake.asked.op in ("reduce", "repeat") else None
        for new in filter(None, (parted, plainer)):
            edits = [Edit(*token.span, new) for token in twins]
            says = say("write {new} for {old}", new=new, old=culprit.text)
            yield Candidate(says, {"pattern": mistake.draft.edited(edits)}, SLIP)


def ellipsis_misplaced(mistake: Mistake) -> Iterator[Candidate]:
    """An ellipsis on the right alone, or in brackets on the left."""
    draft = mistake.draft
    dots = [token for token in mistake.culprits if token.kind == "ellipsis"]
    for culprit in dots[:1]:
        if mistake.error.code == "ellipsis-right-only":
            front = draft.words(right=True)[0] == culprit
            first = say("add {axes} at the start", axes="...")
            says = first if front else say("add {axes} before the arrow", axes="...")
            yield Candidate(says, {"pattern": draft.added(["..."], right=False, front=front)}, SLIP)
            yield Candidate(say("remove {axis}", axis="..."), {"pattern": draft.without(culprit)}, WORD)
            continue
        group = next(group for group in draft.groups if culprit in group)
        if any(token.kind in ("name", "number") for token in group):
            taken = [Edit(*culprit.span), Edit(group[0].span.start, group[0].span.start, " ... ")]
            says = say("write ... before the brackets")
            yield Candidate(says, {"pattern": draft.edited(taken)}, WORD)
        yield Candidate(say("remove the brackets"), {"pattern": draft.without(group[0], group[-1])}, WORD)
