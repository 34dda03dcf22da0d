"""The verdict on a program in sentences."""

from app.core.errors import say
from app.core.program.result import Program
from app.core.verdict import Verdict
from app.core.verdict.words import Note


def verdict_notes(verdict: Verdict, program: Program) -> tuple[Note, ...]:
    """What a person wants to know first; flat positions are only compared where one tensor comes in.

    >>> from app.core.limits import Limits
    >>> from app.core.program import run
    >>> program = run("y = torch.cat([x, z])", {"x": (2,), "z": (2,)}, {}, Limits())
    >>> [str(note.text) for note in verdict_notes(Verdict(bijective=True, dropped=0, duplicated=0, padded=0), program)]
    ['Every input cell is kept exactly once.']
    """
    output = program.output
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
        found.append(Note(say("Output cells are made of up to {count} input cells.", count=output.map.arity), None))
    if verdict.identity:
        found.append(Note(say("The program is the identity: every cell ends where it began."), True))
    elif verdict.reshape_only:
        found.append(Note(say("Only the shape changes: every cell keeps its flat position."), None))
    elif verdict.moved is not None:
        text = say("{moved} of {cells} cells change their flat position.", moved=verdict.moved, cells=output.cells)
        found.append(Note(text, None))
    if verdict.order and verdict.order > 1:
        found.append(Note(say("Applying it {count} times restores the input.", count=verdict.order), None))
    if not verdict.exact:
        found.append(Note(say("The tensor is too large to count every cell: what is not known is left out."), None))
    return tuple(found)
