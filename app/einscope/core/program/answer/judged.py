"""What a program does to its cells as a whole: the verdict, and the pattern that moves them alike."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from einscope.core.change import UNCHANGED, Changes, arithmetic
from einscope.core.judge.infer import Inferred
from einscope.core.judge.verdict import Verdict, verdict, verdict_from
from einscope.core.judge.verdict.arrays import count_array
from einscope.core.judge.verdict.closed import stays, table_counts, table_moved
from einscope.core.judge.verdict.counts import Counts
from einscope.core.judge.verdict.cycles import order_of_sources
from einscope.core.judge.verdict.note import Note
from einscope.core.judge.verdict.notes import notes
from einscope.core.judge.verdict.terms import ONCE, Terms, terms_of
from einscope.core.limits import Limits
from einscope.core.map import Sources, StrideTable, effort, whole
from einscope.core.ops import registry
from einscope.core.plan import Plan
from einscope.core.program.answer.same import same_as
from einscope.core.program.answer.shares import Share, notes_of, only, shares_of
from einscope.core.program.names import Names
from einscope.core.program.names.patterns import ends_of
from einscope.core.program.run.result import Input, Program
from einscope.core.room import room

# Entries written for each cell that may be listed: thrice the ten statements that a layer has, and some seconds.
_CELL = 12  # bytes for a cell while all of them are counted
EFFORT = 32


@dataclass(frozen=True, slots=True)
class Judged:
    """What a program does to its cells.

    Args:
        verdict: of which ``moved``, ``identity`` and ``order`` are only said with one input.
        alike: the pattern that moves the cells alike, or the cell that rules it out; None where it was not looked for.
            It does the same as the program where no value is changed.
        plan: of that pattern, where it is an operation on the whole input.
        texts: the parameters of that operation.
        changes: what the program does to values.
        terms: how many cells each cell is made of.
        shares: where cells are numbered anew on the way, what becomes of each input's on their own: of the program as
            a whole there is no verdict.
        since: the one of them that all of the output is made of; ``alike``, ``plan`` and ``texts`` are said of it.
    """

    verdict: Verdict
    alike: Inferred | None = None
    plan: Plan | None = None
    texts: dict[str, str] | None = None
    changes: Changes = UNCHANGED
    terms: Terms = ONCE
    shares: tuple[Share, ...] = ()
    since: Input | None = None

    @property
    def values_said(self) -> bool:
        """Whether operators say what becomes of values, if anything does."""
        return not self.changes or self.changes.said

    @property
    def same(self) -> Inferred | None:
        """The pattern that does the same, values and all; None where there is none, or it was not looked for."""
        unchanged = self.alike is not None and self.alike.found and not self.changes
        return self.alike if unchanged and self.since is None else None


def judged_whole(program: Program, names: Sequence[Names], limits: Limits, code: str = "") -> Judged:
    """The verdict on a program, with the names of all its axes; ``code``: its text. See :func:`judged`."""
    count = len(program.inputs)
    ends = ends_of(code, program.output.name, program.output.line)
    return judged(program, names[0] if count else (), limits, tuple(names[1:count]), ends)


def judged(program: Program, names: Names, limits: Limits, others: tuple[Names, ...] = (), ends: Names = ()) -> Judged:
    """The verdict on a program's output, exact up to ``limits.gather_cells`` cells on either side.

    Of a program so long that listing its cells would take more than some seconds, it says what the strides tell.

    Args:
        program: the result of a run.
        names: of the first input's axes.
        limits: as above.
        others: names of the axes of all further inputs; those of one that was made on the way may be asked for.
        ends: names of the output's axes in the pattern that it was made by.

    Cost: O(cells) time; 20 bytes a cell.

    >>> from einscope.core.program import run
    >>> program = run("y = x.reshape(2, 3, 2).transpose(0, 1)", {"x": (6, 2)}, {}, Limits())
    >>> found = judged(program, ("h", "w"), Limits())
    >>> found.verdict.moved, found.same.pattern
    (8, '(h h2) w -> h2 h w')
    >>> found = judged(run("y = 2 * x.T", {"x": (6, 2)}, {}, Limits()), ("h", "w"), Limits())
    >>> found.same, found.alike.pattern, [str(change.how) for change in found.changes.each]
    (None, 'h w -> w h', ['multiplied by 2'])
    """
    if program.begun:
        return _from_anew(program, (names, *others), limits, ends)
    output = program.output
    entries = output.cells * max(1, output.map.arity)
    large = max(entries, program.source_cells) > limits.gather_cells
    if large or effort(output.map) > EFFORT * limits.gather_cells:
        changes = _effective(output.changes, alone=output.map.arity <= 1)
        terms = Terms(None, 0, output.map.arity)
        return Judged(_of_values(_unlisted(program, limits), changes), changes=changes, terms=terms)
    with room(_CELL * max(entries, program.source_cells)):
        return _counted(program, names, ends, limits)


def _counted(program: Program, names: Names, ends: Names, limits: Limits) -> Judged:
    """The verdict where every cell is counted."""
    output = program.output
    sources = whole(output.map, program.source_cells)
    terms = terms_of(sources)
    changes = _effective(output.changes, alone=terms.most <= 1)
    if terms.most and terms.distinct == 1:  # of several sources that are one, it is the one that counts
        sources = sources.max(axis=1, keepdims=True) if sources.shape[1] > 1 else sources
        changes = _repeated(changes, terms)
    alike = same_as(program, sources, names, limits, ends)
    if alike is not None and alike.op in registry():
        texts = {
            "pattern": alike.pattern or "",
            "shape": ",".join(map(str, program.inputs[0].shape)),
            "sizes": ",".join(f"{name}={size}" for name, size in alike.sizes.items()),
        }
        request = registry()[alike.op].read(texts, limits)
        plan = request.plan(limits)
        on_cells = _of_values(verdict(plan, limits.gather_cells), changes, terms)
        return Judged(on_cells, alike, plan, request.texts(), changes, terms)
    counts = count_array(sources, program.source_cells)
    on_cells = verdict_from(counts, program.shapes, output.shape, lambda: order_of_sources(sources[:, 0]))
    return Judged(_of_values(on_cells, changes, terms), alike, changes=changes, terms=terms)


def _from_anew(program: Program, names: tuple[Names, ...], limits: Limits, ends: Names) -> Judged:
    """Of a program that numbers cells anew: what becomes of every input, and of the last the pattern if it is alone."""
    shares = shares_of(program, limits, EFFORT)
    rest = only(program, shares)
    if rest is None:
        large = any(share.reached is None for share in shares)
        terms = Terms(None, 0, program.output.map.arity) if large else terms_of(_listed(program))
        changes = _effective(program.output.changes, alone=terms.most <= 1)
        return Judged(Verdict(), changes=changes, terms=terms, shares=shares)
    [since] = rest.inputs
    number = next(number for number, share in enumerate(shares) if share.reached)
    own = names[number] if number < len(names) else tuple(f"a{axis}" for axis in range(len(since.shape)))
    judgement = judged(replace(rest, inputs=(replace(since, line=None),)), own, limits, ends=ends)
    if since.line is None and len(program.inputs) - len(program.begun) == 1:
        return judgement  # what was made on the way is not in the output: it is all of the input
    verdict = Verdict(padded=judgement.verdict.padded, exact=judgement.verdict.exact)
    return replace(judgement, verdict=verdict, shares=shares, since=since)


def _listed(program: Program) -> Sources:
    return whole(program.output.map, program.source_cells)


def notes_on(judgement: Judged, program: Program) -> tuple[Note, ...]:
    """The verdict in sentences."""
    stop = () if program.stop is None else (Note(program.stop, None),)
    return (
        *stop,
        *notes_of(judgement.shares),
        *notes(judgement.verdict, program.source_cells, program.output.cells, judgement.terms, judgement.changes),
    )


def _effective(changes: Changes, alone: bool) -> Changes:
    """The changes that there are; ``alone``: no cell is made of several, so that nothing was gathered."""
    return replace(changes, each=tuple(change for change in changes.each if not (alone and change.gathers)))


def _repeated(changes: Changes, terms: Terms) -> Changes:
    """A sum of the same cell again and again, as often everywhere, is a product."""
    only = changes.each[0] if len(changes.each) == 1 else None
    if only is None or not only.adds or terms.least != terms.most or not changes.alike:
        return changes
    product = arithmetic("*", terms.most, left=True, line=only.line)
    return replace(changes, each=() if product is None else (product,))


def _of_values(on_cells: Verdict, changes: Changes, terms: Terms | None = None) -> Verdict:
    """What is left of a verdict on cells where their values are others: nothing is the identity, or undone."""
    if terms is not None and terms.most > 1 and on_cells.bijective:  # one cell taken twice is not kept once
        on_cells = replace(on_cells, bijective=False, identity=False, reshape_only=False)
    if not changes:
        return on_cells
    return replace(on_cells, identity=False if on_cells.identity is False else None, order=None, inverse=None)


def _unlisted(program: Program, limits: Limits) -> Verdict:
    """What the strides alone tell of an output whose cells are too many to be listed."""
    table, counts, still = program.output.map, Counts(), None
    if isinstance(table, StrideTable):
        known = table_counts(table, program.source_cells)
        counts = replace(known, moved=table_moved(table, limits.verdict_cells)) if known else counts
        still = stays(table) if known else None
    return verdict_from(counts, program.shapes, program.output.shape, lambda: None, still)
