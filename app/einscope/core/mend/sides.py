"""An axis on one side only: named otherwise there, forgotten, or meant for another operation."""

from collections.abc import Iterator, Sequence
from re import sub

from einscope.core.errors import Sentence, say
from einscope.core.fields import write_sizes
from einscope.core.mend.mistake import SLIP, TENSOR, WORD, Candidate, Draft, Mistake, write_shape
from einscope.core.pattern.equation.slips import alike
from einscope.core.pattern.lexer import Token
from einscope.core.pattern.split import INPUT
from einscope.core.typed import Edit

_PAIRED = 4  # names that are looked at on each side
_JOINED = 6  # axes that one name may stand for

Pairs = list[tuple[Token, Token]]


def one_sided(mistake: Mistake) -> Iterator[Candidate]:
    """Another name on one of the sides; the axis on both; the axis on neither; the operation that allows it."""
    if mistake.asked.op == "einsum" or not mistake.draft.arrows:
        return
    left, right = _alone(mistake.draft, right=False), _alone(mistake.draft, right=True)
    for pairs in _pairings(left, right):
        yield _renamed(mistake, pairs)
    yield from _joined(mistake, left, right)
    dropped, made = mistake.asked.op != "reduce", mistake.asked.op != "repeat"
    if left and dropped:
        yield from _missing_on_the_right(mistake, left, alone=not right)
    if right and made:
        yield from _missing_on_the_left(mistake, right, alone=not left)


def _alone(draft: Draft, right: bool) -> list[Token]:
    """The names and the ellipsis of one side that the other one has not."""
    there = {token.text for token in draft.words(not right)}
    words: dict[str, Token] = {}
    for token in draft.words(right, "name", "ellipsis"):
        words.setdefault(token.text, token)
    return [token for name, token in words.items() if name not in there]


def _pairings(left: Sequence[Token], right: Sequence[Token]) -> Iterator[Pairs]:
    """Which names may mean one axis, those that are most alike first."""
    left, right = ([token for token in side if token.kind == "name"][:_PAIRED] for side in (left, right))
    if not left or not right:
        return
    nearest = sorted(
        (
            (distance(one.text, other.text), a + b, one, other)
            for a, one in enumerate(left)
            for b, other in enumerate(right)
        ),
        key=lambda pair: pair[:2],
    )
    pairs: Pairs = []
    for _, _, one, other in nearest:
        if all(one != a and other != b for a, b in pairs):
            pairs.append((one, other))
    yield pairs
    if len(left) == len(right) == 2:
        yield [(one, next(other for other in right if (one, other) not in pairs)) for one in left]
    elif len(left) != len(right):
        yield from ([(one, other)] for one in left for other in right)


def distance(one: str, other: str) -> int:
    """How far two names are from each other: 1 for a slip, 2 for names that have something in common, else 3.

    >>> [distance("b", name) for name in ("B", "bb", "batch", "h")], distance("p1", "p2")
    ([1, 1, 2, 3], 2)
    """
    once = [sub(r"(.)\1+", r"\1", name) for name in (one, other)]
    if alike(one, other) or once[0] == once[1]:
        return SLIP
    stems = [name.rstrip("0123456789").casefold() for name in (one, other)]
    digits = [name[len(stem) :] for name, stem in zip((one, other), stems, strict=True)]
    near = stems[0].startswith(stems[1]) or stems[1].startswith(stems[0]) or (digits[0] and digits[0] == digits[1])
    return WORD if near else TENSOR


def _renamed(mistake: Mistake, pairs: Pairs) -> Candidate:
    """One name for each two; the one that has a size stays, else the plainer one."""
    edits: list[Edit] = []
    old, new = [], []
    for one, other in pairs:
        kept, gone = sorted((one, other), key=lambda token: _plainness(mistake, token))
        edits += [Edit(*token.span, kept.text) for token in mistake.draft.tokens if token.text == gone.text]
        old.append(gone.text)
        new.append(kept.text)
    says = say("write {new} for {old}", new=", ".join(new), old=", ".join(old))
    cost = max(distance(one.text, other.text) for one, other in pairs)
    return Candidate(says, {"pattern": mistake.draft.edited(edits)}, cost)


def _joined(mistake: Mistake, left: list[Token], right: list[Token]) -> Iterator[Candidate]:
    """Brackets around the axes that one name of the other side stands for: ``(h w)`` for n."""
    for one, several in ((left, right), (right, left)):
        if len(one) != 1 or not 1 < len(several) <= _JOINED:
            continue
        slip = any(distance(one[0].text, other.text) == SLIP for other in several)
        if not slip and not any(token.kind == "ellipsis" for token in (*one, *several)):
            grouped = mistake.draft.grouped(one[0])
            new = _listed(several) if grouped else f"({_listed(several)})"
            pattern = mistake.draft.replaced(one, new)
            yield Candidate(say("write {new} for {old}", new=new, old=one[0].text), {"pattern": pattern}, WORD)


def _plainness(mistake: Mistake, token: Token) -> tuple[bool, bool, int, int]:
    name = token.text
    return name not in mistake.sizes.given, name != name.lower(), len(name), token.span.start


