"""Every tensor that a statement gives a name, and the notes on its line."""

import ast
from collections.abc import Mapping, Sequence
from dataclasses import replace

from einscope.core.errors import PatternError, Sentence, Span, say
from einscope.core.map import Nothing, Stride, StrideTable
from einscope.core.plan import Shape
from einscope.core.program.choice import unknown_name
from einscope.core.program.run.machine import Machine
from einscope.core.program.run.numbering import Numbering
from einscope.core.program.run.result import Assigned, ProgramNote
from einscope.core.program.run.results import results
from einscope.core.program.run.source import Source
from einscope.core.program.run.trace import trace
from einscope.core.program.tensor.bounds import refuse_size
from einscope.core.program.tensor.strides import c_order
from einscope.core.program.tensor.tensor import Tensor, same_cells
from einscope.core.program.tensor.values import Unknown, Value, first_tensor, said

_MOST = 1_000
"""Tensors that are recorded: more stages than anybody steps through."""


class Record:
    """The tensors of a run, as they get their names."""

    def __init__(self, source: Source, numbering: Numbering, tensors: Mapping[str, Tensor]) -> None:
        self.source = source
        self.numbering = numbering
        self.held = dict(tensors)
        self.tensors: list[Assigned] = []
        self.named: dict[int, Tensor] = {}
        """Tensors that have a name, by their place among all."""
        self.notes: list[ProgramNote] = []
        self.last: Tensor | None = None
        self.unnamed: dict[int, int] = {}
        """Of tensors that were made anew and have no name yet, by their identity, their place among the tensors."""
        self.other: tuple[str, Value] | None = None
        self.at: ast.AST | None = None
        self.kept: ast.AST | None = None
        self.stop: Sentence | None = None
        self.outputs: tuple[str, ...] = ()
        self.chosen = ""

    def assigned(self, name: str, value: Value, node: ast.AST) -> None:
        """A name was bound: keep it if it is a tensor, or a list of them."""
        if isinstance(value, Tensor):
            self._keep(name, value, node)
        elif isinstance(value, (list, tuple)):
            for number, entry in enumerate(value):
                if isinstance(entry, Tensor) and (entry.number is None or id(entry) in self.unnamed):
                    self._keep(f"{name}[{number}]", entry, node)
        if first_tensor([value]) is None:
            self.other = (name, value)

    def begin(self, machine: Machine, name: str, shape: Shape, why: Sentence, read: Sequence[Tensor]) -> Tensor:
        """A tensor whose cells are numbered anew, as nothing is known of what they are made of; it is a stage itself.

        Args:
            machine: whose run it is.
            name: what it is called until the program gives it a name.
            shape: of it.
            why: what is known of the call that made it.
            read: what that was given.
        """
        budget, library = machine.budget, read[0].library if read else machine.library
        refuse_size(shape, budget)
        made = self.numbering.begin(name, shape, budget.line, why)
        table = StrideTable((Stride(made.cells, 1),), (), made.offset)
        tensor = Tensor(shape, table, c_order(shape), library, budget, number=self._next, label=made.name)
        tensor.line = budget.line
        parents = dict.fromkeys(number for origin in read for number in _numbers(origin))
        self._refuse_more(None)
        self.unnamed[id(tensor)] = len(self.tensors)
        self.held[made.name] = tensor  # so that its identity stays its own
        begins = len(self.numbering.inputs) - 1
        own = (tensor.label, tensor.line, shape, table, tuple(parents), Nothing(made.cells), why, tensor.strides)
        self.tensors.append(Assigned(*own, begins=begins))
        budget.remark(say("cells get new numbers. {why}", why=why))
        return tensor

    @property
    def stages(self) -> tuple[Assigned, ...]:
        """All tensors, with the numbers of what they read as they are once all inputs are known."""
        first, more = self.numbering.first, self.numbering.begun
        return tuple(
            replace(stage, parents=tuple(number if number < first else number + more for number in stage.parents))
            for stage in self.tensors
        )

    @property
    def _next(self) -> int:
        """The number of the next tensor."""
        return self.numbering.first + len(self.tensors)

    def note(self, sentence: Sentence, span: Span) -> None:
        """A remark, once a line."""
        line = self.source.code.count("\n", 0, span.start) + 1
        note = ProgramNote(line, sentence, span)
        if note not in self.notes:
            self.notes.append(note)

    def sorted_notes(self) -> tuple[ProgramNote, ...]:
        """In the order of the lines."""
        return tuple(sorted(self.notes, key=lambda note: note.span))

    def stopped(self, name: str, call: ast.AST) -> None:
        """A choice ended the program before a call, which is called so."""
        self.at = call
        line = getattr(call, "lineno", 1)
        self.stop = say(
            "The program ends in line {line}, before {name}: nothing after it is shown.", line=line, name=name
        )

    def broken(self, node: ast.stmt) -> None:
        """A statement cannot be followed: the record ends before it."""
        self.at = node
        self.stop = say("Nothing from line {line} on is shown: it cannot be followed.", line=node.lineno)

    def finish(self, value: Value, machine: Machine, output: str = "") -> None:
        """The output: what is returned, printed or stands last, or what was assigned last; of several, the one meant.

        Raises:
            PatternError: ``program-output``: no tensor comes out; ``output-unknown``: there is no such result.
        """
        node = self.at or self.source.tree
        written = getattr(node, "value", None)
        tensors = results(value, written if isinstance(written, ast.expr) else None)
        if not tensors and (value is not None or self.last is None):
            raise PatternError(
                "program-output",
                self._no_tensor(value),
                Span(0, len(self.source.code)) if value is None else self.source.span(node),
                field="code",
                hint=say("assign the result to a name, for example y") if value is None and not self.other else None,
            )
        if self.stop is None and not tensors:
            tensors = self._assigned_last()
        self.outputs = tuple(tensors)
        if output and output not in tensors and self.stop is None:
            raise unknown_name("output", output, self.outputs)
        usual = self.last if value is None else next(iter(tensors.values()), None)
        tensor = tensors.get(output) or usual
        assert tensor is not None  # noqa: S101 — one of them is there
        self.chosen = next((name for name, candidate in tensors.items() if candidate is tensor), "")
        if len(tensors) > 1 and not output:
            sentence = say("{name} is shown, one of {count} results", name=self.chosen, count=len(tensors))
            machine.noted.append((sentence, self._span(node if value is not None else self.kept or node)))
        if tensor is not self.last or tensor.number != self._next - 1:
            own = tensor.label if self.stop is not None or value is None else None
            self._keep("return" if self.stop is None and not own else own or "argument", tensor, node)

    def _assigned_last(self) -> dict[str, Tensor]:
        """What the last line that gave a tensor a name gave names to."""
        places = sorted(self.named)
        line = self.tensors[places[-1]].line if places else 0
        tensors = {}
        for place in places:
            if self.tensors[place].line == line:
                tensors[self.tensors[place].name] = self.named[place]
        return tensors

    def _no_tensor(self, value: Value) -> Sentence:
        """Why no tensor comes out."""
        name, last = self.other or ("", None)
        odd = value if value is not None else last
        if isinstance(odd, Unknown):
            return say("The program produces no tensor: the result of {value} is unknown.", value=odd.text)
        if value is not None:
            return say("The result of the program is {value}, which is not a tensor.", value=said(value))
        if self.other is not None:
            return say("The program produces no tensor: {name} is {value}.", name=name, value=said(odd))
        return say("The program produces no tensor: nothing is assigned or returned.")

    def _refuse_more(self, node: ast.AST | None) -> None:
        if len(self.tensors) >= _MOST:
            raise PatternError(
                "program-budget",
                say("The program makes more than {limit} tensors; it stops here.", limit=_MOST),
                None if node is None else self._span(node),
                field="code",
            )

    def _keep(self, name: str, x: Tensor, node: ast.AST) -> None:
        self.kept = node
        place = self.unnamed.pop(id(x), None)
        if place is not None and (place == len(self.tensors) - 1 or name != "return"):
            self.tensors[place] = replace(self.tensors[place], name=name)
            x.label, self.last = name, x
            self.named[place] = x
            return
        self._refuse_more(node)
        if x.number is not None:  # another name for it is a stage of its own, in which nothing moves
            other = same_cells(x, strides=x.strides, view=True)
            other.keep(x.worked)
            parents, step = trace(other)
        else:
            parents, step = trace(x)
        x.number = self._next
        line = getattr(node, "lineno", 1)
        x.label, x.line = name, line
        self.named[len(self.tensors)] = x
        self.tensors.append(
            Assigned(name, line, x.shape, x.map, parents, step, None, x.strides, x.changes, numbers=x.numbers)
        )
        self.last = x

    def _span(self, node: ast.AST) -> Span:
        return self.source.head(node) if isinstance(node, ast.stmt) else self.source.span(node)


def _numbers(x: Tensor) -> tuple[int, ...]:
    """The numbered tensors that a tensor was made of, or its own number."""
    return (x.number,) if x.number is not None else trace(x)[0]
