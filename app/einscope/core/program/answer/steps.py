"""What every line does, in a sentence."""

import numpy as np

from einscope.core.change import Change
from einscope.core.errors import Sentence, say
from einscope.core.judge.verdict.closed import stays, table_counts
from einscope.core.judge.verdict.terms import terms_of
from einscope.core.map import StrideTable
from einscope.core.program.answer.way import cells_of
from einscope.core.program.run.result import Assigned, Program
from einscope.core.say.explain.lists import listing

_NAMED = 4  # tensors named in one sentence
_COUNTED = 2**16  # sources looked at for the sentences of all tensors


def steps(program: Program) -> tuple[Sentence, ...]:
    r"""A sentence for every assigned tensor, in order.

    Cost: O(tensors · rank).

    >>> from einscope.core.limits import Limits
    >>> from einscope.core.program import run
    >>> program = run("y = x[:, ::2]\nz = torch.cat([y, y.flip(0)])\nw = z.view(-1)", {"x": (2, 4)}, {}, Limits())
    >>> [str(each) for each in steps(program)][::2]
    ['Line 1: y takes 4 of the 8 cells of x, 2×2.', 'Line 3: w is z with a new shape, 8.']
    >>> print(*steps(run("y = 1 - x", {"x": (2,)}, {}, Limits())))
    Line 1: y is x, cell by cell, 2. Values change: subtracted from 1.
    """
    return tuple(_with_values(_step(program, tensor), program, tensor) for tensor in program.tensors)


def _step(program: Program, made: Assigned) -> Sentence:
    shape = "×".join(map(str, made.shape)) or say("a single cell")
    values: dict[str, object] = {"line": made.line, "name": made.name, "shape": shape}
    if made.begins is not None:
        why = program.inputs[made.begins].why or ""
        return say(
            "Line {line}: {name} is a new tensor, {shape}, whose cells are numbered anew. {why}", why=why, **values
        )
    if not made.parents:
        return say("Line {line}: {name} is newly created, {shape}.", **values)
    values["parents"] = _names(program, made)
    cells = sum(cells_of(program, parent) for parent in made.parents)
    most = _most(made, _COUNTED // len(program.tensors))
    if most is None:
        return say("Line {line}: each cell of {name}, {shape}, combines several cells of {parents}.", **values)
    if most > 1:
        return say(
            "Line {line}: each cell of {name}, {shape}, combines up to {count} cells of {parents}.",
            count=most,
            **values,
        )
    if len(made.parents) > 1:
        return say("Line {line}: {name} joins {parents}, {shape}.", **values)
    counts = table_counts(made.step, cells) if isinstance(made.step, StrideTable) else None
    if counts is None or not isinstance(made.step, StrideTable):
        return say("Line {line}: {name} is built from the cells of {parents}, {shape}.", **values)
    if counts.duplicated:
        return say("Line {line}: {name} repeats cells of {parents}, {shape}.", **values)
    if counts.dropped:
        used = cells - counts.dropped
        return say(
            "Line {line}: {name} takes {used} of the {cells} cells of {parents}, {shape}.",
            used=used,
            cells=cells,
            **values,
        )
    if not stays(made.step):
        return say("Line {line}: {name} is {parents} with its cells moved, {shape}.", **values)
    if made.shape == _shape(program, made.parents[0]):
        return say("Line {line}: {name} is {parents}, cell by cell, {shape}.", **values)
    return say("Line {line}: {name} is {parents} with a new shape, {shape}.", **values)


def _most(made: Assigned, room: int) -> int | None:
    """The most different cells that a cell is made of; None where they are too many to be counted."""
    if made.step.arity <= 1:
        return made.step.arity
    if made.cells * made.step.arity > room:
        return None
    return terms_of(made.step.sources(np.arange(made.cells, dtype=np.int64))).distinct


def _with_values(step: Sentence, program: Program, made: Assigned) -> Sentence:
    """The sentence, and what its line does to values."""
    before = {change for parent in made.parents for change in _changes(program, parent)}
    own = dict.fromkeys(change.how for change in made.changes.each if change not in before and not change.gathers)
    if not own:
        return step
    return say("{step} Values change: {how}.", step=step, how=listing([*own], last=False))


def _changes(program: Program, number: int) -> tuple[Change, ...]:
    first = len(program.inputs)
    return () if number < first else program.tensors[number - first].changes.each


def _shape(program: Program, number: int) -> tuple[int, ...]:
    first = len(program.inputs)
    return program.inputs[number].shape if number < first else program.tensors[number - first].shape


def _names(program: Program, made: Assigned) -> object:
    names = [_called(program, parent, made.name) for parent in made.parents[:_NAMED]]
    listed: object = names[0]
    for name in names[1:]:
        listed = say("{some}, {last}", some=listed, last=name)
    more = len(made.parents) - len(names)
    return say("{some} and {count} more", some=listed, count=more) if more else listed


def _called(program: Program, number: int, taken: str) -> object:
    """What a tensor is called; where the name has been given to another by now, which one is meant."""
    first = len(program.inputs)
    if number < first:
        name = program.inputs[number].name
        return name if name != taken else say("the input {name}", name=name)
    made = program.tensors[number - first]
    return made.name if made.name != taken else say("{name} of line {line}", name=made.name, line=made.line)
