"""What a program must be given: names that it reads before it binds them, found before it runs, all at once."""

import ast
import builtins
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from types import MappingProxyType

from einscope.core.errors import PatternError, say
from einscope.core.fields import NamedShapesText
from einscope.core.plan import Shape
from einscope.core.program.calls.registry import Entry
from einscope.core.program.frames import Frame, Function
from einscope.core.program.language.names import dotted
from einscope.core.program.libraries.modules import BUILTINS, PREDEFINED
from einscope.core.program.questions.axes import Axes, axes_said, shapes_said
from einscope.core.program.questions.examples import examples
from einscope.core.program.questions.handled import PROPERTIES, Handled, handled
from einscope.core.program.questions.objects import kept_tensors, objects_of, seen_through
from einscope.core.program.questions.proposed import proposed
from einscope.core.program.questions.reads import Reads, locals_of
from einscope.core.program.run.source import Source
from einscope.core.program.tensor.values import Value, written

_TENSOR_TYPES = ("Tensor", "ndarray", "Array", "FloatTensor")
_TENSORS = frozenset({"Tensor", "ndarray", "Array", *(f"{kind}Tensor" for kind in ("Float", "Long", "Int", "Bool"))})
_NUMBER_TYPES = ("int", "float", "bool", "str")
_LISTS = ("list", "List", "Sequence", "tuple", "Tuple", "Iterable")


class Missing(PatternError):  # noqa: N818 — a PatternError that knows more
    """That something is not given; ``axes``: what the program says of the axes of tensors, by name."""

    axes: Mapping[str, Axes]


@dataclass
class Wanted:
    """Names that are missing, each with the places where it stands."""

    values: dict[str, list[ast.AST]] = field(default_factory=dict)
    tensors: dict[str, list[ast.AST]] = field(default_factory=dict)
    proposed: dict[str, Shape] = field(default_factory=dict)
    examples: dict[str, Value] = field(default_factory=dict)
    lists: set[str] = field(default_factory=set)
    axes: dict[str, Axes] = field(default_factory=dict)


def wanted(
    frame: Frame,
    known: Set[str],
    shapes: Mapping[str, tuple[int, ...]],
    functions: Mapping[str, Entry],
    comments: Mapping[str, Axes] = MappingProxyType({}),
) -> Wanted:
    """What must be given before a frame can run: what it reads before it is bound, as far as that is data.

    Args:
        frame: what is to run.
        known: names that are given, inputs among them, and dotted ones.
        shapes: of the tensors that are given.
        functions: that are known here, by path.
        comments: the axes of tensors that comments tell.

    Cost: O(nodes).
    """
    nodes = [inner for part in _parts(frame) for inner in _walk(part)]
    uses = handled(nodes, shapes.keys(), functions)
    called = {path for node in nodes if isinstance(node, ast.Call) and (path := dotted(node.func))}
    needed = Wanted()
    numbers: set[str] = set()
    tensors = {argument.arg for argument, _ in frame.parameters if _is_tensor(argument.annotation)}
    sure = {argument.arg for argument, _ in frame.parameters if _is_tensor(argument.annotation, exactly=True)}
    objects = objects_of(frame, nodes, uses, functions) - sure
    uses.tensors = (uses.tensors | tensors | kept_tensors(frame)) - objects
    uses.modules -= sure
    uses.modules = uses.modules - objects
    for argument, default in frame.parameters:
        name = argument.arg
        is_function = name in uses.modules | uses.layers or (name in called and name not in uses.tensors)
        if name in known or default is not None or is_function or name in objects or _is_layer(argument.annotation):
            continue
        hints = _hinted(argument.annotation)
        is_number = bool(hints) and not any(kind in hint for hint in hints for kind in _TENSOR_TYPES)
        is_number = is_number and any(hint in _NUMBER_TYPES for hint in hints)
        is_tensor = name in uses.tensors
        numbers |= {name} if is_number else set()
        place = needed.tensors if is_tensor and not is_number else needed.values
        place.setdefault(name, []).append(argument)
        if is_tensor and _is_list(argument.annotation) and name not in uses.holders:
            needed.lists |= {name}
    names = locals_of(frame.function) - objects if frame.function is not None else set()
    bound = {*known, *BUILTINS, *PREDEFINED, "ctx", *names}
    functions_seen = {name: seen_through(function, objects) for name, function in _functions(frame).items()}
    reads = Reads(bound - objects, functions_seen)
    reads.run(frame.body)
    for node in reads.finish():
        if dotted(node) in objects:
            continue  # what it holds is asked for
        _ask(needed, node, (dotted(node) or "").split("."), bound, called, uses)
    if not shapes and not needed.tensors and not uses.makes:  # some tensor must come in
        for name in [name for name in needed.values if name in uses.operands - numbers]:
            needed.tensors[name] = needed.values.pop(name)
        first = next((argument.arg for argument, _ in frame.parameters), None)
        if not needed.tensors and first in needed.values and first not in numbers and first not in uses.entries:
            needed.tensors[first] = needed.values.pop(first)
    hints_of = {argument.arg: argument.annotation for argument, _ in frame.parameters}
    needed.examples = examples(needed.values, hints_of, uses.entries, nodes)
    needed.axes = {
        name: axes
        for name, axes in axes_said(frame, nodes, comments).items()
        if name in needed.tensors or name in shapes
    }
    told = shapes_said(needed.axes, shapes, needed.examples)
    needed.proposed = proposed(nodes, {**shapes, **told}) | told
    return needed


