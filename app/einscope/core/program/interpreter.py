"""Runs a program: what comes in, what is asked for, and what every statement made."""

import ast
from collections.abc import Mapping
from typing import cast, get_args

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
from einscope.core.program.run.library import library_of
from einscope.core.program.run.machine import Machine
from einscope.core.program.run.record import Record
from einscope.core.program.run.result import Input, Program
from einscope.core.program.run.source import Source
from einscope.core.program.tensor.strides import c_order
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Unknown, Value, shape_text

_LIBRARIES = get_args(Library)


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
    try:
        return _run(Source(code, limits), shapes, values, limits, library)
    except RecursionError:
        raise PatternError(
            "program-budget", say("The program is nested too deeply."), Span(0, len(code)), field="code"
        ) from None


def _run(
    source: Source, shapes: Mapping[str, Shape], values: Mapping[str, object], limits: Limits, library: str
) -> Program:
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
    record = Record(source, inputs, tensors)
    try:
        machine.run(frame.setup)
        if frame.initial is not None:
            initialise(machine, frame.initial, {})
        known = {*machine.given, *machine.chosen, *machine.scope.names, *(f"self.{name}" for name in frame.methods)}
        refuse_missing(wanted(frame, known, shapes, tables.functions), source, values, shapes)
        machine.assigned = record.assigned
        value = _executed(machine, budget, frame, record)
    except Stopped as stopped:
        record.stopped(stopped.name, stopped.node or source.tree)
        value = stopped.tensor or record.last or next((each for each in tensors.values()), None)
    record.finish(value, machine)
    ambiguous = tuple(dict.fromkeys(name for name, _ in machine.ambiguous)) if not told else ()
    if ambiguous and not library:
        record.note(
            say("{names}: read as in {library}", names=", ".join(ambiguous), library=chosen),
            machine.ambiguous[0][1],
        )
    for sentence, span in machine.noted:
        record.note(sentence, span)
    unread = tuple(name for name, tensor in tensors.items() if id(tensor) not in machine.read)
    return Program(inputs, tuple(record.tensors), record.sorted_notes(), chosen, ambiguous, unread, record.stop)


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
    flow = machine.run(before)
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
