"""Runs a program: what comes in, what is asked for, and what every statement made."""

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import cast, get_args

from einscope.core.errors import PatternError, Span, say
from einscope.core.fields.data import Entry
from einscope.core.limits import Limits
from einscope.core.plan import Shape
from einscope.core.program.budget import Budget, Library, Sources
from einscope.core.program.execution import executed
from einscope.core.program.frames import entries_of, frame_of
from einscope.core.program.language.definitions.initial import initialise, keep_constants
from einscope.core.program.language.layers import Stopped
from einscope.core.program.language.tables import language
from einscope.core.program.libraries.everything import functions as known
from einscope.core.program.names.comments import commented
from einscope.core.program.questions.asked import refuse_missing, wanted
from einscope.core.program.questions.handled import containers
from einscope.core.program.questions.onward import Choice, onward
from einscope.core.program.questions.spelled import spelled
from einscope.core.program.run.incoming import NOTHING, given, lists_of, made_by
from einscope.core.program.run.library import library_of
from einscope.core.program.run.machine import Machine
from einscope.core.program.run.numbering import Numbering
from einscope.core.program.run.record import Record
from einscope.core.program.run.result import Input, Program
from einscope.core.program.run.source import Source
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Unknown

_LIBRARIES = get_args(Library)


def run(
    code: str,
    shapes: Mapping[str, Shape],
    values: Mapping[str, object],
    limits: Limits,
    library: str = "",
    entry: str = "",
    output: str = "",
    data: Mapping[str, Sequence[Entry]] = NOTHING,
) -> Program:
    """Run a tensor program without running any of it: every statement is read, and its movement is worked out.

    Args:
        code: statements, or a ``def`` or ``class`` around them.
        shapes: of the tensors that come in, by name.
        values: of names that the program does not define: ``p``, ``self.dim_scale``; ``self.proj=pass`` or ``stop``
            for layers.
        limits: the bounds of characters, statements and steps, and of any tensor.
        library: one of :data:`Library`, whose meanings methods have; empty: told by the program.
        entry: the function, class or method that is run; empty: as :func:`frame_of` has it.
        output: which of several results is meant; empty: the first, or what was assigned last.
        data: values of the cells that come in, by name, in C order.

    Raises:
        PatternError: in the field ``code``, with the culprit's span; ``program-values`` in the field ``values`` with
            everything that must be given; ``entry-unknown`` and ``output-unknown``.

    Cost: O(steps of the program · rank); nothing depends on the sizes of tensors.

    >>> import numpy as np
    >>> program = run("y = x.view(2, 6).t()", {"x": (3, 4)}, {}, Limits())
    >>> program.output.shape, program.output.map.sources(np.arange(4))[:, 0]
    ((6, 2), array([0, 6, 1, 7]))
    """
    return Runner(code, limits, library, entry, output, data).run(shapes, values)


@dataclass(frozen=True, slots=True)
class Attempt:
    """How far a run came.

    Args:
        program: the result; of a program that is refused half-way, that of all before; None: there is nothing to show.
        fault: why it is refused; None: it is not.
        rest: the first and the last line, from 1, of what was not run; None: all was, or nothing.
        ways: finds ways to go on at the line at fault, each of which comes further; trying them takes runs.
        sure: the values that were given, without what they assume of layers.
    """

    program: Program | None
    fault: PatternError | None = None
    rest: tuple[int, int] | None = None
    ways: Callable[[], list[Choice]] = list
    sure: Mapping[str, object] = field(default_factory=dict)


class Runner:
    """A program that may be run more than once, each time with something else given; its text is read once.

    Its arguments are those of :func:`run`.

    Raises:
        PatternError: where the text cannot be read; ``entry-unknown``.

    >>> runner = Runner("y = x.view(n, -1)", Limits())
    >>> [runner.run({"x": (4,)}, {"n": count}).output.shape for count in (1, 2)]
    [(1, 4), (2, 2)]
    """

    def __init__(
        self,
        code: str,
        limits: Limits,
        library: str = "",
        entry: str = "",
        output: str = "",
        data: Mapping[str, Sequence[Entry]] = NOTHING,
    ) -> None:
        self.source = Source(code, limits)
        self.limits = limits
        self.library = library
        self.output = output
        self.data = data
        try:
            self.told = library_of(self.source.tree, known()) or spelled(self.source.tree, known())
            self.frame = frame_of(self.source.tree, entry)
            self.layered = frozenset(containers([*ast.walk(self.source.tree)]))
        except RecursionError:
            raise _nested(code) from None

    def run(
        self,
        shapes: Mapping[str, Shape],
        values: Mapping[str, object],
        budget: Budget | None = None,
        asks: bool = True,
    ) -> Program:
        """Run it once.

        Args:
            shapes: as of :func:`run`.
            values: as of :func:`run`.
            budget: what it has at its disposal, for who wants to know how far it came.
            asks: whether it asks beforehand for what is missing, all at once.

        Raises:
            PatternError: whatever is wrong with it.
        """
        reached = self.attempt(shapes, values, budget, asks, keeps=False)
        if reached.fault is not None:
            raise reached.fault
        assert reached.program is not None  # noqa: S101 — without a fault there is one
        return reached.program

    def attempt(
        self,
        shapes: Mapping[str, Shape],
        values: Mapping[str, object],
        budget: Budget | None = None,
        asks: bool = True,
        keeps: bool = True,
    ) -> Attempt:
        r"""The same as :meth:`run`, but what came before a line that is refused is kept; raises nothing.

        Its arguments are those of :meth:`run`; without ``keeps`` it says how far it came, and no more. A search runs a
        program a hundred times, and looks at nothing else.

        >>> reached = Runner("y = x.t()\nz = foo(y)", Limits()).attempt({"x": (2, 3)}, {})
        >>> reached.program.output.name, reached.rest, str(reached.fault)
        ('y', (2, 2), 'foo is not known here: what it does to cells is unknown.')
        """
        try:
            budget = budget or Budget(self.limits)
            budget.sources = None if shapes else Sources()
            reached = _run(self, shapes, values, budget, asks, (), keeps)
            made = () if budget.sources is None or reached.fault else made_by(budget.sources, self.limits)
            if not made:
                return reached
            again = Budget(self.limits)  # now that all numbers that it makes are known, as what comes in
            again.sources = Sources(tuple(made_tensor.offset for made_tensor in made))
            return _run(self, shapes, values, again, asks, made, keeps)
        except PatternError as fault:
            return Attempt(None, fault)
        except RecursionError:
            return Attempt(None, _nested(self.source.code))

    def comes_further(self, shapes: Mapping[str, Shape], line: int, code: str, values: Mapping[str, object]) -> bool:
        """Whether another text, given this, comes further than to a line."""
        try:
            other = Runner(code, self.limits, self.library, self.frame.entry, self.output, self.data)
        except PatternError:
            return False
        reached = other.attempt(shapes, values, keeps=False)
        return reached.fault is None or (reached.rest is not None and reached.rest[0] > line)