def refuse_missing(
    missing: Wanted, source: Source, values: Mapping[str, Value], shapes: Mapping[str, tuple[int, ...]]
) -> None:
    """Ask for everything that is missing at once.

    Args:
        missing: what is.
        source: the program.
        values: the values there are.
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
        repair["values"] = written({**values, **missing.examples})
    if missing.tensors:
        usual = next(iter(shapes.values()), (1, 4, 4, 2))
        given = dict(shapes)
        for name in missing.tensors:
            parts = [f"{name}[0]", f"{name}[1]"] if name in missing.lists else [name]
            given |= dict.fromkeys(parts, missing.proposed.get(name, usual))
        repair["shape"] = NamedShapesText().write(given)
    if missing.tensors and not missing.values:
        message = say("The program does not give the shapes of: {names}.", names=", ".join(names))
    elif missing.tensors:
        message = say("The program does not define these values and tensors: {names}.", names=", ".join(names))
    else:
        message = say("The program does not define: {names}.", names=", ".join(names))
    fault = Missing(
        "program-values",
        message,
        spans[0],
        field="values",
        hint=say("give each a value, or a shape where it is a tensor"),
        repair=repair,
        also=tuple(spans[1:]),
    )
    fault.axes = missing.axes
    raise fault


def _is_tensor(annotation: ast.expr | None, exactly: bool = False) -> bool:
    """Whether a hint says that it is a tensor, or several; not exactly, ``NestedTensor`` may be one, or hold some."""
    kinds = _TENSORS if exactly else _TENSOR_TYPES
    return any(hint in kinds if exactly else kind in hint for hint in _hinted(annotation) for kind in kinds)


def _is_list(annotation: ast.expr | None) -> bool:
    """Whether a hint says that it is several tensors: ``list[Tensor]``, ``Sequence[Tensor] | None``."""
    match annotation:
        case ast.BinOp(left=left, op=ast.BitOr(), right=ast.Constant(value=None)):
            return _is_list(left)
        case ast.Subscript(value=value, slice=inner):
            name = (dotted(value) or "").rpartition(".")[2]
            if name.lower() == "tuple":
                return isinstance(inner, ast.Tuple)
            return name in _LISTS or (name == "Optional" and _is_list(inner))
    return False


def _is_layer(annotation: ast.expr | None) -> bool:
    """Whether what a parameter is said to be is called: a layer, a function, a class."""
    return any(hint in ("Module", "Callable", "Type", "type") for hint in _hinted(annotation))


def _ask(needed: Wanted, node: ast.AST, names: list[str], bound: Set[str], called: Set[str], uses: Handled) -> None:
    """Ask for a chain of names, up to where it turns to what a tensor has."""
    path = ".".join(names)
    parts = {".".join(names[:count]) for count in range(1, len(names) + 1)}
    if "__" in path or parts & uses.modules or path == "self.training":
        return
    first = 2 if names[0] == "self" else 1
    cut = next((at for at in range(first, len(names)) if names[at] in PROPERTIES), len(names))
    if path in called and cut == len(names):
        cut = len(names) - 1 if ".".join(names[:-1]) in uses.tensors and len(names) > first else cut
    base = ".".join(names[:cut])
    if base in dir(builtins) and base not in uses.tensors | uses.operands:
        return  # Python's own
    if base in bound or base in uses.layers or base in ("self", "cls") or (base in called and base not in uses.tensors):
        return  # a layer, or a function that the run will speak of
    place = needed.tensors if cut < len(names) or base in uses.tensors else needed.values
    other = needed.values if place is needed.tensors else needed.tensors
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
        current = waiting.pop(0)
        yield current
        if isinstance(current, (ast.Raise, ast.ClassDef)):
            continue  # a class knows its own names
        for name, inner in ast.iter_fields(current):
            if name not in _SAID:
                waiting += [
                    child for child in (inner if isinstance(inner, list) else [inner]) if isinstance(child, ast.AST)
                ]


def _functions(frame: Frame) -> dict[str, Function]:
    """Functions and methods of the program, by the names that they are called by."""
    helpers = [helper for helper in frame.setup if isinstance(helper, (ast.FunctionDef, ast.AsyncFunctionDef))]
    functions = {node.name: node for node in helpers if node is not frame.function}
    return functions | {f"self.{name}": node for name, node in frame.methods.items() if node is not frame.function}


def _parts(frame: Frame) -> list[ast.AST]:
    """The body, and whatever functions and methods it may call."""
    bodies: dict[str, ast.AST] = {**_functions(frame)}
    parts: list[ast.AST] = list(frame.body)
    for part in parts:  # it grows: what is called may call more
        paths = [dotted(node.func) or "" for node in ast.walk(part) if isinstance(node, ast.Call)]
        parts.extend(bodies.pop(path) for path in paths if path in bodies)
    return parts


def _hinted(annotation: ast.expr | None) -> list[str]:
    """The names in an annotation."""
    nodes = [] if annotation is None else ast.walk(annotation)
    return [
        part.id if isinstance(part, ast.Name) else part.attr if isinstance(part, ast.Attribute) else str(part.value)
        for part in nodes
        if isinstance(part, (ast.Name, ast.Attribute, ast.Constant))
    ]
