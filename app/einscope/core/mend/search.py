"""Asks again: of all that might mend a request, what really does, the nearest first."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count, pairwise
from typing import Any

from einscope.core.errors import PatternError, Sentence, say
from einscope.core.fields import meant
from einscope.core.limits import Limits
from einscope.core.mend.kinds import candidates
from einscope.core.mend.mistake import Asked, Candidate, Draft, Mistake
from einscope.core.operation import Operation
from einscope.core.ops import registry

_MOST = 4  # repairs that are offered: more are no help
_FARTHER = 1  # how much more than the nearest one a repair may cost
_STEPS = 3  # changes in one repair: that many mistakes at once are mended
_ASKED = 36  # requests that are planned at most, each in a few tenths of a millisecond
_AROUND = re.compile(r" *(->|[,()]) *")
_SEARCHED = 10_000  # characters of a pattern that is searched for mistakes: an order longer than any that is answered
_LONG = 80  # characters of a pattern from which on fewer are planned

Allows = Callable[[str, Mapping[str, str]], bool]
"""Whether an operation with these texts of its parameters may be offered."""


@dataclass(frozen=True, slots=True)
class Repair:
    """What mends a request: asked again with it, it is answered.

    Args:
        says: what it does.
        texts: parameters that change, each the whole new text; under ``op`` another operation, then with all of its
            parameters.
    """

    says: Sentence
    texts: Mapping[str, str]


def offer_repairs(error: PatternError, operation: Operation[Any], texts: Mapping[str, str], limits: Limits) -> None:
    """Put into an error what mends the request that it refused: the nearest as its repair, all as its choices.

    What whoever raised it offers is one candidate among others; it stays, where nothing mends all of the request, if at
    least it leads to another mistake. Where there is nothing at all, the example is a choice, though no repair.

    Args:
        error: what was raised; its ``repair`` and ``choices`` are replaced.
        operation: that was asked.
        texts: of its parameters.
        limits: of a request.

    Cost: at most some tens of requests are planned; no cell is looked at.
    """
    start = Asked(operation.name, texts)
    searched = len(start.text("pattern")) <= _SEARCHED
    start = _meant(start) if searched else start
    repairs = list(_repairs(start, limits)) if searched else []
    if not repairs:
        if error.repair and str(_refusal(_applied(start, error.repair), limits)) == str(error):
            error.repair = {}
        error.choices = [] if error.repair else [(say("show the example"), dict(operation.example))]
        return
    own = [repair for repair in repairs if "op" not in repair.texts]
    alone = len(repairs) == 1 and own and dict(own[0].texts) == error.repair
    error.repair = dict(own[0].texts) if own else {}
    error.choices = [] if alone else [(repair.says.clipped(), dict(repair.texts)) for repair in repairs]


def repairs(op: str, texts: Mapping[str, str], limits: Limits, allows: Allows) -> Iterator[Repair]:
    """What mends a request that stands somewhere else, where not all of it may change; the nearest first.

    Of what is answered as it is, nothing does.

    Args:
        op: that is asked.
        texts: of its parameters.
        limits: of a request.
        allows: what of operations and texts may come of it; what else there is, is not even tried.

    Cost: as of :func:`offer_repairs`.

    >>> from einscope.core.limits import DEFAULT_LIMITS
    >>> texts = {"pattern": "h w -> h", "shape": "2,3"}
    >>> for repair in repairs("rearrange", texts, DEFAULT_LIMITS, lambda op, texts: texts["shape"] == "2,3"):
    ...     print(repair.says, repair.texts)
    add w at the end {'pattern': 'h w -> h w'}
    reduce instead: take the mean along w {'op': 'reduce', 'pattern': 'h w -> h', 'shape': '2,3'}
    """
    typed = Asked(op, texts)
    start = _meant(typed)
    plain = {} if start == typed else {"pattern": start.text("pattern")}
    if _refusal(start, limits) is None:
        if plain and allows(op, start.texts):
            yield Repair(say("write {pattern}", pattern=plain["pattern"]), plain)
        return
    for repair in _repairs(start, limits, allows):
        yield Repair(repair.says, {**plain, **repair.texts})


def _repairs(start: Asked, limits: Limits, allows: Allows = lambda op, texts: True) -> Iterator[Repair]:
    """What mends a request, the nearest first: a search by cost, in which every state is asked."""
    number = count()
    waiting: list[tuple[int, int, int, Asked, tuple[Candidate, ...]]] = [(0, 0, next(number), start, ())]
    seen = {_key(start)}
    most = max(_ASKED // 4, _ASKED * _LONG // max(_LONG, len(start.text("pattern"))))
    nearest: tuple[int, int] | None = None
    offered, own = 0, False
    for _ in range(most):
        if not waiting or offered == _MOST:
            return
        cost, length, _, asked, steps = heappop(waiting)
        if nearest and cost > nearest[0] + _margin(nearest[1], own):
            return
        if nearest and (length > nearest[1] if own else asked.op != start.op):
            continue
        asked = _meant(asked)
        error = _refusal(asked, limits)
        while steps and error is not None and error.code == "size-unused" and error.repair:
            asked = _applied(asked, error.repair)  # the axis went with what was changed, and its size means nothing now
            error = _refusal(asked, limits)
        if steps and not allows(asked.op, asked.texts):
            continue
        if error is None:
            nearest = nearest or (cost, length)
            offered, own = offered + 1, own or asked.op == start.op
            yield Repair(_sentence(steps), _difference(start, asked, limits))
            continue
        if length == (nearest[1] if nearest and own else _STEPS):
            continue
        for candidate in candidates(Mistake(asked, error, draft_of(asked), limits)):
            changed = _applied(asked, candidate.texts, candidate.op)
            key = _key(changed)
            if key not in seen and allows(changed.op, changed.texts):
                seen.add(key)
                path = (cost + candidate.cost, length + 1, next(number), changed, (*steps, candidate))
                heappush(waiting, path)


def _margin(steps: int, own: bool) -> int:
    """How much more than the nearest repair, of so many steps, another one may cost.

    Args:
        steps: of the nearest.
        own: whether a repair was found that leaves the operation as it is; one is wanted.
    """
    if not own:
        return _STEPS
    return _FARTHER if steps == 1 else 0


def draft_of(asked: Asked) -> Draft:
    """The pattern of a request in pieces."""
    operation = registry()[asked.op]
    tokens = operation.tokenize(asked.text("pattern"), None)
    touching = any(left.kind == right.kind == "name" for left, right in pairwise(tokens))
    return Draft(tuple(tokens), "" if touching else " ")


def _refusal(asked: Asked, limits: Limits) -> PatternError | None:
    """Why a request is refused; None where it is answered."""
    try:
        registry()[asked.op].read(asked.texts, limits).plan(limits)
    except PatternError as error:
        return error
    return None


def _applied(asked: Asked, texts: Mapping[str, str], op: str = "") -> Asked:
    """The request with other texts; of another operation with those of its own parameters."""
    op = op or asked.op
    known = {parameter.name for parameter in registry()[op].parameters}
    merged = {name: text for name, text in {**asked.texts, **texts}.items() if name in known}
    return Asked(op, merged)


def _meant(asked: Asked) -> Asked:
    """The request with its pattern in plain characters."""
    pattern = asked.text("pattern")
    return Asked(asked.op, {**asked.texts, "pattern": meant(pattern).text}) if pattern else asked


def _key(asked: Asked) -> tuple[object, ...]:
    """What is the same for texts that differ in spaces alone."""
    pattern = _AROUND.sub(r"\1", asked.text("pattern"))
    return asked.op, *sorted({**asked.texts, "pattern": pattern}.items())


def _difference(start: Asked, end: Asked, limits: Limits) -> dict[str, str]:
    """The parameters that change; of another operation all, but for those that have their default."""
    operation = registry()[end.op]
    if start.op != end.op:
        return {"op": end.op, **operation.read(end.texts, limits).texts()}
    defaults = {parameter.name: parameter.default for parameter in operation.parameters}
    return {name: text for name, text in end.texts.items() if start.texts.get(name, defaults[name]) != text}


def _sentence(steps: tuple[Candidate, ...]) -> Sentence:
    """What the steps do; what several of them do is said once, and of a text that is set twice what it is at last."""
    last = {_set_by(step): number for number, step in enumerate(steps)}
    told = (step.says for number, step in enumerate(steps) if _set_by(step) is None or last[_set_by(step)] == number)
    first, *rest = dict.fromkeys(told)
    for then in rest:
        first = say("{first} and {then}", first=first, then=then)
    return first


def _set_by(step: Candidate) -> str | None:
    """The parameter that a step sets as a whole; None where it says what it changes in it."""
    return str(step.says.values["name"]) if {*step.says.values} == {"name", "text"} else None