def _nested(code: str) -> PatternError:
    """What is nested too deeply for Python is refused like anything else."""
    return PatternError("program-budget", say("The program is nested too deeply."), Span(0, len(code)), field="code")


def _run(
    runner: Runner,
    shapes: Mapping[str, Shape],
    values: Mapping[str, object],
    budget: Budget,
    asks: bool,
    made: tuple[Input, ...],
    keeps: bool,
) -> Attempt:
    source, frame, told, library = runner.source, runner.frame, runner.told, runner.library
    chosen = cast(Library, library) if library in _LIBRARIES else told or "torch"
    budget.valued = bool(runner.data)
    inputs, tensors = given(shapes, chosen, budget, runner.data)
    tables = language()
    machine = Machine(source, tables, budget, chosen, values, runner.layered)
    machine.methods = frame.methods
    machine.shaped = tensors.keys()
    machine.given |= {**tensors, **lists_of(tensors)}
    if frame.name:
        machine.given[frame.name] = Unknown("self")  # its methods by the name of the class
    record = Record(source, Numbering(inputs or made, budget.limits), tensors)
    try:
        machine.prepares = True
        machine.run(frame.setup)
        machine.prepares = False
        keep_constants(machine, frame.constants)
        if frame.initial is not None:
            initialise(machine, frame.initial, {})
        if asks:
            names = {*machine.given, *machine.chosen, *machine.scope.names, *(f"self.{name}" for name in frame.methods)}
            comments = commented(source.code, source.tree).names
            missing = wanted(frame, names, shapes, tables.functions, comments)
            refuse_missing(missing, source, values, shapes)
        machine.assigned, machine.anew = record.assigned, record.begin
        record.finish(executed(machine, frame, record), machine, runner.output)
    except Stopped as stopped:
        record.stopped(stopped.name, stopped.node or source.tree)
        record.finish(stopped.tensor or record.last or next(iter(tensors.values()), None), machine)
    except PatternError as fault:
        node = machine.at
        if node is None or fault.code in ("program-output", "output-unknown"):
            raise
        rest = (node.lineno, max(frame.body[-1].end_lineno or 1, node.lineno))
        if not keeps:
            return Attempt(None, fault, rest)
        last = record.last or next(iter(tensors.values()), None)
        budget.left = max(budget.left, _TO_FINISH)
        ways: Callable[[], list[Choice]] = list
        if fault.field == "code" and fault.code != "program-budget":
            bound = {**machine.given, **machine.scope.names}
            ways = partial(
                onward, source, node, bound, machine.typed, partial(runner.comes_further, shapes, node.lineno)
            )
        sure = {name: word for name, word in machine.typed.items() if name not in machine.assumed}
        if last is None:
            return Attempt(None, fault, rest, ways, sure)
        record.broken(node)
        record.finish(last, machine)
        return Attempt(_program(record, machine, tensors, runner), fault, rest, ways, sure)
    return Attempt(_program(record, machine, tensors, runner))


_TO_FINISH = 1_000
"""Steps for what there is to do after a fault, be it that there are no more."""


def _program(record: Record, machine: Machine, tensors: Mapping[str, Tensor], runner: Runner) -> Program:
    """The result of a run, as far as it came."""
    told, library = runner.told, runner.library
    ambiguous = tuple(dict.fromkeys(name for name, _ in machine.ambiguous)) if not told else ()
    if ambiguous and not library:
        record.note(
            say("{names}: read as in {library}", names=", ".join(ambiguous), library=machine.library),
            machine.ambiguous[0][1],
        )
    for sentence, span in machine.noted:
        record.note(sentence, span)
    unread = tuple(name for name, tensor in tensors.items() if id(tensor) not in machine.read)
    return Program(
        tuple(record.numbering.inputs),
        record.stages,
        record.sorted_notes(),
        machine.library,
        ambiguous,
        unread,
        record.stop,
        entries_of(runner.source.tree),
        runner.frame.entry,
        record.outputs,
        record.chosen,
        bool(runner.data),
    )