def _missing_on_the_right(mistake: Mistake, left: list[Token], alone: bool) -> Iterator[Candidate]:
    """Axes that are kept and are not on the right: write them there, leave them out, or reduce them."""
    draft = mistake.draft
    axes = _listed(left)
    for front in _places(draft, left, right=False):
        says = _added(axes, right=True, front=front)
        yield Candidate(says, {"pattern": draft.added([token.text for token in left], right=True, front=front)}, WORD)
    yield from _left_out(mistake, left)
    if alone:
        says = say("reduce instead: take the mean along {axes}", axes=axes)
        yield Candidate(says, {"reduction": "mean"}, TENSOR, "reduce")


def _missing_on_the_left(mistake: Mistake, right: list[Token], alone: bool) -> Iterator[Candidate]:
    """Axes that would be new: leave them out, write them on the left too, make them of size 1, or repeat."""
    draft = mistake.draft
    axes = _listed(right)
    names = [token for token in right if token.kind == "name"]
    yield Candidate(say("remove {axis}", axis=axes), _without(mistake, right), WORD)
    if any(token.kind == "ellipsis" for token in right):
        for front in _places(draft, right, right=True):
            says = _added("...", right=False, front=front)
            yield Candidate(says, {"pattern": draft.added(["..."], right=False, front=front)}, WORD)
    if names and not any(draft.grouped(token) for token in names):
        says = say("write 1 for {axes}: an axis of size 1", axes=_listed(names))
        yield Candidate(says, {**_without(mistake, names), "pattern": draft.replaced(names, "1")}, TENSOR)
    if len(names) == len(right):
        pattern = draft.added([token.text for token in names], right=False)
        yield Candidate(_added(axes, right=False, front=False), {"pattern": pattern}, WORD)
    if names and mistake.shape is not None:
        more = [mistake.sizes.size(token.text) or 2 for token in names]
        for front in _places(draft, names, right=True):
            shape = (*more, *mistake.shape) if front else (*mistake.shape, *more)
            pattern = draft.added([token.text for token in names], right=False, front=front)
            text = write_shape(shape)
            says = say(
                "add {axes} on the left: {tensor} gets the shape {shape}",
                axes=_listed(names),
                tensor=INPUT,
                shape=text,
            )
            yield Candidate(says, {"pattern": pattern, "shape": text}, TENSOR)
    if alone and names:
        given = {name: size.size for name, size in mistake.sizes.given.items()}
        sizes = {**{token.text: 2 for token in names}, **given}
        says = say("repeat instead, along {axes}", axes=_listed(names))
        yield Candidate(says, {"sizes": write_sizes(sizes)}, TENSOR, "repeat")


def _added(axes: str, right: bool, front: bool) -> Sentence:
    if right:
        start = say("add {axes} after the arrow", axes=axes)
        return start if front else say("add {axes} at the end", axes=axes)
    start = say("add {axes} at the start", axes=axes)
    return start if front else say("add {axes} before the arrow", axes=axes)


def _places(draft: Draft, words: list[Token], right: bool) -> tuple[bool, ...]:
    """Whether words of one side may stand in front on the other: an ellipsis as here, others rather at the end."""
    first = draft.words(right)[0] in words
    if words[0].kind == "ellipsis":
        return (first,)
    return (False, True) if first else (False,)


def _left_out(mistake: Mistake, left: list[Token]) -> Iterator[Candidate]:
    """The axes removed from the left; from the shape too, where each is an axis of x by itself."""
    texts = _without(mistake, left)
    places = [_axis_of(mistake.draft, token) for token in left]
    yield Candidate(say("remove {axis}", axis=_listed(left)), texts, WORD)
    if mistake.shape is not None and all(place is not None for place in places):
        rank = len(mistake.shape)
        gone = {place % rank for place in places if place is not None and -rank <= place < rank}
        shape = [size for axis, size in enumerate(mistake.shape) if axis not in gone]
        says = say(
            "remove {axis}: {tensor} gets the shape {shape}",
            axis=_listed(left),
            tensor=INPUT,
            shape=write_shape(shape) or "()",
        )
        yield Candidate(says, {**texts, "shape": write_shape(shape)}, TENSOR)


def _without(mistake: Mistake, words: list[Token]) -> dict[str, str]:
    """The pattern without these words, and sizes of what is left."""
    pattern = mistake.draft.without(*words)
    given = {name: size.size for name, size in mistake.sizes.given.items()}
    gone = {token.text for token in words}
    kept = {name: size for name, size in given.items() if name not in gone}
    return {"pattern": pattern, **({"sizes": write_sizes(kept)} if kept != given else {})}


def _axis_of(draft: Draft, word: Token) -> int | None:
    """The axis of x that a word of the left side is; None where it is a part of one, or several.

    Behind an ellipsis axes are counted from the end, from -1.
    """
    side = draft.sides[0]
    axes: list[Token | None] = []
    inside = False
    for token in side:
        if token.kind in ("open", "close"):
            inside = token.kind == "open"
            if inside:
                axes.append(None)
        elif not inside:
            axes.append(token)
    if word not in axes or word.kind == "ellipsis":
        return None
    place = axes.index(word)
    dots = next((at for at, token in enumerate(axes) if token and token.kind == "ellipsis"), len(axes))
    return place if place < dots else place - len(axes)


def _listed(words: Sequence[Token]) -> str:
    return " ".join(token.text for token in words)
