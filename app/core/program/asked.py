"""Names that a program uses and does not define: found before it runs, all at once."""

import ast
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field

from app.core.errors import PatternError, say
from app.core.program.frames import Frame
from app.core.program.language.names import dotted
from app.core.program.libraries.modules import BUILTINS, PREDEFINED
from app.core.program.source import Source

_TENSOR_TYPES = ("Tensor", "ndarray", "Array", "FloatTensor")
_PROPERTIES = frozenset({"shape", "ndim", "dtype", "device", "T", "mT"})


@dataclass
class Wanted:
    """Names that are missing, each with the places where it stands."""

    values: dict[str, list[ast.AST]] = field(default_factory=dict)
    tensors: dict[str, list[ast.AST]] = field(default_factory=dict)


def wanted(frame: Frame, known: Set[str], methods: Set[str]) -> Wanted:
    """What must be given before a frame can run.

    Args:
        frame: what is to run.
        known: names that are given, inputs among them, and dotted ones.
        methods: names of methods that only a tensor has.

    Cost: O(nodes).
    """
    nodes = [each for part in _parts(frame) for each in _walk(part)]
    defined = {
        *known,
        *BUILTINS,
        *PREDEFINED,
        *_defined(nodes),
        *_defined(each for node in frame.setup for each in [node]),
    }
    called = {path for node in nodes if isinstance(node, ast.Call) and (path := dotted(node.func))}
    found = Wanted()
    tensors = _handled_as_tensors(nodes, methods)
    for argument, default in frame.parameters:
        if argument.arg not in known and default is None:
            hinted = argument.annotation is not None and _hints_tensor(argument.annotation)
            place = found.tensors if hinted or argument.arg in tensors else found.values
            place.setdefault(argument.arg, []).append(argument)
        defined.add(argument.arg)
    if frame.function is not None:
        defined |= {each.arg for each in (frame.function.args.vararg, frame.function.args.kwarg) if each is not None}
    inner: set[int] = set()
    for node in nodes:
        if id(node) in inner or not isinstance(node, (ast.Attribute, ast.Name)) or not isinstance(node.ctx, ast.Load):
            continue
        path = dotted(node)
        if path is None:
            continue
        inner.update(id(each) for each in ast.walk(node))
        _ask(found, node, path.split("."), defined, called, methods, tensors)
    return found


def refuse_missing(
    missing: Wanted, source: Source, values: Mapping[str, str], shapes: Mapping[str, tuple[int, ...]]
) -> None:
    """Ask for everything that is missing at once.

    Args:
        missing: what is.
        source: the program.
        values: the values there are, as text.
        shapes: the inputs there are.

    Raises:
        PatternError: ``program-values``, in the field ``values`` or, where only tensors are missing, ``shape``; its
            span is the first place of a name, ``also`` has the others, and the repair an example of all.
    """
    if not missing.values and not missing.tensors:
        return
    spans = sorted(
        {
            source.span(node)
            for places in (missing.values, missing.tensors)
            for nodes in places.values()
            for node in nodes
        }
    )
    names = [*missing.values, *missing.tensors]
    repair: dict[str, str] = {}
    if missing.values:
        repair["values"] = ",".join(
            f"{name}={value}" for name, value in {**values, **dict.fromkeys(missing.values, "2")}.items()
        )
    if missing.tensors:
        given = {**shapes, **dict.fromkeys(missing.tensors, next(iter(shapes.values()), (1, 4, 4, 2)))}
        repair["shape"] = ";".join(f"{name}:{','.join(map(str, shape))}" for name, shape in given.items())
    if missing.tensors and not missing.values:
        message = say("The program does not say the shapes of: {names}.", names=", ".join(names))
    elif missing.tensors:
        message = say("The program does not define these values and tensors: {names}.", names=", ".join(names))
    else:
        message = say("The program does not define: {names}.", names=", ".join(names))
    raise PatternError(
        "program-values",
        message,
        spans[0],
        field="values",
        hint=say("give each a value, or a shape where it is a tensor"),
        repair=repair,
        also=tuple(spans[1:]),
    )


