"""Runs a program: what comes in, what is asked for, and what every statement made."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import cast

from einscope.core.errors import PatternError, Span, say
from einscope.core.fields import refuse_too_many_cells
from einscope.core.limits import Limits
from einscope.core.map import Stride, StrideTable
from einscope.core.plan import Shape
from einscope.core.program.budget import Budget, Library
from einscope.core.program.frames import Frame, frame_of
from einscope.core.program.language.definitions.initial import initialise
from einscope.core.program.language.layers import Stopped
from einscope.core.program.language.tables import language
from einscope.core.program.questions.asked import refuse_missing, wanted
from einscope.core.program.questions.onward import onward
from einscope.core.program.run.library import library_of
from einscope.core.program.run.machine import Machine
from einscope.core.program.run.numbering import Numbering
from einscope.core.program.run.record import Record
from einscope.core.program.run.result import Input, Program
from einscope.core.program.run.source import Source
from einscope.core.program.tensor.strides import c_order
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Unknown, Value, shape_text, written

_LIBRARIES = ("torch", "numpy", "jax")


def run(
    code: str, shapes: Mapping[str, Shape], values: Mapping[str, object], limits: Limits, library: str = ""
) -> Program:
    """Run a tensor program without running any of it: every statement is read, and its movement is worked out.

    Args:
        code: statements, or a ``def`` or ``class`` around them.
        shapes: of the tensors that come in, by name.
        values: of names that the program does not define: ``p``, ``self.dim_scale``; ``self.proj=pass`` or ``stop``
            for layers.
        limits: the bounds of characters, statements and steps, and of any tensor.
        library: ``torch``, ``numpy`` or ``jax``, whose meanings methods have; empty: told by the program.

    Raises:
        PatternError: in the field ``code``, with the culprit's span; ``program-values`` in the field ``values`` with
            everything that must be given.

    Cost: O(steps of the program · rank); nothing depends on the sizes of tensors.

    >>> import numpy as np
    >>> program = run("y = x.view(2, 6).t()", {"x": (3, 4)}, {}, Limits())
    >>> program.output.shape, program.output.map.sources(np.arange(4))[:, 0]
    ((6, 2), array([0, 6, 1, 7]))
    """
    found = attempt(code, shapes, values, limits, library)
    if found.fault is not None:
        raise found.fault
    assert found.program is not None  # noqa: S101 — without a fault there is one
    return found.program


@dataclass(frozen=True, slots=True)
class Attempt:
    """How far a run came.

    Args:
        program: the result; of a program that is refused half-way, that of all before; None: there is nothing to show.
        fault: why it is refused; None: it is not.
        rest: the first and the last line, from 1, of what was not run; None: all was, or nothing.
    """

    program: Program | None
    fault: PatternError | None = None
    rest: tuple[int, int] | None = None


def attempt(
    code: str, shapes: Mapping[str, Shape], values: Mapping[str, object], limits: Limits, library: str = ""
) -> Attempt:
    r"""The same as :func:`run`, but what came before a line that is refused is kept.

    Args:
        code: as of :func:`run`, like the rest.
        shapes: likewise.
        values: likewise.
        limits: likewise.
        library: likewise.

    >>> found = attempt("y = x.t()\nz = foo(y)", {"x": (2, 3)}, {}, Limits())
    >>> found.program.output.name, found.rest, str(found.fault)
    ('y', (2, 2), 'foo is not known here: what it does to cells is unknown.')
    """
    return _attempt(code, shapes, values, limits, library)


def _attempt(
    code: str,
    shapes: Mapping[str, Shape],
    values: Mapping[str, object],
    limits: Limits,
    library: str,
    further: bool = True,
) -> Attempt:
    """``further``: whether ways to go on are looked for."""
    try:
        return _run(Source(code, limits), shapes, values, limits, library, further)
    except PatternError as fault:
        return Attempt(None, fault)
    except RecursionError:
        message = say("The program is nested too deeply.")
        return Attempt(None, PatternError("program-budget", message, Span(0, len(code)), field="code"))


def _run(
    source: Source,
    shapes: Mapping[str, Shape],
    values: Mapping[str, object],
    limits: Limits,
    library: str,
    further: bool,
) -> Attempt:
    told = library_of(source.tree)
    chosen = cast(Library, library) if library in _LIBRARIES else told or "torch"
    budget = Budget(limits)
    frame = frame_of(source.tree)
    inputs, tensors = _inputs(shapes, chosen, budget)
    tables = language()
    machine = Machine(source, tables, budget, chosen, values)
    machine.methods = frame.methods
    machine.given.update(tensors)
    if frame.name:
        machine.given[frame.name] = Unknown("self")  # its methods by the name of the class
    numbering = Numbering(inputs, limits)
    record = Record(source, numbering, tensors)

    def further_than(code: str, given: Mapping[str, object]) -> bool:
        found = _attempt(code, shapes, given, limits, library, further=False)
        before = machine.at.lineno if machine.at is not None else 0
        return found.fault is None or (found.rest is not None and found.rest[0] > before)

    try:
        machine.run(frame.setup)
        if frame.initial is not None:
            initialise(machine, frame.initial, {})
        known = {*machine.given, *machine.chosen, *machine.scope.names, *(f"self.{name}" for name in frame.methods)}
        refuse_missing(wanted(frame, known, shapes, tables.functions), source, values, shapes)
        machine.assigned, machine.anew = record.assigned, partial(record.begin, machine)
        value = _executed(machine, budget, frame, record)
        record.finish(value, machine)
    except Stopped as stopped:
        record.stopped(stopped.name, stopped.node or source.tree)
        record.finish(stopped.tensor or record.last or next((each for each in tensors.values()), None), machine)
    except PatternError as fault:
        if machine.at is None or fault.code == "program-output":
            raise
        rest = (machine.at.lineno, max(frame.body[-1].end_lineno or 1, machine.at.lineno))
        last = record.last or next((each for each in tensors.values()), None)
        budget.left = max(budget.left, _TO_FINISH)
        if further and machine.assumed and fault.field == "code":
            given = {name: word for name, word in machine.typed.items() if name not in machine.assumed}
            if further_than(source.code, given):  # what was assumed is not true
                fault.repair = {"values": written(given)}
        if further and not fault.choices and fault.field == "code" and fault.code != "program-budget":
            names = {**machine.given, **machine.scope.names}
            fault.choices = onward(source, machine.at, names, machine.typed, further_than)
        if last is None:
            return Attempt(None, fault, rest)
        record.broken(machine.at)
        record.finish(last, machine)
        return Attempt(_program(record, machine, tensors, library, told), fault, rest)
    return Attempt(_program(record, machine, tensors, library, told))


_TO_FINISH = 1_000
"""Steps for what there is to do after a fault, be it that there are no more."""


def _program(
    record: Record, machine: Machine, tensors: Mapping[str, Tensor], library: str, told: Library | None
) -> Program:
    """The result of a run, as far as it came."""
    ambiguous = tuple(dict.fromkeys(name for name, _ in machine.ambiguous)) if not told else ()
    if ambiguous and not library:
        record.note(
            say("{names}: read as in {library}", names=", ".join(ambiguous), library=machine.library),
            machine.ambiguous[0][1],
        )
    for sentence, span in machine.noted:
        record.note(sentence, span)
    unread = tuple(name for name, tensor in tensors.items() if id(tensor) not in machine.read)
    inputs, notes = tuple(record.numbering.inputs), record.sorted_notes()
    return Program(inputs, record.stages, notes, machine.library, ambiguous, unread, record.stop)


def _inputs(
    shapes: Mapping[str, Shape], library: Library, budget: Budget
) -> tuple[tuple[Input, ...], dict[str, Tensor]]:
    inputs: list[Input] = []
    tensors: dict[str, Tensor] = {}
    offset = 0
    for name, shape in shapes.items():
        refuse_shape(shape, budget.limits)
        inputs.append(Input(name, shape, offset))
        cells = inputs[-1].cells
        table = StrideTable((Stride(cells, 1),), (), offset)
        tensors[name] = Tensor(shape, table, c_order(shape), library, budget, number=len(tensors), label=name)
        offset += cells
        if offset > budget.limits.cells:
            refuse_shape((offset,), budget.limits)
    return tuple(inputs), tensors


def refuse_shape(shape: Shape, limits: Limits) -> None:
    """Refuse sizes that no tensor has.

    Raises:
        PatternError: ``size-negative``, ``axes-limit`` or ``cells-limit`` in the field ``shape``.
    """
    if any(size < 0 for size in shape):
        raise PatternError(
            "size-negative", say("A size cannot be negative: {shape}.", shape=shape_text(shape)), field="shape"
        )
    if len(shape) > limits.axes:
        raise PatternError(
            "axes-limit",
            say("A tensor may have at most {limit} axes; this one has {count}.", limit=limits.axes, count=len(shape)),
            field="shape",
        )
    refuse_too_many_cells(shape, limits, "shape")


def _executed(machine: Machine, budget: Budget, frame: Frame, record: Record) -> Value:
    """What the frame returns, or the value of its last line; None where it only assigns."""
    for argument, default in frame.parameters:
        if default is not None:
            machine.scope.names[argument.arg] = machine.value(default)
        if argument.arg in machine.given:
            machine.scope.names[argument.arg] = machine.given[argument.arg]
        elif default is None:  # it is called, as a layer or a function is
            machine.scope.names[argument.arg] = Unknown(argument.arg)
            machine.parameters.add(argument.arg)
    if frame.function is not None:
        rest = frame.function.args
        if rest.vararg is not None:
            machine.scope.names.setdefault(rest.vararg.arg, ())
        if rest.kwarg is not None:
            machine.scope.names.setdefault(rest.kwarg.arg, {})
    else:
        machine.scope.names.update({name: x for name, x in machine.given.items() if isinstance(x, Tensor)})
    *before, last = frame.body or [ast.Pass()]
    flow = None
    for node in before:
        machine.at = node
        flow = machine.run([node])
        if flow is not None:
            break
    else:
        machine.at = last
    if flow is None and isinstance(last, ast.Expr) and not isinstance(last.value, ast.Constant):
        record.at, budget.line = last, last.lineno
        value = machine.value(last.value)
        machine.collect(last)
        return value
    flow = flow or machine.run([last])
    if flow is None or flow.kind != "return":
        return None
    record.at = flow.node
    return flow.value
