"""A search, within bounds, for what a program runs with: every step is a run, and every refusal says what to try."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush
from math import prod
from time import monotonic, thread_time

from einscope.core.errors import PatternError, Span
from einscope.core.fields import Value, ValuesText
from einscope.core.limits import Limits
from einscope.core.plan import Shape
from einscope.core.program.budget import Budget
from einscope.core.program.interpreter import Runner
from einscope.core.program.proposal.guess import Guess
from einscope.core.program.proposal.moves import SIZES, misfit, moves
from einscope.core.program.proposal.origins import Origins
from einscope.core.program.questions.axes import Axes

MOST_RUNS = 150
MOST_STEPS = 150_000
"""Steps of the interpreter in all runs of a search."""

SURE_STEPS = 30_000
"""Steps before the clocks below are asked: what is offered for a small program does not depend on what else runs."""

MOST_SECONDS = 0.3
"""A net below the other two, of this thread alone."""

_SAID_NO = ("program-raise", "program-assert")
_REFUSED = 12
"""How far from fitting what the program itself refuses is: farther than cells that are too many or too few."""

LATEST_SECONDS = 1.0
"""When somebody who waits has waited long enough, whatever else runs."""

_SAID_CELLS = 4096
"""Cells of a tensor whose sizes the program says: of more, a smaller picture is proposed."""

_POLISHED = 60
"""Runs for a better picture, once there is one."""

_ASSUMED = 12
"""Calls on the way that are taken as a person might choose, to see whether what comes after them fits."""


@dataclass
class _Tried:
    """A guess that was run.

    Args:
        guess: what it was given.
        fault: why it was refused; None where it was not.
        reached: how many statements it came to.
        assumed: what was assumed of calls that are not followed, by their names.
    """

    guess: Guess
    fault: PatternError | None
    reached: int
    assumed: Mapping[str, Value] = field(default_factory=dict)

    @property
    def runs(self) -> bool:
        return self.fault is None

    @property
    def rank(self) -> tuple[int, int]:
        """The smaller, the more promising."""
        if self.fault is None:
            return -self.reached, -1
        return -self.reached, _REFUSED if self.fault.code in _SAID_NO else misfit(self.fault.message)


class Search:
    """One search.

    Args:
        runner: of the program.
        free: names that may be given otherwise.
    """

    def __init__(self, runner: Runner, free: Set[str]) -> None:
        self._runner = runner
        self._free = {*free, *(name.partition("[")[0] for name in free)}
        self._origins: Origins | None = None
        self._near: dict[Span, list[str]] = {}
        self._limits = replace(runner.limits, program_steps=min(runner.limits.program_steps, MOST_STEPS // 5))
        self._runs, self._steps = MOST_RUNS, MOST_STEPS
        self._end, self._latest = thread_time() + MOST_SECONDS, monotonic() + LATEST_SECONDS
        self._seen: set[object] = set()

    def best(self, start: Guess, axes: Mapping[str, Axes] | None = None) -> tuple[Guess, bool]:
        """The first guess found that runs, and that it does; of those that do not, the one that comes farthest.

        Args:
            start: where to begin.
            axes: what is said of the axes of tensors, to look on for one that makes a better picture; None: the
                first is good enough.
        """
        first = self._try(start, {})
        if first is None:
            return start, False
        best = first if first.runs else self._found(first)
        if best.runs and axes is not None:
            best = self._polished(best, axes)
        return best.guess, best.runs

    def _found(self, first: _Tried) -> _Tried:
        farthest, fallback = first, first
        serial = 0
        waiting: list[tuple[tuple[int, int], int, _Tried, Iterator[Guess]]] = []
        heappush(waiting, (first.rank, serial, first, self._moves(first)))
        while waiting and self._may_go_on():
            rank, _, tried, others = heappop(waiting)
            for guess in others:
                after = self._try(guess, tried.assumed)
                if after is None:
                    continue
                serial += 1
                if after.runs:
                    if after.reached >= farthest.reached:
                        return after
                    fallback = after if not fallback.runs or after.reached > fallback.reached else fallback
                    continue
                farthest = min(farthest, after, key=lambda candidate: candidate.rank)
                heappush(waiting, (after.rank, serial, after, self._moves(after)))
                if after.rank < rank:
                    heappush(waiting, (rank, serial, tried, others))
                    break
        return fallback if fallback.runs else farthest

    def _moves(self, tried: _Tried) -> Iterator[Guess]:
        assert tried.fault is not None  # noqa: S101 — only what was refused is changed
        self._origins = self._origins or Origins(self._runner.source)
        span = tried.fault.span if tried.fault.field == "code" else None
        if span is not None and span not in self._near:
            self._near[span] = self._origins.of(span)
        near = self._near[span] if span is not None else []
        yield from moves(tried.guess, tried.fault, near, self._free, self._origins.words)

    def _polished(self, best: _Tried, axes: Mapping[str, Axes]) -> _Tried:
        """Of guesses that run as far, the one whose tensors are easiest to look over."""
        tensors = self._free & best.guess.shapes.keys()
        self._runs = min(self._runs, _POLISHED)
        better = True
        while better and self._may_go_on():
            better = False
            for guess in list(_others(best.guess, tensors, axes)):
                if guess.burden(tensors) >= best.guess.burden(tensors):
                    continue
                after = self._try(guess, best.assumed)
                if after is not None and after.runs and after.reached >= best.reached:
                    best, better = after, True
                    break
        return best

    def _may_go_on(self) -> bool:
        if self._steps > MOST_STEPS - SURE_STEPS:
            return self._runs > 0
        return self._runs > 0 and self._steps > 0 and thread_time() < self._end and monotonic() < self._latest

    def _try(self, guess: Guess, assumed: Mapping[str, Value]) -> _Tried | None:
        """Run a guess; None where it was run before, or where nothing is left to run it with."""
        if guess.key in self._seen or not self._may_go_on():
            return None
        self._seen.add(guess.key)
        assumed = dict(assumed)
        for _ in range(_ASSUMED):
            self._runs -= 1
            budget = Budget(self._limits)
            fault: PatternError | None = None
            try:
                self._runner.run(guess.shapes, {**guess.values, **assumed}, budget, asks=False)
            except PatternError as caught:
                fault = caught
            self._steps -= self._limits.program_steps - budget.left
            choice = _choice(fault, self._limits) if fault is not None else {}
            more = {key: word for key, word in choice.items() if key not in guess.values and assumed.get(key) != word}
            if not more or not self._may_go_on():
                break
            assumed |= more
        return _Tried(guess, fault, len(budget.reached), assumed)


def _choice(fault: PatternError, limits: Limits) -> dict[str, Value]:
    """What a person would most likely choose for a call that is not followed."""
    if fault.code == "program-pass":
        text = fault.repair.get("values", "")
    elif fault.choices:
        text = fault.choices[0][1].get("values", "")
    else:
        return {}
    return {key: word for key, word in ValuesText().read(text, "values", limits).items() if word in ("pass", "stop")}


def _others(guess: Guess, tensors: Set[str], axes: Mapping[str, Axes]) -> Iterator[Guess]:
    """With another size in one place, and wherever else it is the same axis; those that are a value's stay."""
    own = {name.rpartition(".")[2] for name in guess.values}
    for name in sorted(tensors):
        for at in reversed(range(len(guess.shapes[name]))):
            axis = _axis(guess, name, at, axes)
            if axis in own or (axis.isdigit() and prod(guess.shapes[name]) <= _SAID_CELLS):
                continue  # it is a value's, or is said to be so long
            shape = guess.shapes[name]
            alike = {
                (other, place)
                for other in tensors
                for place, size in enumerate(guess.shapes[other])
                if (_axis(guess, other, place, axes) == axis if axis else _stands_alike(guess, other, place, shape, at))
            }
            for size in SIZES[:-1]:
                if not axis:
                    yield _resized(guess, {(name, at)}, size)
                yield _resized(guess, alike, size)


def _stands_alike(guess: Guess, other: str, place: int, shape: Shape, at: int) -> bool:
    """Whether an axis stands as far from the end as another one, and has its size."""
    there = guess.shapes[other]
    return place - len(there) == at - len(shape) and there[place] == shape[at]


def _axis(guess: Guess, name: str, at: int, axes: Mapping[str, Axes]) -> str:
    """What an axis is called; nothing where that is not said."""
    names = axes.get(name, ())
    return names[at] if len(names) == len(guess.shapes[name]) else ""


def _resized(guess: Guess, places: Set[tuple[str, int]], size: int) -> Guess:
    """With a size in some places."""
    for name in sorted({name for name, _ in places}):
        old = guess.shapes[name]
        guess = guess.shaped(name, tuple(size if (name, at) in places else kept for at, kept in enumerate(old)))
    return guess
