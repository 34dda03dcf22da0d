"""Sizes of axes: for a name that the pattern does not have, or written in another way."""

import re
from collections.abc import Collection, Iterator, Mapping

from einscope.core.axis_name import name_fault, suggested_name
from einscope.core.errors import say
from einscope.core.fields import called, write_sizes
from einscope.core.mend.mistake import SLIP, TENSOR, WORD, Candidate, Draft, Mistake
from einscope.core.mend.names import fresh
from einscope.core.mend.sides import distance
from einscope.core.typed import plain

_PAIR = re.compile(
    r"(?P<name>[^\W\d]\w*)[\"']?\)?\s*[:=\s]=?\s*[(\"'+-]?(?P<size>\d+)"
    r"|(?P<first>\d+)\s*[:=]\s*(?P<last>[^\W\d]\w*)"
)
_NEAREST = 3  # names that are tried for one that is not known
_DIGITS = 16  # of a size, from which on it is too large
_USUAL = 2  # a size that makes something to see


def size_unused(mistake: Mistake) -> Iterator[Candidate]:
    """A size for a name that the pattern does not have: that of the axis that was meant, or none."""
    given = {name: size.size for name, size in mistake.sizes.given.items()}
    names = {token.text for token in mistake.draft.tokens if token.kind == "name"}
    for unknown in [name for name in given if name not in names][:1]:
        free = sorted(_free(mistake.draft, given), key=lambda name: distance(unknown, name))
        near = [name for name in free if distance(unknown, name) < TENSOR]
        for name in (near or free)[:_NEAREST]:
            renamed = {name if axis == unknown else axis: size for axis, size in given.items()}
            says = say("write {new} for {old}", new=name, old=unknown)
            yield Candidate(says, {"sizes": write_sizes(renamed)}, distance(unknown, name))
        kept = {axis: size for axis, size in given.items() if axis != unknown}
        says = say("remove {axis}={size}", axis=unknown, size=given[unknown])
        yield Candidate(says, {"sizes": write_sizes(kept)}, WORD)


def size_reserved(mistake: Mistake) -> Iterator[Candidate]:
    """Another name for an axis whose own is a parameter of einops."""
    given = {name: size.size for name, size in mistake.sizes.given.items()}
    span = mistake.error.span
    unable = next((name for name, size in mistake.sizes.given.items() if size.span == span), None)
    if unable is not None:
        name = fresh(mistake.draft, unable)
        tokens = [token for token in mistake.draft.tokens if token.text == unable]
        sizes = {name if axis == unable else axis: size for axis, size in given.items()}
        texts = {"pattern": mistake.draft.replaced(tokens, name), "sizes": write_sizes(sizes)}
        yield Candidate(say("write {new} for {old}", new=name, old=unable), texts, SLIP)


def sizes_misspelt(mistake: Mistake) -> Iterator[Candidate]:
    """Sizes as they were probably meant: name=size, each name once."""
    if mistake.error.field != "sizes":
        return
    text = plain(mistake.asked.text("sizes"))
    parts = re.split("[,;]", text)
    before = text[: mistake.error.span.start if mistake.error.span else 0]
    number = len(re.findall("[,;]", before))
    culprit = parts[number].strip()
    others = dict(_pairs(",".join(parts[:number] + parts[number + 1 :])))
    pairs = list(_pairs(text))
    for sizes in (dict(reversed(pairs)), dict(pairs)):
        if sizes:
            yield _written({name: sizes[name] for name, _ in pairs}, SLIP)
    if nameless := _nameless(mistake.draft, text):
        yield from (_written(sizes, SLIP) for sizes in nameless)
    elif not list(_pairs(culprit)):
        yield from _valued(mistake.draft, culprit, others)
    says = say("remove {axis}", axis=culprit) if culprit else say("leave {name} empty", name=called("sizes"))
    yield Candidate(says, {"sizes": write_sizes(others)}, WORD)


def _free(draft: Draft, given: Collection[str]) -> list[str]:
    """The axes that may want a size: new ones, and those that stand in brackets with others."""
    left = [token.text for token in draft.words(False, "name") if not draft.grouped(token)]
    names = dict.fromkeys(token.text for token in draft.tokens if token.kind == "name")
    return [name for name in names if name not in given and name not in left]


def _pairs(text: str) -> Iterator[tuple[str, int]]:
    """Names with sizes, however they are joined, and in either order.

    >>> dict(_pairs("p1: 2, 'p2': 3; 4=_q"))
    {'p1': 2, 'p2': 3, 'q': 4}
    """
    for match in _PAIR.finditer(text):
        written = match["name"] or match["last"]
        name = written if name_fault(written) is None else suggested_name(written)
        digits = match["size"] or match["first"]
        if name and len(digits) < _DIGITS:
            yield name, int(digits)


def _nameless(draft: Draft, text: str) -> list[dict[str, int]]:
    """Several sizes that stand apart from their names, or have none: in order, for the names that may want one.

    Without names they are those of the first axes in each bracket of the input, or of the last.
    """
    sizes = [int(number) for number in re.findall(rf"(?<!\w)\d{{1,{_DIGITS - 1}}}(?!\w)", text)]
    names = re.findall(r"(?<!\w)[^\W\d]\w*", text)
    free = _free(draft, ())
    groups = [[token.text for token in group if token.text in free] for group in draft.groups]
    left = [group for group in groups[: len(sizes)] if len(group) > 1]
    ways = [names] if names else [[group[0] for group in left], [group[-1] for group in left]]
    fitting = [way for way in ways if len(way) == len(sizes) > 1 and len({*way} & {*free}) == len(way)]
    return [dict(zip(way, sizes, strict=True)) for way in fitting]


def _valued(draft: Draft, culprit: str, others: Mapping[str, int]) -> Iterator[Candidate]:
    """A name that has no size gets one; a size that has no name gets that of an axis that needs one."""
    name, number = re.match(r"[^\W\d]\w*", culprit), re.search(r"\d+", culprit)
    if name and any(token.text == name[0] for token in draft.tokens):
        yield _written({**others, name[0]: _USUAL}, WORD)
    elif number and len(number[0]) < _DIGITS:
        for axis in _free(draft, others)[:_NEAREST]:
            yield _written({**others, axis: int(number[0])}, WORD)


def _written(sizes: Mapping[str, int], cost: int) -> Candidate:
    text = write_sizes(sizes)
    return Candidate(say("set {name} to {text}", name=called("sizes"), text=text), {"sizes": text}, cost)
