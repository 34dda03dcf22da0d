"""The frame around the statements that move: a ``def``, the ``forward`` of a ``class``, or none."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from einscope.core.program.choice import unknown_name

Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
_Node = TypeVar("_Node", bound=Definition)
ENTRIES = ("forward", "__call__", "call")
"""Methods that are meant where an object is called."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What is run.

    Args:
        setup: statements before it: imports, definitions, constants.
        body: the statements that make the tensors.
        function: the ``def`` that they stand in, None where they stand alone.
        methods: the other methods of its class, by name.
        initial: the class's ``__init__``.
        name: of the class.
        entry: what is run, as :func:`entries_of` names it; empty: the statements.
        constants: what the class says of its attributes.
    """

    setup: list[ast.stmt]
    body: list[ast.stmt]
    function: Function | None = None
    methods: dict[str, Function] = field(default_factory=dict)
    initial: Function | None = None
    name: str = ""
    entry: str = ""
    constants: dict[str, ast.expr] = field(default_factory=dict)

    @property
    def parameters(self) -> Iterator[tuple[ast.arg, ast.expr | None]]:
        """The parameters, but ``self``, each with its default."""
        if self.function is None:
            return
        arguments = self.function.args
        names = [*arguments.posonlyargs, *arguments.args]
        defaults: list[ast.expr | None] = [None] * (len(names) - len(arguments.defaults)) + list(arguments.defaults)
        pairs = [*zip(names, defaults, strict=True), *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)]
        yield from (pair for number, pair in enumerate(pairs) if number or pair[0].arg not in ("self", "cls", "ctx"))


def entries_of(tree: ast.Module) -> tuple[str, ...]:
    r"""What of a program can be run by itself, in order: functions, and classes by their ``forward``.

    Of a class that has none, each method: ``Class.method``.

    >>> entries_of(ast.parse("class A:\n  def forward(self, x): ...\ndef f(x): ..."))
    ('A', 'f')
    """
    return tuple(dict.fromkeys(name for node in _definitions(tree) for name in _names_of(node)))


def frame_of(tree: ast.Module, entry: str = "") -> Frame:
    r"""The frame of a program.

    The statements themselves, where some of them do more than prepare; else the ``forward`` of the last class that
    has one and that no other class uses, or of the last class at all its last method; else the last function that no
    other function uses.

    Args:
        tree: of the program.
        entry: the function, class or method that is meant: one of :func:`entries_of`, or ``Class.method``; empty: as
            above.

    Raises:
        PatternError: ``entry-unknown``: there is no such.

    >>> frame_of(ast.parse("def f(x):\n    return x.T")).function.name
    'f'
    """
    definitions = _definitions(tree)
    if entry:
        return _chosen(tree, entry)
    if not definitions or not all(_prepares(node) for node in tree.body):
        return Frame([], [node for node in tree.body if not _is_main(node)])
    classes = [node for node in definitions if isinstance(node, ast.ClassDef)]
    entering = [node for node in classes if methods_of(node).keys() & set(ENTRIES)]
    functions = [node for node in definitions if not isinstance(node, ast.ClassDef)]
    if entering:
        return _of(tree, _unused(entering), "")
    if classes and isinstance(definitions[-1], ast.ClassDef) and methods_of(classes[-1]):
        return _of(tree, classes[-1], "")
    if not functions:
        return Frame([], [])
    own = [node for node in functions if node.name in ENTRIES] or [
        node for node in functions if not node.name.startswith("__")
    ]
    return _of(tree, _unused(own or functions), "")


def _chosen(tree: ast.Module, entry: str) -> Frame:
    """The frame of what is meant."""
    name, _, method = entry.partition(".")
    definition = next((node for node in reversed(_definitions(tree)) if node.name == name), None)
    methods = methods_of(definition) if isinstance(definition, ast.ClassDef) else {}
    if (
        definition is None
        or (method and method not in methods)
        or (isinstance(definition, ast.ClassDef) and not methods)
    ):
        raise unknown_name("entry", entry, entries_of(tree))
    return _of(tree, definition, method)


def _of(tree: ast.Module, chosen: Definition, method: str) -> Frame:
    """The frame of a definition, with what prepares it; of a class, the method that is meant."""
    setup = [node for node in tree.body if node is not chosen and _prepares(node) and not _is_main(node)]
    if isinstance(chosen, ast.ClassDef):
        methods = methods_of(chosen)
        own = [function for name, function in methods.items() if not name.startswith("__")] or [*methods.values()]
        name = method or next((name for name in ENTRIES if name in methods), None) or _unused(own).name
        usual = chosen.name in _names_of(chosen) and method in ("", *ENTRIES)
        entry = chosen.name if usual else f"{chosen.name}.{name}"
        return replace(
            _with_methods(setup, methods[name], methods), name=chosen.name, entry=entry, constants=constants_of(chosen)
        )
    # A method that was pasted without its class has those beside it.
    beside = {
        definition.name: definition
        for definition in _definitions(tree)
        if not isinstance(definition, ast.ClassDef) and _is_method(definition)
    }
    if _is_method(chosen):
        setup = [node for node in setup if node not in beside.values()]
    return replace(_with_methods(setup, chosen, beside if _is_method(chosen) else {}), entry=chosen.name)


def _with_methods(setup: list[ast.stmt], function: Function, methods: dict[str, Function]) -> Frame:
    others = {key: method for key, method in methods.items() if not key.startswith("__")}
    return Frame(setup, function.body, function, others, methods.get("__init__"))


def _definitions(tree: ast.Module) -> list[Definition]:
    return [node for node in tree.body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))]


def _names_of(node: Definition) -> list[str]:
    if not isinstance(node, ast.ClassDef):
        return [node.name]
    methods = [name for name in methods_of(node) if not name.startswith("__") or name in ENTRIES]
    if len(methods) == 1 or set(methods) & set(ENTRIES):
        return [node.name]
    return [f"{node.name}.{name}" for name in methods]


def _unused(nodes: Sequence[_Node]) -> _Node:
    """The last that none of the others uses; the last, where all are used."""
    used = {name for node in nodes for name in _used(node) if name != node.name}
    return next((node for node in reversed(nodes) if node.name not in used), nodes[-1])


def _used(node: Definition) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name):
            yield inner.id
        elif (
            isinstance(inner, ast.Attribute) and isinstance(inner.value, ast.Name) and inner.value.id in ("self", "cls")
        ):
            yield inner.attr


def _is_method(node: Definition) -> bool:
    if isinstance(node, ast.ClassDef):
        return False
    names = [*node.args.posonlyargs, *node.args.args]
    return bool(names) and names[0].arg == "self"


def is_decorated(node: Function, name: str) -> bool:
    """Whether a function has this decorator: ``property``, ``staticmethod``."""
    return any(isinstance(decorator, ast.Name) and decorator.id == name for decorator in node.decorator_list)


def methods_of(node: ast.ClassDef) -> dict[str, Function]:
    """The methods of a class, by name."""
    return {method.name: method for method in node.body if isinstance(method, (ast.FunctionDef, ast.AsyncFunctionDef))}


def constants_of(node: ast.ClassDef) -> dict[str, ast.expr]:
    """What a class says of attributes of its objects: ``expansion = 4``, a field's default."""
    constants: dict[str, ast.expr] = {}
    for statement in node.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                constants[name] = value
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                constants[name] = value
    return constants


