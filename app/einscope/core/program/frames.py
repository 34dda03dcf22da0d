"""The frame around the statements that move: a ``def``, the ``forward`` of a ``class``, or none."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

Function = ast.FunctionDef | ast.AsyncFunctionDef
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
        constants: what the class says of its attributes.
    """

    setup: list[ast.stmt]
    body: list[ast.stmt]
    function: Function | None = None
    methods: dict[str, Function] = field(default_factory=dict)
    initial: Function | None = None
    name: str = ""
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


def frame_of(tree: ast.Module) -> Frame:
    r"""The frame of a program.

    The statements themselves, where some of them do more than prepare; else the ``forward`` of the last class that
    has one, or of the last class at all its last method; else the last function.

    >>> frame_of(ast.parse("def f(x):\n    return x.T")).function.name
    'f'
    """
    definitions = [
        node for node in tree.body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
    ]
    if not definitions or not all(_prepares(node) for node in tree.body):
        return Frame([], [node for node in tree.body if not _is_main(node)])
    classes = [node for node in definitions if isinstance(node, ast.ClassDef)]
    entering = [node for node in classes if methods_of(node).keys() & set(ENTRIES)]
    chosen = (
        entering[-1] if entering else classes[-1] if classes and isinstance(definitions[-1], ast.ClassDef) else None
    )
    setup = [node for node in tree.body if node is not chosen and not _is_main(node)]
    if chosen is not None and (methods := methods_of(chosen)):
        name = next((name for name in ENTRIES if name in methods), None) or [*methods][-1]
        function = methods[name]
        others = {key: each for key, each in methods.items() if not key.startswith("__")}
        return Frame(setup, function.body, function, others, methods.get("__init__"), chosen.name, constants_of(chosen))
    functions = [node for node in definitions if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    if not functions:
        return Frame([], [])
    return Frame([node for node in setup if node is not functions[-1]], functions[-1].body, functions[-1])


def is_decorated(node: Function, name: str) -> bool:
    """Whether a function has this decorator: ``property``, ``staticmethod``."""
    return any(isinstance(each, ast.Name) and each.id == name for each in node.decorator_list)


def methods_of(node: ast.ClassDef) -> dict[str, Function]:
    """The methods of a class, by name."""
    return {each.name: each for each in node.body if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef))}


def constants_of(node: ast.ClassDef) -> dict[str, ast.expr]:
    """What a class says of attributes of its objects: ``expansion = 4``, a field's default."""
    found: dict[str, ast.expr] = {}
    for each in node.body:
        match each:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                found[name] = value
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                found[name] = value
    return found


def fields_of(node: ast.ClassDef) -> list[str]:
    """The fields of a dataclass, in order; of another class none."""
    decorators = [each.func if isinstance(each, ast.Call) else each for each in node.decorator_list]
    if not any(isinstance(each, ast.Name) and each.id == "dataclass" for each in decorators):
        named = any(isinstance(each, ast.Name) and each.id == "NamedTuple" for each in node.bases)
        if not named and not any(isinstance(each, ast.Attribute) and each.attr == "dataclass" for each in decorators):
            return []
    return [
        each.target.id for each in node.body if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
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
                [*node.body, *node.orelse, *node.finalbody, *(one for each in node.handlers for one in each.body)],
            )
        )
    if isinstance(node, ast.If) and not _is_main(node):
        return all(isinstance(each, (ast.Import, ast.ImportFrom, ast.Pass)) for each in (*node.body, *node.orelse))
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
    for each in ast.walk(node):
        if isinstance(each, ast.Call) and _root(each.func) not in _SAYING:
            return False
        if isinstance(each, ast.Subscript) and not _root(each.value)[:1].isupper() and _root(each.value) != "typing":
            return False
        if isinstance(each, ast.Attribute) and _root(each) not in _SAYING | _HOMES and not _is_hint(node):
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
        isinstance(each, ast.Name) and each.id == "__name__" for each in ast.walk(node.test)
    )
