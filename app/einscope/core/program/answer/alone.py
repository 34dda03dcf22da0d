"""What a program does to the cells of each of several inputs, as if the others were not there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from einscope.core.change import UNCHANGED
from einscope.core.errors import say
from einscope.core.judge.verdict.note import Note
from einscope.core.limits import Limits
from einscope.core.map import Part
from einscope.core.program.answer.alike import Same, alike
from einscope.core.program.answer.judged import judged
from einscope.core.program.answer.shares import Share, kept_notes
from einscope.core.program.names import Names
from einscope.core.program.run.result import Program

_MOST = 8  # inputs for each of which a pattern is looked for


@dataclass(frozen=True, slots=True)
class Alone:
    """What becomes of the cells of one input.

    Args:
        share: what the output has of them.
        alike: the pattern that moves them so; None: there is none, or it was not looked for.
        notes: the same in sentences.
    """

    share: Share
    alike: Same | None
    notes: tuple[Note, ...]


def each_alone(program: Program, names: Sequence[Names], shares: Sequence[Share], limits: Limits) -> tuple[Alone, ...]:
    """What becomes of the cells of each input.

    Args:
        program: the result of a run.
        names: of the axes of all inputs.
        shares: what the output has of each of them.
        limits: as of :func:`judged`.

    Cost: that of :func:`judged`, for the first few inputs.

    >>> from einscope.core.program import run
    >>> from einscope.core.program.answer.shares import shares_of
    >>> program = run("y = q + k.t()", {"q": (2, 3), "k": (3, 2)}, {}, Limits())
    >>> found = each_alone(program, [("i", "j"), ("i", "j")], shares_of(program, Limits(), 32), Limits())
    >>> [each.alike.text for each in found]
    ['i j -> i j', 'i j -> j i']
    """
    searched = not program.begun and all(share.reached is not None for share in shares)
    return tuple(
        Alone(
            share,
            _alike(program, number, names[number], limits) if searched and share.reached and number < _MOST else None,
            tuple(_notes(share)),
        )
        for number, share in enumerate(shares)
    )


def _notes(share: Share) -> list[Note]:
    if share.reached is False:
        return [Note(say("No cell of {name} is in the result.", name=share.input.name), None)]
    return list(kept_notes(share))


def _alike(program: Program, number: int, names: Names, limits: Limits) -> Same | None:
    """The pattern that moves the cells of an input as the program does, where they fill all of the output."""
    own, output = program.inputs[number], program.output
    part = replace(output, map=Part(output.map, own.offset, own.cells), changes=UNCHANGED)
    found = judged(replace(program, inputs=(replace(own, offset=0),), tensors=(part,), unread=()), names, limits)
    return None if found.verdict.padded else alike(found)