def fields_of(node: ast.ClassDef) -> list[str]:
    """The fields of a dataclass, in order; of another class none."""
    decorators = [decorator.func if isinstance(decorator, ast.Call) else decorator for decorator in node.decorator_list]
    if not any(isinstance(decorator, ast.Name) and decorator.id == "dataclass" for decorator in decorators):
        named = any(isinstance(base, ast.Name) and base.id == "NamedTuple" for base in node.bases)
        if not named and not any(
            isinstance(decorator, ast.Attribute) and decorator.attr == "dataclass" for decorator in decorators
        ):
            return []
    return [
        statement.target.id
        for statement in node.body
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)
    ]


def _prepares(node: ast.stmt) -> bool:
    """Whether a statement only prepares: an import, a definition, a constant, a docstring."""
    if isinstance(node, (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Pass)):
        return True
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant) or _only_says(node.value)
    if isinstance(node, (ast.Assign, ast.AnnAssign)):
        return node.value is None or _only_says(node.value)
    if isinstance(node, ast.Try):
        return all(
            map(
                _prepares,
                [
                    *node.body,
                    *node.orelse,
                    *node.finalbody,
                    *(statement for handler in node.handlers for statement in handler.body),
                ],
            )
        )
    if isinstance(node, ast.If) and not _is_main(node):
        return all(
            isinstance(statement, (ast.Import, ast.ImportFrom, ast.Pass)) for statement in (*node.body, *node.orelse)
        )
    return _is_main(node)


_SAYING = frozenset(
    {
        *("logging", "warnings", "typing", "functools", "collections", "os", "sys"),
        *("TypeVar", "NewType", "NamedTuple", "namedtuple", "partial", "get_logger", "getLogger", "ParamSpec"),
    }
)

_HOMES = frozenset({"torch", "nn", "F", "np", "jnp", "jax", "math"})


def _only_says(node: ast.expr) -> bool:
    """Whether a value is made without tensors: a constant, a hint, a logger, a function filled in."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Call) and _root(inner.func) not in _SAYING:
            return False
        if isinstance(inner, ast.Subscript) and not _root(inner.value)[:1].isupper() and _root(inner.value) != "typing":
            return False
        if isinstance(inner, ast.Attribute) and _root(inner) not in _SAYING | _HOMES and not _is_hint(node):
            return False
    return True


def _is_hint(node: ast.expr) -> bool:
    """Whether this is a type: ``Optional[torch.Tensor]``, ``int | np.ndarray``."""
    union = isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr)
    return union or (isinstance(node, ast.Subscript) and _root(node.value)[:1].isupper())


def _root(node: ast.expr) -> str:
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _is_main(node: ast.stmt) -> bool:
    """``if __name__ == "__main__":`` is for running, not for reading."""
    return isinstance(node, ast.If) and any(
        isinstance(inner, ast.Name) and inner.id == "__name__" for inner in ast.walk(node.test)
    )
