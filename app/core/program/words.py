"""The verdict on a program in sentences."""

from collections.abc import Iterator

from app.core.change import Changes
from app.core.errors import Sentence, say
from app.core.explain.words import listing
from app.core.program.judged import Judged
from app.core.program.result import Program
from app.core.program.terms import Terms
from app.core.verdict.words import Note

_LINES = 4  # lines that are told one by one


def verdict_notes(judged: Judged, program: Program) -> tuple[Note, ...]:
    """What a person wants to know first; flat positions are only compared where one tensor comes in.

    >>> from app.core.limits import Limits
    >>> from app.core.program import run
    >>> from app.core.program.judged import judged
    >>> program = run("y = torch.cat([x, z])", {"x": (2,), "z": (2,)}, {}, Limits())
    >>> [str(note.text) for note in verdict_notes(judged(program, ("n",), Limits()), program)]
    ['Every input cell is kept exactly once.']
    """
    verdict, output = judged.verdict, program.output
    found: list[Note] = []
    if verdict.bijective:
        found.append(Note(say("Every input cell is kept exactly once."), True))
    if verdict.dropped:
        text = say("{count} of {cells} input cells are dropped.", count=verdict.dropped, cells=program.source_cells)
        found.append(Note(text, False))
    if verdict.duplicated:
        text = say(
            "{count} of {cells} input cells are used more than once.",
            count=verdict.duplicated,
            cells=program.source_cells,
        )
        found.append(Note(text, None))
    if verdict.padded:
        text = say("{count} of {cells} output cells have no source.", count=verdict.padded, cells=output.cells)
        found.append(Note(text, None))
    if output.map.arity > 1:
        found.extend(Note(text, None) for text in _made_of(judged.terms))
    if verdict.identity:
        found.append(Note(say("The program is the identity: every cell ends where it began."), True))
    elif verdict.reshape_only:
        found.append(Note(_stays(judged.changes), None))
    elif verdict.moved is not None:
        text = say("{moved} of {cells} cells change their flat position.", moved=verdict.moved, cells=output.cells)
        found.append(Note(text, None))
    found.extend(Note(text, None) for text in _changed(judged.changes))
    if verdict.order and verdict.order > 1:
        found.append(Note(say("Done {count} times, it is undone.", count=verdict.order), None))
    if not verdict.exact:
        found.append(Note(say("The tensor is too large to count every cell: what is not known is left out."), None))
    return tuple(found)


def _stays(changes: Changes) -> Sentence:
    if changes:
        return say("Every cell keeps its flat position.")
    return say("Only the shape changes: every cell keeps its flat position.")


def _made_of(terms: Terms | None) -> Iterator[Sentence]:
    """How many cells become one."""
    if terms is None:
        yield say("Output cells are made of several input cells.")
    elif terms.distinct > 1:
        yield say("Output cells are made of up to {count} input cells.", count=terms.distinct)
    elif terms.most > terms.least:
        values = {"least": terms.least, "most": terms.most}
        yield say("Each output cell is one input cell, taken {least} to {most} times.", **values)
    elif terms.most > 1:
        yield say("Each output cell is one input cell, taken {count} times.", count=terms.most)


def _changed(changes: Changes) -> Iterator[Sentence]:
    """Which lines leave other values in the cells."""
    lines = list(dict.fromkeys(change.line for change in changes.each))
    for line in lines[:_LINES]:
        yield say("Line {line} changes values: {how}.", line=line, how=_how(changes, line))
    if len(lines) > _LINES:
        yield say("{count} more lines change values.", count=len(lines) - _LINES)


def _how(changes: Changes, line: int) -> object:
    return listing([*dict.fromkeys(change.how for change in changes.each if change.line == line)], last=False)
