"""The interpreter: walks the syntax tree by explicit tables of what a program may contain.

Nothing of the program is ever run by Python itself. A node that is in no table is refused, a name that stands for
nothing listed is refused, and every node costs a step.
"""

import ast
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from einscope.core.errors import PatternError, Sentence, Span, say
from einscope.core.plan import Shape
from einscope.core.program.budget import Budget, Library
from einscope.core.program.calls.registry import Entry
from einscope.core.program.movement.parts.cut import unbind
from einscope.core.program.refusal import Refusal
from einscope.core.program.run.source import Source, text_of
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Set, Several, Stream, Unknown, Value, said, written

CHOICES = ("pass", "new", "skip", "stop")
"""Words that say what to do with a call: treat it as keeping every cell's place, number the cells of its result anew,
leave it out, or end the program before it. A shape: number the cells of a result of this shape anew."""

Expression = Callable[["Machine", ast.expr], Value]
Statement = Callable[["Machine", ast.stmt], "Flow | None"]


@dataclass(frozen=True, slots=True)
class Flow:
    """Why the statements after this one do not run: ``return`` with a value, ``break``, ``continue``."""

    kind: str
    value: Value = None
    node: ast.stmt | None = None


@dataclass(frozen=True, slots=True)
class Tables:
    """What a program may contain."""

    expressions: Mapping[type[ast.expr], Expression]
    statements: Mapping[type[ast.stmt], Statement]
    functions: Mapping[str, Entry]
    call: Callable[["Machine", Value, Sequence[Value], Mapping[str, Value]], Value]


@dataclass
class Scope:
    """The names of a function, on top of those around it."""

    names: dict[str, Value]
    around: MutableMapping[str, Value] = field(default_factory=dict)
    depth: int = 0
    caller: "Scope | None" = None


def is_shape(value: Value) -> bool:
    """Whether a given value can be the shape of a tensor."""
    return isinstance(value, tuple) and all(type(size) is int and size >= 0 for size in value)


