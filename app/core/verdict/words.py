"""The verdict in sentences: what a person wants to know first."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.errors import Sentence, say

if TYPE_CHECKING:
    from app.core.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence of the verdict; ``good``: as one would hope, None where it is neither."""

    text: Sentence
    good: bool | None


def notes(verdict: "Verdict", cells: int) -> tuple[Note, ...]:
    """The sentences of a verdict on a plan whose output has this many cells.

    >>> from app.core.verdict import Verdict
    >>> for note in notes(Verdict(bijective=True, moved=8, order=2), 16):
    ...     print(note.text)
    Every cell is kept exactly once.
    8 of 16 cells change their flat position.
    Applying it 2 times restores the input.
    """
    found: list[Note] = []
    if verdict.bijective:
        found.append(Note(say("Every cell is kept exactly once."), True))
    if verdict.dropped:
        found.append(Note(say("Cells of x that are dropped: {count}.", count=verdict.dropped), False))
    if verdict.duplicated:
        found.append(Note(say("Cells of x that are used more than once: {count}.", count=verdict.duplicated), None))
    if verdict.padded:
        found.append(Note(say("Cells of y that are filled in with 0: {count}.", count=verdict.padded), None))
    if verdict.identity:
        found.append(Note(say("Nothing happens: y is x."), None))
    elif verdict.reshape_only:
        found.append(Note(say("Only the shape changes: every cell keeps its flat position."), None))
    elif verdict.moved is not None:
        text = say("{moved} of {cells} cells change their flat position.", moved=verdict.moved, cells=cells)
        found.append(Note(text, None))
    if verdict.order and verdict.order > 1:
        found.append(Note(say("Applying it {count} times restores the input.", count=verdict.order), None))
    if not verdict.exact:
        found.append(Note(say("The tensor is too large to count every cell: what is not known is left out."), None))
    return tuple(found)
