"""Every tensor that a statement gives a name, and the notes on its line."""

import ast
from collections.abc import Mapping

from einscope.core.errors import PatternError, Sentence, Span, say
from einscope.core.program.run.machine import Machine
from einscope.core.program.run.result import Assigned, Input, Note
from einscope.core.program.run.source import Source
from einscope.core.program.run.trace import trace
from einscope.core.program.tensor.tensor import Tensor, same_cells
from einscope.core.program.tensor.values import Unknown, Value, first_tensor, said

_MOST = 1_000
"""Tensors that are recorded: more stages than anybody steps through."""


class Record:
    """The tensors of a run, as they get their names."""

    def __init__(self, source: Source, inputs: tuple[Input, ...], tensors: Mapping[str, Tensor]) -> None:
        self.source = source
        self.inputs = inputs
        self.held = dict(tensors)
        self.tensors: list[Assigned] = []
        self.notes: list[Note] = []
        self.last: Tensor | None = None
        self.other: tuple[str, Value] | None = None
        self.at: ast.AST | None = None
        self.stop: Sentence | None = None

    def assigned(self, name: str, value: Value, node: ast.AST) -> None:
        """A name was bound: keep it if it is a tensor, or a list of them."""
        if isinstance(value, Tensor):
            self._keep(name, value, node)
        elif isinstance(value, (list, tuple)):
            for number, each in enumerate(value):
                if isinstance(each, Tensor) and each.number is None:
                    self._keep(f"{name}[{number}]", each, node)
        if first_tensor([value]) is None:
            self.other = (name, value)

    def note(self, sentence: Sentence, span: Span) -> None:
        """A remark, once a line."""
        line = self.source.code.count("\n", 0, span.start) + 1
        note = Note(line, sentence, span)
        if note not in self.notes:
            self.notes.append(note)

    def sorted_notes(self) -> tuple[Note, ...]:
        """In the order of the lines."""
        return tuple(sorted(self.notes, key=lambda note: note.span))

    def stopped(self, name: str, call: ast.AST) -> None:
        """A choice ended the program before a call, which is called so."""
        self.at = call
        line = getattr(call, "lineno", 1)
        self.stop = say(
            "The program ends in line {line}, before {name}: nothing after it is shown.", line=line, name=name
        )

    def finish(self, value: Value, machine: Machine) -> None:
        """The output: what is returned, the first of several, or what was assigned last."""
        node = self.at or self.source.tree
        several = isinstance(value, (tuple, list))
        found = first_tensor([value])
        if found is None and (value is not None or self.last is None):
            raise PatternError(
                "program-output",
                self._no_tensor(value),
                Span(0, len(self.source.code)) if value is None else self.source.span(node),
                field="code",
                hint=say("assign the result to a name, for example y") if value is None and not self.other else None,
            )
        if found is None:
            return
        if several:
            machine.noted.append((say("of several results, the first is shown"), self._span(node)))
        if found is not self.last:
            self._keep("return" if self.stop is None else found.label or "argument", found, node)

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

    def _keep(self, name: str, x: Tensor, node: ast.AST) -> None:
        if len(self.tensors) >= _MOST:
            raise PatternError(
                "program-budget",
                say("The program makes more than {limit} tensors; it stops here.", limit=_MOST),
                self._span(node),
                field="code",
            )
        if x.number is not None:  # another name for it is a stage of its own, in which nothing moves
            other = same_cells(x, strides=x.strides, view=True)
            other.known = x.known
            parents, step = trace(other)
        else:
            parents, step = trace(x)
        number = len(self.inputs) + len(self.tensors)
        x.number = number
        line = getattr(node, "lineno", 1)
        x.label, x.line = name, line
        self.tensors.append(Assigned(name, line, x.shape, x.map, parents, step, None, x.strides, x.changes))
        self.last = x

    def _span(self, node: ast.AST) -> Span:
        return self.source.head(node) if isinstance(node, ast.stmt) else self.source.span(node)