class Machine:
    """One run.

    Args:
        source: the program.
        tables: what it may contain.
        budget: its bounds.
        library: what tensors that come in are of.
        given: values by name, for names that the program does not define; choices for those that it calls.
        layered: names of lists of layers: what they hold is called.
    """

    def __init__(
        self,
        source: Source,
        tables: Tables,
        budget: Budget,
        library: Library,
        given: Mapping[str, Value],
        layered: frozenset[str] = frozenset(),
    ) -> None:
        self.source = source
        self.tables = tables
        self.budget = budget
        self.library = library
        self.typed = dict(given)
        self.layered = layered
        self.shaped: AbstractSet[str] = frozenset()
        """Names of the tensors that come in."""
        called = source.called | layered
        self.chosen = {
            name: word
            for name, word in given.items()
            if (word in CHOICES and ("." in name or name in called)) or (is_shape(word) and name in called)
        }
        self.given = {"self.training": False} | {
            name: Several(value) if isinstance(value, tuple) else value
            for name, value in given.items()
            if name not in self.chosen
        }
        self.scope = Scope({})
        self.methods: dict[str, ast.FunctionDef | ast.AsyncFunctionDef] = {}
        self.makers: dict[str, str] = {}
        self.terms: dict[str, ast.expr] = {}
        """What an ``__init__`` assigned that cannot be worked out, as it stands there."""
        self.assumed: set[str] = set()
        """Layers that were chosen to keep every cell's place, though their class says that they change the size."""
        self.parameters: set[str] = set()
        self.updates = 0
        """How many of its first arguments the call that begins gives other values."""
        self.prepares = False
        """Whether it runs what stands around the statements that move."""
        self.read: set[int] = set()
        """Every tensor that an expression stood for, by its identity."""
        self.assigned: Callable[[str, Value, ast.AST], None] = lambda name, value, node: None
        self.anew: Callable[[Machine, str, Shape, Sentence, Sequence[Tensor]], Tensor] | None = None
        """Makes a tensor whose cells are numbered anew, of this machine, its name, shape, why, and what was read; None:
        not here. It is told of the machine: whatever knew it would keep all that was made until the collector comes."""
        self.at: ast.stmt | None = None
        """The statement that runs, of those that stand one after another in what is run."""
        self.noted: list[tuple[Sentence, Span]] = []
        self.ambiguous: list[tuple[str, Span]] = []

    @property
    def has_tensors(self) -> bool:
        """Whether some name stands for a tensor."""
        scope: Scope | None = self.scope
        places: list[Mapping[str, Value]] = [self.given]
        while scope is not None:
            places += [scope.names, scope.around]
            scope = scope.caller
        return any(isinstance(value, Tensor) for place in places for value in place.values())

    def value(self, node: ast.expr) -> Value:
        """What an expression stands for."""
        evaluate = self.tables.expressions.get(type(node))
        try:
            self.budget.spend(1)
            if evaluate is None:
                raise Refusal(
                    "program-node",
                    say("{kind} is not supported in programs.", kind=type(node).__name__),
                )
            value = evaluate(self, node)
        except PatternError as fault:
            raise self.placed(fault, node) from None
        if isinstance(value, Tensor):
            self.read.add(id(value))
        return value

    def values(self, nodes: list[ast.expr]) -> list[Value]:
        """The values of a list of expressions; starred ones are laid out."""
        values: list[Value] = []
        for node in nodes:
            if isinstance(node, ast.Starred):
                values.extend(self.entries(self.value(node.value), node.value))
            else:
                values.append(self.value(node))
        self.budget.length(len(values))
        return values

    def entries(self, value: Value, node: ast.AST) -> list[Value]:
        """What a loop over a value gives."""
        if isinstance(value, (tuple, list)):
            self.budget.length(len(value))
            return list(value)
        if isinstance(value, dict):
            return list(value)
        if isinstance(value, str):
            return list(value)
        if isinstance(value, Stream):
            self.budget.length(len(value.left))
            left, value.left = value.left, []
            return left
        if isinstance(value, Set):
            return self._entries_of_set(value, node)
        if isinstance(value, Tensor) and value.rank:
            return list(unbind(value))
        if type(value) is int and (path := text_of(node)) in self.layered:  # so many layers are there
            self.budget.length(value)
            return [Unknown(path)] * value
        if isinstance(value, Unknown) and self.chosen.get(value.path) == "pass" and value.path in self.layered:
            self.budget.remark(say("{name} is taken to be one layer, which keeps every cell in place", name=value.path))
            return [value]
        if isinstance(value, Unknown):
            raise self.placed(self._of_unknown_length(value), node)
        raise self.placed(
            Refusal("program-type", say("This cannot be unpacked: it is {value}.", value=said(value))), node
        )

    def _of_unknown_length(self, value: Unknown) -> PatternError:
        fault = Refusal(
            "program-call",
            say("{name} is not known here, and neither is how many entries it has.", name=value.text),
        )
        if value.path in self.layered and not value.result:
            fault.repair = {"values": written({**self.typed, value.path: "pass"})}
            sentence = say("assume that it is one layer, which keeps every cell in place")
            fault.choices = [(sentence, dict(fault.repair))]
        return fault

    def _entries_of_set(self, value: Set, node: ast.AST) -> list[Value]:
        if len(value.entries) > 1:
            raise self.placed(
                Refusal(
                    "program-type",
                    say("In which order Python goes through a set is not certain."),
                    hint=say("write sorted() around it"),
                ),
                node,
            )
        return list(value.entries)

    def run(self, nodes: list[ast.stmt]) -> Flow | None:
        """Run statements until one of them ends it."""
        for node in nodes:
            execute = self.tables.statements.get(type(node))
            outer, self.budget.line = self.budget.line, getattr(node, "lineno", self.budget.line)
            self.budget.reached.add(id(node))
            try:
                self.budget.spend(2)
                if execute is None:
                    raise Refusal(
                        "program-node",
                        say("{kind} is not supported in programs.", kind=type(node).__name__),
                    )
                flow = execute(self, node)
            except PatternError as fault:
                raise self.placed(fault, node) from None
            finally:
                self.budget.line = outer
            self.collect(node)
            if flow is not None:
                return flow
        return None

    def collect(self, node: ast.stmt) -> None:
        """Keep what was noted while a statement ran, with its place."""
        for remark in self.budget.remarks:
            self.noted.append((remark, self.source.head(node)))
        self.budget.remarks.clear()

    def placed(self, fault: PatternError, node: ast.AST) -> PatternError:
        """The error with the place of this node, unless it has one of its own."""
        if fault.span is None and fault.field == "code":
            fault.span = self.source.head(node) if isinstance(node, ast.stmt) else self.source.span(node)
        return fault
