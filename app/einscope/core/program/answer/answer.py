"""A program to its answer: asks every room, and puts what they say side by side."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from einscope.core.answer.cells import Cells, listed
from einscope.core.errors import PatternError, Sentence, say
from einscope.core.judge.verdict import Verdict
from einscope.core.limits import Limits
from einscope.core.program.answer.alike import RuledOutBy, Same, ValueChange, alike, changes, code, ruled_out
from einscope.core.program.answer.alone import each_alone
from einscope.core.program.answer.judged import EFFORT, Judged, judged_whole, notes_on
from einscope.core.program.answer.mixed import mixed
from einscope.core.program.answer.part import maps_of
from einscope.core.program.answer.shares import shares_of
from einscope.core.program.answer.steps import steps
from einscope.core.program.answer.tensors import (
    ProgramInput,
    ProgramOutput,
    ProgramTensor,
    data_of,
    inputs_of,
    tensors_of,
)
from einscope.core.program.answer.unread import notes_with_unread
from einscope.core.program.answer.way import Hop, way_of
from einscope.core.program.names import Names
from einscope.core.program.names.axes import axis_names
from einscope.core.program.picture import line_scene, whole_scene
from einscope.core.program.picture.line import LineAxis, LineScene
from einscope.core.program.question import PROGRAM, Asked
from einscope.core.program.run.result import Program, ProgramNote
from einscope.core.program.run.source import Source
from einscope.core.say.formula import Formula, formula
from einscope.core.scene import Scene
from einscope.core.scene.look import Look
from einscope.core.told import only


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramAnswer:
    """Where every cell goes, line by line.

    Args:
        op: always ``program``.
        request: the parameters as they were understood.
        cleaned: what came along with the code and was taken out of it, in the language asked for; ``request.code`` is
            what is left, and lines are those of it.
        entries: functions, classes and methods that can be run by themselves; ``request.entry`` is run.
        outputs: names of the results; ``request.output`` is the one that is shown.
        inputs: what comes in.
        output: what comes out.
        step: the tensor that ``cells``, ``scene`` and ``way`` are about.
        cells: of that tensor, with its sources in every input.
        verdict: on the program as a whole; where cells are numbered anew on the way, notes say it of every input on its
            own.
        same: what does the same, values and all; None: there is none, or it was not looked for.
        alike: what moves the cells alike, whatever becomes of their values.
        changes: what lines do to values; empty: each cell keeps its own.
        ruled_out: why there is none; None: it was not looked for.
        formula: of the operation that moves the cells alike, and of what becomes of values.
        steps: what each tensor's line does, in the language asked for.
        code: snippets that do the same, values and all.
        tensors: every assigned tensor in order.
        notes: what is to be said of lines.
        library: whose meanings methods had.
        ambiguous: methods whose meaning depended on it.
        way: with ``cell``: where it was in every tensor back to the inputs.
        axes: axes of the scene: those of its figures, one after another.
        scene: of that line, as pictures.
        shown: cells of the tensor that the scene shows, in the order of their numbers there.
    """

    op: str
    request: Mapping[str, object]
    cleaned: tuple[Sentence, ...]
    entries: tuple[str, ...]
    outputs: tuple[str, ...]
    inputs: tuple[ProgramInput, ...]
    output: ProgramOutput
    step: int
    cells: Cells
    verdict: Verdict
    same: Same | None
    alike: Same | None
    changes: tuple[ValueChange, ...]
    ruled_out: RuledOutBy | None
    formula: Formula | None
    steps: tuple[Sentence, ...]
    code: Mapping[str, str]
    tensors: tuple[ProgramTensor, ...]
    notes: tuple[ProgramNote, ...]
    library: str
    ambiguous: tuple[str, ...]
    way: tuple[Hop, ...] | None
    axes: tuple[LineAxis, ...]
    scene: Scene
    shown: list[int]


def program_answer(
    question: Asked,
    program: Program,
    number: int,
    look: Look,
    limits: Limits,
    start: int,
    most: int,
    cell: int | None,
    *,
    whole: Judged | None = None,
    wanted: Collection[str] | None = None,
) -> ProgramAnswer:
    """The answer to a program that ran.

    Args:
        question: what was asked.
        program: the result of its run.
        number: of the tensor that is shown.
        look: how its scene is looked at.
        limits: of what is listed, counted and drawn.
        start: first of the tensor's cells that are listed.
        most: how many of them, be there so many.
        cell: the one whose way is told; None: none.
        whole: what the program does as a whole; where it is given, the scene shows that, and not the line alone.
        wanted: names of fields; the others are None, and cost nothing. None: all of them.

    Raises:
        PatternError: whatever is wrong with how it is to be shown.

    Cost: O(cells of inputs and output) up to the limit of gather arrays, for the verdict; the rest follows the lines
    and what is shown.
    """
    shown, output = program.tensors[number], program.output
    names = axis_names(program, question.code)

    @cache
    def drawn() -> LineScene:
        draws = whole_scene(program, names, look, limits.picture_cells) if whole else None
        return draws or line_scene(program, names, number, look, limits.picture_cells)

    @cache
    def judgement() -> Judged:
        return whole or judged_whole(program, names, limits, question.code)

    @cache
    def like() -> Same | None:
        return alike(judgement())

    def inputs() -> tuple[ProgramInput, ...]:
        several = len(program.inputs) > 1
        shares = judgement().shares or (shares_of(program, limits, EFFORT) if several else ())
        return inputs_of(program, names, limits, each_alone(program, names, shares, limits))

    def said() -> Formula | None:
        plan = judgement().plan
        return formula(plan, judgement().changes.each) if plan and judgement().values_said else None

    makers: dict[str, Callable[[], Any]] = {
        "op": lambda: PROGRAM.name,
        "request": lambda: question.plain() | {"entry": program.entry, "output": program.chosen},
        "cleaned": lambda: question.pasted.done if question.pasted else (),
        "entries": lambda: program.entries,
        "outputs": lambda: program.outputs,
        "inputs": inputs,
        "output": lambda: ProgramOutput(output.name, output.shape, data_of(program, output, limits.data_cells)),
        "step": lambda: number,
        "cells": lambda: listed(maps_of(program, shown), shown.cells, start, most, limits),
        "verdict": lambda: _said(judgement(), program),
        "same": lambda: like() if judgement().same else None,
        "alike": like,
        "changes": lambda: changes(judgement()),
        "ruled_out": lambda: ruled_out(judgement(), output.shape),
        "formula": said,
        "steps": lambda: steps(program),
        "code": lambda: code(judgement()),
        "tensors": lambda: tensors_of(program, names, limits),
        "notes": lambda: _remarks(program, question.code, names, limits),
        "library": lambda: program.library,
        "ambiguous": lambda: program.ambiguous,
        "way": lambda: None if cell is None else way_of(program, number, cell),
        "axes": lambda: drawn().axes,
        "scene": lambda: drawn().scene,
        "shown": lambda: drawn().cells,
    }
    return ProgramAnswer(**only(wanted, makers))


def _remarks(program: Program, code: str, names: tuple[Names, ...], limits: Limits) -> tuple[ProgramNote, ...]:
    """What there is to note on lines, in their order."""
    views = [
        ProgramNote(
            view.line,
            view.sentence,
            view.span,
            {"code": code[: view.span.start] + view.repair + code[view.span.end :]},
            view.repair,
        )
        for view in mixed(program, Source(code, limits), names)
    ]
    return tuple(sorted((*program.notes, *views), key=lambda note: note.line))


def _said(judgement: Judged, program: Program) -> Verdict:
    """The verdict with its sentences."""
    notes = notes_with_unread(
        judgement.verdict, program, lambda verdict: notes_on(replace(judgement, verdict=verdict), program)
    )
    return replace(judgement.verdict, notes=notes)


def number_of(step: int | None, program: Program) -> int:
    """The number of the tensor that is shown; the last where none is asked for.

    Raises:
        PatternError: ``step-outside``: the program makes fewer.
    """
    last = len(program.tensors) - 1
    if step is None:
        return last
    if step > last:
        raise PatternError(
            "step-outside",
            say("The program makes {count} tensors; number {step} is not one of them.", count=last + 1, step=step),
            field="step",
            hint=say("tensors are numbered from 0"),
            repair={"step": str(last)},
        )
    return step
