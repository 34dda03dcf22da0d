"""What becomes of every input's cells on its own, where cells are numbered anew on the way."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from einscope.core.errors import say
from einscope.core.judge.verdict.arrays import count_array
from einscope.core.judge.verdict.note import Note
from einscope.core.limits import Limits
from einscope.core.map import NO_SOURCE, IndexMap, Part, StrideTable, effort, whole
from einscope.core.program.run.result import Input, Program

_LINES = 4  # lines and inputs that are told one by one


@dataclass(frozen=True, slots=True)
class Share:
    """What the output has of the cells of one input. None: not counted.

    Args:
        input: of the program.
        reached: whether any cell of the output is made of them.
        dropped: how many are in no cell of the output.
        duplicated: how many are in more than one.
        renumbered: whether another input is made of it on the way: its cells may be in the output by other numbers.
    """

    input: Input
    reached: bool | None
    dropped: int | None = None
    duplicated: int | None = None
    renumbered: bool = False


def shares_of(program: Program, limits: Limits, most: int) -> tuple[Share, ...]:
    """What the output has of each input.

    Args:
        program: the result of a run.
        limits: cells and their sources are counted up to ``limits.gather_cells``.
        most: times that is the most effort that it may cost to list them.

    Cost: O(cells of all inputs + output's cells · arity).

    >>> from einscope.core.program import run
    >>> program = run("y = torch.nn.Linear(3, 2)(x)[1:]", {"x": (2, 3)}, {}, Limits())
    >>> [(share.reached, share.dropped) for share in shares_of(program, Limits(), 32)]
    [(False, 6), (True, 2)]
    """
    output = program.output
    entries = output.cells * max(1, output.map.arity)
    if max(entries, program.source_cells) > limits.gather_cells or effort(output.map) > most * limits.gather_cells:
        alone = output.map if isinstance(output.map, StrideTable) else None  # it walks within one input
        return tuple(Share(tensor, None if alone is None else _holds(tensor, alone)) for tensor in program.inputs)
    sources = whole(output.map, program.source_cells)
    shares: list[Share] = []
    renumbered = _renumbered(program)
    for number, tensor in enumerate(program.inputs):
        here = (sources >= tensor.offset) & (sources < tensor.offset + tensor.cells)
        own = sources - tensor.offset
        own[~here] = NO_SOURCE
        counts = count_array(own, tensor.cells)
        shares.append(Share(tensor, bool(here.any()), counts.dropped, counts.duplicated, number in renumbered))
    return tuple(shares)


def _renumbered(program: Program) -> set[int]:
    """The numbers of inputs of which others are made on the way."""
    first = len(program.inputs)
    waiting = [tensor for tensor in program.tensors if tensor.begins is not None]
    seen: set[int] = set()
    while waiting:
        for parent in waiting.pop().parents:
            if parent not in seen:
                seen.add(parent)
                waiting += [program.tensors[parent - first]] if parent >= first else []
    begun = {
        first + number: tensor.begins for number, tensor in enumerate(program.tensors) if tensor.begins is not None
    }
    return seen | {begun[number] for number in seen & begun.keys()}


def _holds(tensor: Input, table: StrideTable) -> bool:
    return tensor.offset <= table.offset < tensor.offset + tensor.cells


def only(program: Program, shares: tuple[Share, ...]) -> Program | None:
    """The program from the one tensor on that all of its output is made of; None where there are several, or none."""
    reached = [share.input for share in shares if share.reached]
    if len(reached) != 1 or any(share.reached is None for share in shares):
        return None
    source = replace(reached[0], offset=0)
    output = replace(program.output, map=_from(program.output.map, reached[0]))
    return replace(program, inputs=(source,), tensors=(output,), unread=())


def _from(index_map: IndexMap, source: Input) -> IndexMap:
    if isinstance(index_map, StrideTable):
        return replace(index_map, offset=index_map.offset - source.offset)
    return Part(index_map, source.offset, source.cells)


def notes_of(shares: tuple[Share, ...]) -> Iterator[Note]:
    """Where new numbers begin, and what becomes of the cells of each input, in sentences."""
    begun = [share.input for share in shares if share.input.line is not None]
    for tensor in begun[:_LINES]:
        yield Note(say("New numbers begin in line {line}. {why}", line=tensor.line, why=tensor.why or ""), None)
    if len(begun) > _LINES:
        yield Note(say("New numbers begin in {count} more lines.", count=len(begun) - _LINES), None)
    for share in [share for share in shares if share.reached][:_LINES]:
        yield from kept_notes(share)
    names = [share.input.name for share in shares if share.reached is False]
    if names:
        text = say("No cell of {names} can be followed as far as the result.", names=", ".join(names[:_LINES]))
        yield Note(text, None)


def kept_notes(share: Share) -> Iterator[Note]:
    """What becomes of the cells of one input, in sentences."""
    values = {"name": share.input.name, "cells": share.input.cells}
    if share.dropped == share.duplicated == 0:
        yield Note(say("Each cell of {name} is in exactly one cell of the result.", **values), True)
    if share.dropped and share.renumbered:
        text = say(
            "{count} of {cells} cells of {name} cannot be followed as far as the result.", count=share.dropped, **values
        )
        yield Note(text, None)
    elif share.dropped:
        yield Note(say("{count} of {cells} cells of {name} are dropped.", count=share.dropped, **values), False)
    if share.duplicated:
        text = say("{count} of {cells} cells of {name} are used more than once.", count=share.duplicated, **values)
        yield Note(text, None)