def _ask(
    found: Wanted,
    node: ast.AST,
    names: list[str],
    defined: Set[str],
    called: Set[str],
    methods: Set[str],
    tensors: Set[str],
) -> None:
    """Ask for a chain of names, up to where it turns to what a tensor has."""
    path = ".".join(names)
    root = names[0]
    if root in defined or root == "ctx" or "__" in path or path in defined:
        return
    first = 2 if root == "self" else 1
    cut = next((at for at in range(first, len(names)) if names[at] in _PROPERTIES or names[at] in methods), len(names))
    base = ".".join(names[:cut])
    if (
        base in defined
        or base in ("self", "cls", "self.training")
        or any(".".join(names[:at]) in defined for at in range(2, cut))
    ):
        return
    if base in called or (path in called and cut == len(names)):
        return  # a layer, or a function that the run will speak of
    place = found.tensors if cut < len(names) or base in tensors else found.values
    other = found.values if place is found.tensors else found.tensors
    if base in other:
        place = other
    for _ in range(len(names) - cut):
        assert isinstance(node, ast.Attribute)  # noqa: S101 — a chain as long as its names
        node = node.value
    place.setdefault(base, []).append(node)


_SAID = ("decorator_list", "annotation", "returns")
"""Where names say something about the program, and are not part of what it does."""


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    """All nodes but those that only say something, and what is raised."""
    waiting = [node]
    while waiting:
        each = waiting.pop(0)
        yield each
        if isinstance(each, (ast.Raise, ast.ClassDef)):
            continue  # a class knows its own names
        for name, inner in ast.iter_fields(each):
            if name not in _SAID:
                waiting += [one for one in (inner if isinstance(inner, list) else [inner]) if isinstance(one, ast.AST)]


def _parts(frame: Frame) -> list[ast.AST]:
    """The body, and whatever functions and methods it may call."""
    helpers = [
        node
        for node in frame.setup
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node is not frame.function
    ]
    bodies: dict[str, ast.AST] = {node.name: node for node in helpers}
    bodies |= {f"self.{name}": node for name, node in frame.methods.items() if node is not frame.function}
    parts: list[ast.AST] = list(frame.body)
    for part in parts:  # it grows: what is called may call more
        paths = [dotted(node.func) or "" for node in ast.walk(part) if isinstance(node, ast.Call)]
        parts.extend(bodies.pop(path) for path in paths if path in bodies)
    return parts


def _defined(nodes: Iterable[ast.AST]) -> set[str]:
    """Names that are bound anywhere among these nodes; in which order is the run's question."""
    found: set[str] = set()
    for node in nodes:
        match node:
            case ast.Name(id=name, ctx=ast.Store()):
                found.add(name)
            case ast.Attribute(ctx=ast.Store()):
                found.add(dotted(node) or "")
            case (
                ast.arg(arg=name)
                | ast.FunctionDef(name=name)
                | ast.AsyncFunctionDef(name=name)
                | ast.ClassDef(name=name)
            ):
                found.add(name)
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                found |= {each.asname or each.name.split(".")[0] for each in names}
            case ast.Assign(targets=targets):
                found |= {each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)}
    return found


def _handled_as_tensors(nodes: list[ast.AST], methods: Set[str]) -> set[str]:
    """Names and chains that are handled as only a tensor can be."""
    found: set[str] = set()
    for node in nodes:
        match node:
            case ast.Attribute(value=value, attr=attr) if attr in _PROPERTIES or attr in methods:
                found.add(dotted(value) or "")
            case ast.Subscript(value=value, slice=part) if isinstance(part, (ast.Slice, ast.Tuple)) or (
                isinstance(part, ast.Constant) and (part.value is None or part.value is Ellipsis)
            ):
                found.add(dotted(value) or "")
            case ast.Call(func=func, args=[first, *_]) if _moves(dotted(func) or ""):
                inside = first.elts if isinstance(first, (ast.List, ast.Tuple)) else [first]
                found |= {dotted(each) or "" for each in inside}
    return found


def _moves(path: str) -> bool:
    root, _, rest = path.partition(".")
    return path in ("rearrange", "reduce", "repeat") or (
        root in ("torch", "np", "numpy", "jnp", "F", "einops", "self") and bool(rest)
    )


def _hints_tensor(annotation: ast.expr) -> bool:
    text = [
        each.id if isinstance(each, ast.Name) else each.attr if isinstance(each, ast.Attribute) else str(each.value)
        for each in ast.walk(annotation)
        if isinstance(each, (ast.Name, ast.Attribute, ast.Constant))
    ]
    return any(kind in each for each in text for kind in _TENSOR_TYPES)
