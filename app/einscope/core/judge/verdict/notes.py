"""The verdict in sentences: what a person wants to know first, of an operation and of a program alike."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from einscope.core.change import UNCHANGED, Changes
from einscope.core.errors import Sentence, say, say_count
from einscope.core.judge.verdict.note import Note
from einscope.core.judge.verdict.terms import Terms
from einscope.core.say.explain.lists import listing

if TYPE_CHECKING:
    from einscope.core.judge.verdict import Verdict

_LINES = 4  # lines that are told one by one


def notes(
    verdict: "Verdict", sources: int, targets: int, terms: Terms | None = None, changes: Changes = UNCHANGED
) -> tuple[Note, ...]:
    """The sentences of a verdict.

    Args:
        verdict: what is said of the cells.
        sources: how many cells come in.
        targets: how many come out.
        terms: how many cells each cell is made of, where that is more than the verdict tells.
        changes: what has become of values.

    >>> from einscope.core.judge.verdict import Verdict
    >>> for note in notes(Verdict(bijective=True, moved=8, order=2), 16, 16):
    ...     print(note.text)
    Every input cell is kept exactly once.
    8 of 16 cells change their flat position.
    Applying it 2 times restores the input.
    """
    sentences = [
        *_kept(verdict, sources, targets),
        *((text, None) for text in _made_of(terms)),
        *_moved(verdict, targets, terms, changes),
        *((text, None) for text in _changed(changes)),
    ]
    if verdict.order and verdict.order > 1:
        sentences.append((say("Applying it {count} times restores the input.", count=verdict.order), None))
    if not verdict.exact:
        sentences.append(
            (say("The tensor is too large to count every cell: facts that are not known are left out."), None)
        )
    return tuple(Note(text, good) for text, good in sentences)


def _kept(verdict: "Verdict", sources: int, targets: int) -> Iterator[tuple[Sentence, bool | None]]:
    """Whether anything is lost, doubled or made anew."""
    if verdict.bijective:
        yield say("Every input cell is kept exactly once."), True
    if verdict.dropped:
        yield (
            say_count(
                "{count} of {cells} input cells is dropped.",
                "{count} of {cells} input cells are dropped.",
                verdict.dropped,
                cells=sources,
            ),
            False,
        )
    if verdict.duplicated:
        yield (
            say_count(
                "{count} of {cells} input cells is used more than once.",
                "{count} of {cells} input cells are used more than once.",
                verdict.duplicated,
                cells=sources,
            ),
            None,
        )
    if verdict.padded:
        yield (
            say_count(
                "{count} of {cells} output cells has no source.",
                "{count} of {cells} output cells have no source.",
                verdict.padded,
                cells=targets,
            ),
            None,
        )


def _moved(
    verdict: "Verdict", targets: int, terms: Terms | None, changes: Changes
) -> Iterator[tuple[Sentence, bool | None]]:
    """Whether cells stay where they were; of what is made of several there is no place that it had before."""
    if verdict.identity:
        yield say("This is the identity: every cell ends where it began."), None
    elif verdict.reshape_only and changes:
        yield say("Every cell keeps its flat position."), None
    elif verdict.reshape_only:
        yield say("Only the shape changes: every cell keeps its flat position."), None
    elif verdict.moved is not None and (terms is None or terms.most < 2):
        yield (
            say_count(
                "{count} of {cells} cells changes its flat position.",
                "{count} of {cells} cells change their flat position.",
                verdict.moved,
                cells=targets,
            ),
            None,
        )


def _made_of(terms: Terms | None) -> Iterator[Sentence]:
    """How many cells become one."""
    if terms is None or terms.most < 2:
        return
    if terms.distinct is None:
        yield say("Output cells combine several input cells.")
    elif terms.distinct > 1:
        yield say("Output cells combine up to {count} input cells.", count=terms.distinct)
    elif terms.most > terms.least:
        values = {"least": terms.least, "most": terms.most}
        yield say("Output cells are one input cell each, taken {least} to {most} times.", **values)
    else:
        yield say("Output cells are one input cell each, taken {count} times.", count=terms.most)


def _changed(changes: Changes) -> Iterator[Sentence]:
    """Which lines leave other values in the cells."""
    lines = list(dict.fromkeys(change.line for change in changes.each))
    for line in lines[:_LINES]:
        how = listing([*dict.fromkeys(change.how for change in changes.each if change.line == line)], last=False)
        yield say("Line {line} changes values: {how}.", line=line, how=how)
    if len(lines) > _LINES:
        yield say_count("{count} more line changes values.", "{count} more lines change values.", len(lines) - _LINES)
